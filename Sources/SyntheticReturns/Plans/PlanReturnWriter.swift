import Periods

/// Writes the SEN2 return of each January census: one folder per census, one file per module.
struct PlanReturnWriter {
  let plans: PlanReturns
  let version: SyntheticCouncil.SEN2Version
  /// How many of the last censuses have a return.
  let censuses: Int
  /// The area's name, in the field of the authority.
  let area: String
  private let draws: Draws

  init(
    _ plans: PlanReturns, version: SyntheticCouncil.SEN2Version, censuses: Int, area: String,
    seed: UInt64
  ) {
    self.plans = plans
    self.version = version
    self.censuses = censuses
    self.area = area
    draws = Draws(seed: seed, purpose: "plans|person")
  }

  /// Writes every census below a folder.
  ///
  /// - Returns: rows by file, below the folder.
  func write(to folder: String) throws(SyntheticReturnsError) -> [(file: String, rows: Int)] {
    var written: [(file: String, rows: Int)] = []
    for (year, census) in plans.targets.years.enumerated().suffix(censuses) {
      try OutputFolder.make("\(folder)/\(census)")
      written += try write(year: year, to: "\(folder)/\(census)").map { ("\(census)/\($0)", $1) }
    }
    return written
  }

  /// The tables of one return; a row's number is the number of rows in its table.
  private struct Tables {
    let person: TableFile
    let requests: TableFile
    let assessment: TableFile
    let named: TableFile
    let detail: TableFile
    let active: TableFile
    let placement: TableFile
    let need: TableFile
  }

  private func write(
    year: Int, to folder: String
  ) throws(SyntheticReturnsError) -> [(String, Int)] {
    let day = plans.timeline.counts[year + 1]
    var order: [(String, TableFile)] = []
    func table(_ name: String) throws(SyntheticReturnsError) -> TableFile {
      let file = SEN2Layout.file(name, exported: day + 40)
      let table = try TableFile(
        "\(folder)/\(file)", columns: SEN2Layout.columns(name, version) + ["SYNTHETIC"])
      order.append((file, table))
      return table
    }
    let header = try table("sen2")
    let tables = Tables(
      person: try table("person"), requests: try table("requests"),
      assessment: try table("assessment"), named: try table("namedplan"),
      detail: try table("plandetail"), active: try table("activeplans"),
      placement: try table("placementdetail"), need: try table("senneed"))
    try writeHeader(header, day: day)
    let first = Timeline.day(plans.targets.years.lowerBound + year - 1, 1, 1)
    for index in plans.lives.stays.indices {
      let stay = plans.lives.stays[index]
      let active = stay.isOpen(atCount: year + 1)
      let ended = stay.exit == .ended && Int(stay.exitYear) == year
      if !active, !ended {
        try writePending(index, year: year, first: first, day: day, to: tables)
        continue
      }
      try write(index, year: year, day: day, first: first, active: active, to: tables)
    }
    let people = plans.lives.births.count
    for (index, request) in plans.requests.unmet.enumerated() {
      let end = Int(max(request.assessed, request.decided == .max ? 0 : request.decided))
      let pending = request.decided == .max || request.outcome == .inAssessment
      guard Int(request.received) < day, pending || end >= first else { continue }
      // One that this census has no answer for yet may have one by the next.
      try write(request, number: people + index, day: day, to: tables)
    }
    var counts: [(String, Int)] = []
    for (name, table) in order {
      try table.finish()
      counts.append((name, table.rows))
    }
    return counts
  }

  private func end(_ table: TableFile) throws(SyntheticReturnsError) {
    table.code("yes")
    try table.endRow()
  }

  /// The first four fields of every row: own number, native number, order and source.
  private func open(_ table: TableFile, _ person: Int) {
    table.number(table.rows + 1)
    table.number(person + 1)
    table.number(table.rows + 1)
    table.number(person + 1, prefix: "SYN", width: 6)
  }

  private func writeHeader(_ table: TableFile, day: Int) throws(SyntheticReturnsError) {
    table.number(1)
    table.number(1)
    table.number(1)
    table.code("SYNTHETIC")
    table.code("SEN2")
    table.number(CalendarDate(daysSince1970: day).components.year)
    table.timestamp(day)
    table.code("L")
    table.text(area.replacing(",", with: ""))
    table.code("SYNTHETIC")
    table.code("SYNTHETIC")
    table.number(1)
    table.timestamp(day + 40)
    table.empty(version == .v13 ? 3 : 2)
    try end(table)
  }

  private static let backgrounds: [(StaticString, Double)] = [
    ("WBRI", 66), ("WOTH", 6), ("MWBC", 3), ("MWAS", 2), ("MOTH", 4), ("BAFR", 6), ("BCRB", 3),
    ("BOTH", 1), ("AIND", 2), ("APKN", 3), ("ABAN", 1), ("AOTH", 2), ("OOTH", 2), ("NOBT", 1),
  ]

  private func writePerson(
    _ person: Int, birth: Int, to table: TableFile
  ) throws(SyntheticReturnsError) {
    open(table, person)
    table.number(1)
    table.code("SYNTHETIC")
    table.code("SYNTHETIC")
    table.timestamp(birth)
    table.code(draws.uniform(person) < 0.72 ? "M" : "F")
    let background = draws.choice(PlanReturnWriter.backgrounds.map(\.1), person, 1)
    table.code(PlanReturnWriter.backgrounds[background].0)
    table.empty(3)
    table.code("UN5")
    try end(table)
  }

  private func writeRequest(
    _ person: Int, received: Int, decided: Int?, outcome: StaticString, to table: TableFile
  ) throws(SyntheticReturnsError) {
    let parent = table.rows
    open(table, person)
    table.number(parent + 1)
    table.timestamp(received)
    if version == .v13 { table.number(1 + draws.choice([45, 40, 10, 5], person, 2)) }
    table.number(0)
    if let decided { table.timestamp(decided) } else { table.empty() }
    table.code(outcome)
    table.number(0)
    table.number(0)
    table.number(0)
    try end(table)
  }

  private func writeAssessment(
    _ person: Int, request: Int, outcome: StaticString, day: Int?, inTime: Bool,
    to table: TableFile
  ) throws(SyntheticReturnsError) {
    open(table, person)
    table.number(request)
    table.code(outcome)
    if let day { table.timestamp(day) } else { table.empty() }
    for _ in 0..<4 { table.number(0) }
    if day == nil { table.empty() } else { table.number(inTime ? 1 : 0) }
    try end(table)
  }

  /// A request without a plan.
  private func write(
    _ request: PlanRequests.Unmet, number: Int, day: Int, to tables: Tables
  ) throws(SyntheticReturnsError) {
    try writePerson(number, birth: Int(request.birth), to: tables.person)
    let decided = request.decided < day ? Int(request.decided) : nil
    let outcome: StaticString
    var agreed = false
    switch request.outcome {
    case .refused: outcome = decided == nil ? "A" : "N"
    case .withdrawn: outcome = decided == nil ? "A" : "W"
    case .undecided: outcome = "A"
    case .withoutPlan, .withoutPlanLater, .inAssessment:
      agreed = decided != nil
      outcome = agreed ? "Y" : "A"
    }
    try writeRequest(
      number, received: Int(request.received), decided: decided, outcome: outcome,
      to: tables.requests)
    guard agreed else { return }
    let assessed = request.assessed > 0 && request.assessed < day ? Int(request.assessed) : nil
    try writeAssessment(
      number, request: tables.requests.rows, outcome: assessed == nil ? "A" : "N", day: assessed,
      inTime: true, to: tables.assessment)
  }

  /// A plan: the person, its request and assessment, the plan as named, and where it is active.
  private func write(
    _ index: Int, year: Int, day: Int, first: Int, active: Bool, to tables: Tables
  ) throws(SyntheticReturnsError) {
    let stay = plans.lives.stays[index]
    let person = Int(stay.child)
    let birth = Int(plans.lives.births[person])
    // A plan that moved in with its child is older than its time here.
    let start =
      stay.entry == .arrived
      ? originalStart(index, birth: birth) : Int(stay.from)
    let received = max(birth, min(Int(plans.requests.received[index]), start - 7))
    let decided = max(received, min(received + 20 + draws.index(23, index, 4), start - 3))
    try writePerson(person, birth: birth, to: tables.person)
    try writeRequest(
      person, received: received, decided: decided, outcome: decided < first ? "H" : "Y",
      to: tables.requests)
    try writeAssessment(
      person, request: tables.requests.rows, outcome: start < first ? "H" : "Y", day: start,
      inTime: start - received <= 140, to: tables.assessment)
    let current = plans.settings.setting(index, at: year + 1)
    let before = plans.settings.setting(index, at: year)
    let residential = current == 3 && draws.uniform(index, 5) < 0.12
    open(tables.named, person)
    tables.named.number(tables.assessment.rows)
    tables.named.timestamp(start)
    tables.named.code(residential ? "R" : "N")
    tables.named.number(0)
    tables.named.number(draws.uniform(index, 6) < 0.04 ? 1 : 0)
    tables.named.number(draws.uniform(index, 7) < 0.02 ? 1 : 0)
    tables.named.number(draws.uniform(index, 8) < 0.03 ? 1 : 0)
    if stay.exit == .ended, Int(stay.to) < day {
      tables.named.timestamp(Int(stay.to))
      let reason = Int(plans.reasons[index])
      if (0...8).contains(reason) { tables.named.number(reason + 1) } else { tables.named.empty() }
    } else {
      tables.named.empty(2)
    }
    try end(tables.named)
    let named = plans.settings.first[index]
    try writeDetail(
      index, person: person,
      setting: named != PlanSettings.absent
        ? named : before != PlanSettings.absent ? before : current, to: tables.detail,
      parent: tables.named.rows)
    guard active else { return }

    open(tables.active, person)
    tables.active.number(tables.requests.rows)
    if stay.entry == .arrived, Int(stay.entryYear) == year {
      tables.active.number([203, 208, 210, 303, 306, 886][draws.index(6, index, 9)])
    } else {
      tables.active.empty()
    }
    let review = day - 5 - draws.index(330, index, 10 + year)
    let reviewed = review > start + 30
    if reviewed {
      tables.active.timestamp(review)
      tables.active.code("M")
    } else {
      tables.active.empty(2)
    }
    if version == .v13 { tables.active.empty(3) }
    if reviewed { tables.active.timestamp(review) } else { tables.active.empty() }
    try end(tables.active)
    try writePlacement(
      index, person: person, setting: current, start: start, day: day, year: year,
      residential: residential, to: tables.placement, parent: tables.active.rows)
    let need = Int(plans.settings.needs[index])
    if need != PlanCategories.unrecordedNeed {
      try writeNeed(person, need: need, rank: 1, to: tables.need, parent: tables.active.rows)
      // One in three has a second need.
      if draws.uniform(index, 11) < 0.33 {
        let other = draws.choice(PlanCategories.needPattern[1], index, 12)
        if other != need, other != PlanCategories.unrecordedNeed {
          try writeNeed(person, need: other, rank: 2, to: tables.need, parent: tables.active.rows)
        }
      }
    }
  }

  /// A request of the year whose plan starts only in the next.
  private func writePending(
    _ index: Int, year: Int, first: Int, day: Int, to tables: Tables
  ) throws(SyntheticReturnsError) {
    let stay = plans.lives.stays[index]
    let received = Int(plans.requests.received[index])
    guard stay.entry == .started, Int(stay.entryYear) == year + 1, received < first + 365 else {
      return
    }
    let person = Int(stay.child)
    try writePerson(person, birth: Int(plans.lives.births[person]), to: tables.person)
    let decided = min(received + 20 + draws.index(23, index, 4), Int(stay.from) - 3)
    let agreed = decided < day
    try writeRequest(
      person, received: received, decided: agreed ? decided : nil, outcome: agreed ? "Y" : "A",
      to: tables.requests)
    guard agreed else { return }
    try writeAssessment(
      person, request: tables.requests.rows, outcome: "A", day: nil, inTime: false,
      to: tables.assessment)
  }

  /// When a plan that moved in started elsewhere: in an earlier year, so that no count of new plans has
  /// it, unless the child was not yet born then.
  private func originalStart(_ index: Int, birth: Int) -> Int {
    let stay = plans.lives.stays[index]
    let before = Timeline.day(plans.targets.years.lowerBound - 1 + Int(stay.entryYear), 1, 1) - 1
    let planned = Int(stay.from) - 380 - draws.index(700, index, 3)
    return max(min(before, max(birth + 400, planned)), min(birth + 60, Int(stay.from)))
  }

  private func writeNeed(
    _ person: Int, need: Int, rank: Int, to table: TableFile, parent: Int
  ) throws(SyntheticReturnsError) {
    open(table, person)
    table.number(parent)
    table.code(PlanCategories.needCodes[need])
    table.number(rank)
    try end(table)
  }

  /// The fields that say where: `urn`, `ukprn`, `sensetting`, `sensettingother`.
  private func writeSetting(_ index: Int, _ setting: UInt8, age: Int, to table: TableFile) {
    let place = Int(setting)
    switch place {
    case 1, 2, 3, 5:
      let range = SEN2Layout.establishments(place)
      table.number(range.lowerBound + draws.index(range.count, index, 13))
      table.empty(3)
    case 4:
      let range = SEN2Layout.establishments(place)
      table.empty()
      table.number(10_000_000 + range.lowerBound + draws.index(range.count, index, 13))
      table.empty(2)
    case 0:
      table.empty(2)
      table.code("EYP")
      table.empty()
    case 6:
      table.empty(2)
      let codes: [StaticString] = ["EHE", "NEET", "OLA", "OPA", "OTH"]
      table.code(
        codes[draws.choice(age < 16 ? [45, 0, 35, 5, 15] : [6, 72, 10, 2, 10], index, 14)])
      table.empty()
    case 7:
      table.empty(2)
      table.code(age < 16 ? "NIEC" : "NIEO")
      table.empty()
    default: table.empty(4)
    }
  }

  private func writeDetail(
    _ index: Int, person: Int, setting: UInt8, to table: TableFile, parent: Int
  ) throws(SyntheticReturnsError) {
    open(table, person)
    table.number(parent)
    let stay = plans.lives.stays[index]
    let age = Timeline.age(Int(plans.lives.births[person]), on: Int(stay.from))
    writeSetting(index, setting, age: age, to: table)
    table.number(1)
    table.number(0)
    table.number(0)
    try end(table)
  }

  private func writePlacement(
    _ index: Int, person: Int, setting: UInt8, start: Int, day: Int, year: Int,
    residential: Bool, to table: TableFile, parent: Int
  ) throws(SyntheticReturnsError) {
    guard Int(setting) != PlanCategories.unrecordedSetting else { return }
    open(table, person)
    table.number(parent)
    let age = Timeline.age(Int(plans.lives.births[person]), on: day)
    writeSetting(index, setting, age: age, to: table)
    table.number(1)
    // Since the September of the year in which this setting is first seen, or the plan's start.
    var since = year + 1
    while since > 0, plans.settings.setting(index, at: since - 1) == setting { since -= 1 }
    let seen = plans.targets.years.lowerBound - 1 + since
    let isFirst =
      plans.settings.first[index] == setting || since == 0
      || plans.settings.setting(index, at: since - 1) == PlanSettings.absent
    let autumn = Timeline.day(seen - 1, 9, 2)
    let entry =
      isFirst && Int(plans.lives.stays[index].entryYear) == since - 1 || since == 0
      ? start : max(start, autumn)
    table.timestamp(min(entry, day))
    table.empty()
    table.number(setting == 1 && draws.uniform(index, 15) < 0.03 ? 1 : 0)
    table.number(setting == 1 && draws.uniform(index, 16) < 0.05 ? 1 : 0)
    table.code(residential ? "R" : "N")
    table.number(0)
    try end(table)
  }
}
