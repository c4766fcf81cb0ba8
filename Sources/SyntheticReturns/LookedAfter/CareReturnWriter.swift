#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Writes the SSDA903 return of each year: one folder per financial year, one file per table.
struct CareReturnWriter {
  let lives: Lives
  let outcomes: CareOutcomes
  let episodes: [CareEpisode]
  let timeline: Timeline
  /// The year, ending 31 March, of each return.
  let years: ClosedRange<Int>
  private let draws: Draws
  /// The number of each child who has a stay, in the column CHILD.
  private let numbers: [Int32]

  init(
    _ lives: Lives, _ outcomes: CareOutcomes, _ episodes: [CareEpisode], timeline: Timeline,
    years: ClosedRange<Int>, seed: UInt64
  ) {
    self.lives = lives
    self.outcomes = outcomes
    self.episodes = episodes
    self.timeline = timeline
    self.years = years
    draws = Draws(seed: seed, purpose: "cla|child")
    var numbers = Array(repeating: Int32(0), count: lives.births.count)
    for stay in lives.stays { numbers[Int(stay.child)] = 1 }
    var next: Int32 = 0
    for child in numbers.indices where numbers[child] > 0 {
      next += 1
      numbers[child] = next
    }
    self.numbers = numbers
  }

  /// The folder of a return: `2024-25` for the year ending 31 March 2025.
  static func folder(_ year: Int) -> String {
    let end = String(year % 100)
    return "\(year - 1)-\(end.count == 1 ? "0" : "")\(end)"
  }

  /// Writes every year below a folder.
  ///
  /// - Returns: rows by file, below the folder.
  func write(to folder: String) throws(SyntheticReturnsError) -> [(file: String, rows: Int)] {
    var written: [(file: String, rows: Int)] = []
    for (index, year) in years.enumerated() {
      let name = CareReturnWriter.folder(year)
      try OutputFolder.make("\(folder)/\(name)")
      written += try write(year: index, to: "\(folder)/\(name)").map { ("\(name)/\($0)", $1) }
    }
    return written
  }

  private func write(
    year: Int, to folder: String
  ) throws(SyntheticReturnsError) -> [(String, Int)] {
    let mark = "SYNTHETIC"
    let first = timeline.counts[year] + 1
    let last = timeline.counts[year + 1]
    let lettered = years.lowerBound + year >= 2025
    func table(_ name: String, _ columns: [String]) throws(SyntheticReturnsError) -> TableFile {
      try TableFile("\(folder)/\(name).csv", columns: columns + [mark])
    }
    let header = try table("header", ["CHILD", "SEX", "DOB", "ETHNIC", "UPN", "MOTHER", "MC_DOB"])
    let rows = try table(
      "episodes",
      [
        "CHILD", "DECOM", "RNE", "LS", "CIN", "PLACE", "PLACE_PROVIDER", "DEC", "REC",
        "REASON_PLACE_CHANGE", "HOME_POST", "PL_POST", "URN",
      ])
    let seeking = try table("uasc", ["CHILD", "SEX", "DOB", "DUC"])
    let missing = try table("missing", ["CHILD", "DOB", "MISSING", "MIS_START", "MIS_END"])
    let reviews = try table("reviews", ["CHILD", "DOB", "REVIEW", "REVIEW_CODE"])
    let adoption = try table(
      "placed_adoption",
      ["CHILD", "DOB", "DATE_PLACED", "DATE_PLACED_CEASED", "REASON_PLACED_CEASED"])

    var inReturn = Array(repeating: false, count: lives.births.count)
    for episode in episodes where Int(episode.from) <= last && Int(episode.to) >= first {
      let stay = Int(episode.stay)
      let child = Int(lives.stays[stay].child)
      inReturn[child] = true
      try write(episode, child: child, last: last, to: rows)
      if episode.place >= 8, episode.place <= 10, episode.from >= first,
        episode.begins != .legalStatus
      {
        id(adoption, child)
        adoption.date(Int(lives.births[child]))
        adoption.date(Int(episode.from))
        adoption.empty(2)
        try end(adoption)
      }
    }
    for (stay, record) in lives.stays.enumerated()
    where Int(record.from) <= last && Int(record.to) >= first {
      try writeReviews(stay, first: first, last: last, to: reviews)
      try writeMissing(stay, year: year, first: first, last: last, to: missing)
    }
    for child in lives.births.indices where inReturn[child] {
      try writeChild(child, lettered: lettered, header: header, seeking: seeking)
    }
    let tables: [(String, TableFile)] = [
      ("episodes", rows), ("header", header), ("missing", missing), ("placed_adoption", adoption),
      ("reviews", reviews), ("uasc", seeking),
    ]
    var counts: [(String, Int)] = []
    for (name, table) in tables {
      try table.finish()
      counts.append(("\(name).csv", table.rows))
    }
    return counts
  }

  private func id(_ table: TableFile, _ child: Int) {
    table.number(Int(numbers[child]), prefix: "SYN", width: 6)
  }

  private func end(_ table: TableFile) throws(SyntheticReturnsError) {
    table.code("yes")
    try table.endRow()
  }

  private static let needs: [StaticString] = ["N1", "N2", "N3", "N4", "N5", "N6", "N7", "N8"]

  private func write(
    _ episode: CareEpisode, child: Int, last: Int, to rows: TableFile
  ) throws(SyntheticReturnsError) {
    let stay = Int(episode.stay)
    id(rows, child)
    rows.date(Int(episode.from))
    rows.code(episode.begins.code)
    rows.code(episode.status.code)
    let need =
      outcomes.unaccompanied[child] ? 7 : draws.choice([63, 3, 3, 7, 14, 2, 5, 0.01], stay, 1)
    rows.code(CareReturnWriter.needs[need])
    rows.code(CareCodes.places[Int(episode.place)])
    rows.code(CareCodes.providers[Int(episode.provider)])
    if Int(episode.to) <= last {
      rows.date(Int(episode.to))
      if episode.reason >= 0 {
        let codes = CareCategories.reasonCodes[Int(episode.reason)]
        rows.text(codes[draws.index(codes.count, stay, 2)])
      } else {
        rows.code("X1")
      }
      if episode.change >= 0 {
        rows.code(CareCodes.changeReasons[Int(episode.change)])
      } else {
        rows.empty()
      }
    } else {
      rows.empty(3)
    }
    rows.empty(2)
    // Homes and supported accommodation are registered and have a number; here an invented one.
    if (5...6).contains(episode.place) || (11...12).contains(episode.place) {
      rows.number(1 + draws.index(60, stay, 3, Int(episode.from & 0xFF)), prefix: "SYN", width: 4)
    } else {
      rows.empty()
    }
    try end(rows)
  }

  private func sex(_ child: Int) -> Int {
    draws.uniform(child) < (outcomes.unaccompanied[child] ? 0.95 : 0.53) ? 0 : 1
  }

  private static let backgrounds: [(StaticString, Double)] = [
    ("WBRI", 66), ("WOTH", 6), ("MWBC", 4), ("MWAS", 2), ("MOTH", 4), ("BAFR", 5), ("BCRB", 4),
    ("BOTH", 2), ("APKN", 1.5), ("ABAN", 1), ("AOTH", 1.5), ("OOTH", 3),
  ]

  private func writeChild(
    _ child: Int, lettered: Bool, header: TableFile, seeking: TableFile
  ) throws(SyntheticReturnsError) {
    let birth = Int(lives.births[child])
    let sexes: [StaticString] = lettered ? ["M", "F"] : ["1", "2"]
    let alone = outcomes.unaccompanied[child]
    let background =
      alone
      ? [5, 11, 10][draws.index(3, child, 4)]
      : draws.choice(CareReturnWriter.backgrounds.map(\.1), child, 4)
    id(header, child)
    header.code(sexes[sex(child)])
    header.date(birth)
    header.code(CareReturnWriter.backgrounds[background].0)
    header.code(alone ? "UN2" : "UN1")
    header.empty(2)
    try end(header)
    if alone {
      id(seeking, child)
      seeking.code(sexes[sex(child)])
      seeking.date(birth)
      seeking.date(Timeline.birthday(birth, age: 18))
      try end(seeking)
    }
  }

  /// Reviews within 20 working days of the start, three months later, and every six months.
  private func writeReviews(
    _ stay: Int, first: Int, last: Int, to table: TableFile
  ) throws(SyntheticReturnsError) {
    let record = lives.stays[stay]
    let child = Int(record.child)
    let birth = Int(lives.births[child])
    let end = min(last, Int(record.to) - 1)
    let sequence = [26, 112]
    func due(_ number: Int) -> Int {
      let planned =
        number < 2 ? sequence[number] : sequence[1] + 178 * (number - 1)
      return Int(record.from) + planned - draws.index(9, stay, 5, number % 1_000)
    }
    var number = 0
    if first - Int(record.from) > 300 { number = max(0, (first - Int(record.from) - 112) / 178) }
    while due(number) <= end {
      let day = due(number)
      if day >= first {
        id(table, child)
        table.date(birth)
        table.date(day)
        let age = Timeline.age(birth, on: day)
        let ways: [StaticString] = ["PN1", "PN3", "PN5", "PN7"]
        table.code(
          age < 4 ? "PN0" : ways[draws.choice([55, 25, 12, 8], stay, 6, number % 1_000)])
        try self.end(table)
      }
      number += 1
    }
  }

  /// One child of ten aged ten or more is missing in a year, a few times, mostly for a night or two.
  private func writeMissing(
    _ stay: Int, year: Int, first: Int, last: Int, to table: TableFile
  ) throws(SyntheticReturnsError) {
    let record = lives.stays[stay]
    let child = Int(record.child)
    let birth = Int(lives.births[child])
    let from = max(first, Int(record.from) + 1)
    let to = min(last, Int(record.to) - 1)
    guard to - from > 20, Timeline.age(birth, on: from) >= 10,
      draws.uniform(stay, 20 + year) < 0.12
    else { return }
    let times = 1 + Int(-log(draws.uniform(stay, 40 + year)) * 3)
    let count = min(times, (to - from) / 10)
    for time in 0..<count {
      let begin = from + (to - from) * time / count
      let nights = 1 + min(4, Int(-log(draws.uniform(stay, 60 + year, time))))
      id(table, child)
      table.date(birth)
      table.code(draws.uniform(stay, 80 + year, time) < 0.9 ? "M" : "A")
      table.date(begin)
      table.date(begin + nights)
      try end(table)
    }
  }
}
