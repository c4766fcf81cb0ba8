public import Periods

extension CareReturns {
  /// Events and child-nights between two days, `from` inside and `to` outside the window.
  ///
  /// Where the window opens before the returns do it is shortened: of those who left earlier the
  /// returns say nothing, so that earlier nights would hold only those who stayed.
  ///
  /// Throws ``ReturnsError`` where the window is empty or ends after the last return.
  public func exposure(
    from: CalendarDate, to: CalendarDate
  ) throws(ReturnsError) -> CareExposure {
    guard from < to else {
      throw ReturnsError(
        file: "--window",
        reason: "runs from \(from.iso) to \(to.iso); it must end after it begins")
    }
    var notes: [String] = []
    var from = from
    if let first = firstDay, from < first {
      guard first < to else {
        throw ReturnsError(
          file: "--window",
          reason: "ends on \(to.iso), before the first return opens on \(first.iso)")
      }
      notes.append(
        "The returns open on \(first.iso): nights before that would hold only children who stayed, "
          + "so the window begins there.")
      from = first
    }
    if let last = lastDay, to > last {
      throw ReturnsError(
        file: "--window",
        reason: "ends on \(to.iso), but the last return ends on \(last.iso); later nights would "
          + "count no exits, so end the window by then")
    }
    let spells = CareSpells(self)
    if let stale = staleEpisodes, stale > 0 {
      notes.append(
        "\(stale) open episodes are missing from the latest return; they are taken as open. Check "
          + "whether these children have left.")
    }
    var counter = ExposureCounter(from: from, to: to)
    for spell in spells.spells { counter.add(spell, spells.birthdays[spell.child]) }
    return counter.exposure(counts: spells.counts, notes: notes)
  }

  /// The day the first return opens: 1 April of its year, else the earliest end of an episode.
  public var firstDay: CalendarDate? {
    let years = episodes.lazy.map(\.year).filter { $0 > 0 }
    if let year = years.min() { return CalendarDate(year: year, month: 4, day: 1) }
    return episodes.lazy.compactMap(\.end).min()
  }

  /// The day after the last return: 1 April after its year; `nil` where no year is known.
  public var lastDay: CalendarDate? {
    episodes.lazy.map(\.year).filter { $0 > 0 }.max().flatMap {
      CalendarDate(year: $0 + 1, month: 4, day: 1)
    }
  }

  /// Open episodes whose latest return is not the last one.
  private var staleEpisodes: Int? {
    guard let last = episodes.lazy.map(\.year).max(), last > 0 else { return nil }
    return episodes.count { $0.end == nil && $0.year < last }
  }
}

/// Counts nights and events of stays into months and classes.
private struct ExposureCounter {
  private let from: Int
  private let to: Int
  private let months: [Month]
  private let monthStarts: [Int]
  private var exposure: [[Int]]
  private var exits: [[Int]]
  private var moves: [[Int]]
  private var entries: [[Int]]
  private var turnedEighteen: [[Int]]
  private var opening: [Int]
  private var closing: [Int]

  private static let placements = CareStays.Placement.allCases.count
  private static let reasons = CareStays.Exit.allCases.count

  init(from: CalendarDate, to: CalendarDate) {
    self.from = from.daysSince1970
    self.to = to.daysSince1970
    let first = from.month
    let months = (0...first.months(to: to.adding(days: -1).month)).map { first.advanced(by: $0) }
    self.months = months
    monthStarts = months.map(\.firstDay.daysSince1970)
    let count = months.count
    func table(_ width: Int) -> [[Int]] {
      [[Int]](repeating: [Int](repeating: 0, count: width), count: count)
    }
    exposure = table(CareStays.Cell.count)
    exits = table(CareStays.Cell.count * Self.reasons)
    moves = table(CareStays.Cell.count * Self.placements)
    entries = table(18 * Self.placements)
    turnedEighteen = table(Self.placements)
    opening = [Int](repeating: 0, count: Self.placements)
    closing = opening
  }

  mutating func add(_ spell: CareSpell, _ birthdays: [CalendarDate]) {
    let start = spell.start.daysSince1970
    let end = spell.end.daysSince1970
    guard start < to, max(end - 1, start) >= from else { return }
    let place = spell.placement.rawValue
    if start < from || (start == from && !spell.isEntry) { opening[place] += 1 }
    if end > to { closing[place] += 1 }
    let edges = birthdays.map(\.daysSince1970)
    // The last edge is the 18th birthday, where every stay ends.
    var age = edges.firstIndex { $0 > max(start, from) } ?? edges.count - 1
    var month = monthIndex(max(start, from))
    if spell.isEntry, start >= from {
      let years = Self.years(at: start, edges: edges, group: age)
      entries[month][years * Self.placements + place] += 1
    }
    var band = CareStays.Band.index(days: max(0, from - start))
    var day = max(start, from)
    let last = min(end, to)
    while day < last {
      var next = last
      if age < edges.count - 1 { next = min(next, edges[age]) }
      if band + 1 < CareStays.Band.count {
        next = min(next, start + 7 * CareStays.Band.firstWeeks[band + 1])
      }
      if month + 1 < months.count { next = min(next, monthStarts[month + 1]) }
      exposure[month][index(age, place, band)] += next - day
      day = next
      guard day < last else { break }
      if age < edges.count - 1, day == edges[age] { age += 1 }
      if band + 1 < CareStays.Band.count, day == start + 7 * CareStays.Band.firstWeeks[band + 1] {
        band += 1
      }
      if month + 1 < months.count, day == monthStarts[month + 1] { month += 1 }
    }
    guard end <= to else { return }
    // The loop stopped in the class of the night before the end.
    let cell = index(age, place, band)
    switch spell.outcome {
    case .turnedEighteen: turnedEighteen[month][place] += 1
    case .moved(let destination):
      moves[month][cell * Self.placements + destination.rawValue] += 1
      // The stay that follows begins outside the window; the child is in care all the same.
      if end == to { closing[destination.rawValue] += 1 }
    case .left(let exit): exits[month][cell * Self.reasons + exit.rawValue] += 1
    }
  }

  func exposure(counts: [String: Int], notes: [String]) -> CareExposure {
    CareExposure(
      from: CalendarDate(daysSince1970: from), to: CalendarDate(daysSince1970: to), months: months,
      nights: monthStarts.indices.map { index in
        let next = index + 1 < months.count ? monthStarts[index + 1] : to
        return min(next, to) - max(monthStarts[index], from)
      },
      exposure: exposure, exits: exits, moves: moves, entries: entries,
      turnedEighteen: turnedEighteen, opening: opening, closing: closing, counts: counts,
      notes: notes)
  }

  private func index(_ age: Int, _ place: Int, _ band: Int) -> Int {
    (age * Self.placements + place) * CareStays.Band.count + band
  }

  private func monthIndex(_ day: Int) -> Int {
    CalendarDate(daysSince1970: day).month.index - (months.first?.index ?? 0)
  }

  /// The age in whole years on a day, from the birthdays that bound the group of age.
  private static func years(at day: Int, edges: [Int], group: Int) -> Int {
    guard let group = CareStays.AgeGroup(rawValue: group) else { return 17 }
    // Birthdays inside a group are 365.25 days apart to the day or two that leap years allow.
    let left = Double(edges[group.rawValue] - day) / 365.25
    return max(group.firstAge, min(group.endAge - 1, group.endAge - 1 - Int(left)))
  }
}
