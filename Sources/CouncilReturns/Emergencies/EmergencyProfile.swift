public import Periods

/// A profile of emergency placements as counts: nothing in it is about one child.
///
/// Episodes of one child that follow each other with the same placement code and the same carer (RNE L, T,
/// U) are one stay. A stay is an emergency by the codes of the definition that held when it began; the SSDA903
/// has no day on which a placement was asked for, so the rule of notice needs another source.
public struct EmergencyProfile: Sendable {
  /// How many of something.
  public struct Count: Hashable, Sendable {
    /// Of what: a month, a weekday, an age, a code.
    public let label: String
    /// How many.
    public let count: Int
  }

  /// What emergencies cost above the placements that followed them.
  public struct Premium: Hashable, Sendable {
    /// Σ nights ÷ 7 × (price of the placement − price of the next one), £.
    public let total: Double
    /// Nights that are in it.
    public let nights: Int
    /// Nights of stays that are not: still open, the last before leaving care, or without a price.
    public let nightsLeftOut: Int
  }

  /// What was counted as an emergency.
  public let rules: EmergencyRules
  /// The first month counted.
  public let first: Month
  /// The day of the extract.
  public let asOf: CalendarDate
  /// Emergency placements that began in each month.
  public let starts: [Int]
  /// Emergency nights in each month.
  public let nights: [Int]
  /// Times that care began in the period.
  public let entries: Int
  /// Emergencies open on the day of the extract, by nights so far: up to 6, to 27, to 90, more.
  public let open: [Count]
  /// What they cost above what followed; `nil` without prices.
  public let premium: Premium?
  /// All placements that began in the period.
  public let placements: Int
  /// Beginnings by day of the week, Monday first.
  public let weekdays: [Count]
  /// Beginnings by age.
  public let ages: [Count]
  /// Beginnings by the reason for which the placement before was changed; `first` where care began so.
  public let reasons: [Count]
  /// Beginnings by whether an emergency of the same child had ended up to 90 days before.
  public let repeats: [Count]
  /// Where children went next, by group of placement; `left care` and `still there` among them.
  public let onward: [Count]
  /// Short stops that are no emergencies.
  public let shortStops: Int
  /// Share still there after 0, 1, 2 … nights (Kaplan–Meier, open stays censored), to the longest seen
  /// or 365.
  public let stillThere: [Double]
}

extension CareReturns {
  /// The profile of emergencies that began from `first` to the day of the extract.
  ///
  /// Throws ``EmergencyError`` where that day is before the first month, and for codes that are none.
  public func emergencies(
    _ definition: EmergencyDefinition, from first: Month, asOf: CalendarDate
  ) throws(EmergencyError) -> EmergencyProfile {
    try emergencies(EmergencyRules(definition), prices: nil, from: first, asOf: asOf)
  }

  /// The profile under dated definitions: a stay is classed by the one that held on its first day.
  ///
  /// With prices it has what emergencies cost above the placements that followed. Throws as above, and
  /// where a stay began before the first definition.
  public func emergencies(
    _ rules: EmergencyRules, prices: EmergencyPrices?, from first: Month, asOf: CalendarDate
  ) throws(EmergencyError) -> EmergencyProfile {
    guard first.firstDay <= asOf else {
      throw EmergencyError(
        description:
          "The period from \(first) ends on \(asOf), before it starts; nothing can be counted.")
    }
    for code in rules.dated.flatMap(\.definition.codes).sorted() {
      guard EmergencyRules.isPlacementCode(code) else {
        throw EmergencyError(
          description:
            "'\(code)' is no SSDA903 placement code, so it would count nothing. Write codes such as Z1, in "
            + "capitals with commas between.")
      }
    }
    let months = first.months(to: asOf.month) + 1
    var starts = Array(repeating: 0, count: months)
    var nights = starts
    var weekdays = Array(repeating: 0, count: 7)
    var tallies = EmergencyTallies()
    var lengths: [(nights: Int, isOpen: Bool)] = []
    var placements = 0
    var shortStops = 0
    var entries = 0
    var open = [0, 0, 0, 0]
    var extra = (total: 0.0, nights: 0, leftOut: 0)
    var lastEmergency: (child: Int, end: CalendarDate)?
    for stay in EmergencyStay.all(of: self, asOf: asOf) {
      let isCounted = stay.start >= first.firstDay && stay.start <= asOf
      if isCounted { placements += 1 }
      if isCounted, stay.reason == EmergencyStay.careBegan { entries += 1 }
      // One that began before the period under no definition is none.
      guard isCounted || (rules.dated.first.map { $0.from <= stay.start } ?? false) else {
        continue
      }
      let definition = try rules.definition(on: stay.start)
      let verdict = try definition.verdict(
        on: PlacementStay(
          code: stay.code, requested: nil, start: stay.start, end: stay.end,
          endedWithMove: stay.next != nil), asOf: asOf)
      if isCounted, verdict.isShortStop { shortStops += 1 }
      guard verdict.isEmergency else { continue }
      let end = stay.end ?? asOf
      for month in 0..<months {
        let from = max(stay.start, first.advanced(by: month).firstDay)
        let to = min(end, first.advanced(by: month + 1).firstDay, asOf)
        nights[month] += max(0, from.days(to: to))
      }
      defer { lastEmergency = (stay.child, end) }
      guard isCounted else { continue }
      starts[first.months(to: stay.start.month)] += 1
      // 1 January 1970 was a Thursday.
      weekdays[((stay.start.daysSince1970 + 3) % 7 + 7) % 7] += 1
      tallies.ages[age(of: stay.child, on: stay.start), default: 0] += 1
      tallies.reasons[stay.reason, default: 0] += 1
      let isRepeat =
        lastEmergency.map { $0.child == stay.child && $0.end.days(to: stay.start) <= 90 } ?? false
      tallies.repeats[isRepeat ? "repeat within 90 days" : "first", default: 0] += 1
      tallies.onward[stay.onward, default: 0] += 1
      lengths.append((verdict.nights, stay.end == nil))
      if stay.end == nil {
        open[[7, 28, 91].filter { $0 <= verdict.nights }.count] += 1
      }
      guard let prices else { continue }
      if let next = stay.next, stay.end != nil,
        let price = prices.price(code: stay.code, group: stay.group),
        let planned = prices.price(code: next.text, group: CarePlacementGroup(next))
      {
        extra.total += Double(verdict.nights) / 7 * (price - planned)
        extra.nights += verdict.nights
      } else {
        extra.leftOut += verdict.nights
      }
    }
    return EmergencyProfile(
      rules: rules, first: first, asOf: asOf, starts: starts, nights: nights, entries: entries,
      open: zip(EmergencyTallies.lengths, open).map { .init(label: $0, count: $1) },
      premium: prices.map { _ in
        .init(total: extra.total, nights: extra.nights, nightsLeftOut: extra.leftOut)
      },
      placements: placements,
      weekdays: zip(EmergencyTallies.weekdays, weekdays).map { .init(label: $0, count: $1) },
      ages: tallies.listed(tallies.ages), reasons: tallies.listed(tallies.reasons),
      repeats: tallies.listed(tallies.repeats), onward: tallies.listed(tallies.onward),
      shortStops: shortStops, stillThere: Self.survival(lengths))
  }

  private func age(of child: Int, on day: CalendarDate) -> String {
    guard let birth = children[child].birth else { return "age not known" }
    let reached = [5, 10, 16, 18].filter { CareSpells.birthday($0, of: birth) <= day }
    return ["0 to 4", "5 to 9", "10 to 15", "16 and 17", "18 and over"][reached.count]
  }

  /// Kaplan–Meier by night.
  private static func survival(_ lengths: [(nights: Int, isOpen: Bool)]) -> [Double] {
    let longest = min(365, lengths.map(\.nights).max() ?? 0)
    var share = 1.0
    var result: [Double] = []
    for night in 0...longest {
      let atRisk = lengths.filter { $0.nights >= night }.count
      let ended = lengths.filter { $0.nights == night && !$0.isOpen }.count
      if atRisk > 0 { share *= 1 - Double(ended) / Double(atRisk) }
      result.append(share)
    }
    return result
  }
}

/// Counts by label while a profile is made.
private struct EmergencyTallies {
  static let weekdays = [
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
  ]
  static let lengths = ["0 to 6 nights", "7 to 27", "28 to 90", "91 and over"]
  var ages: [String: Int] = [:]
  var reasons: [String: Int] = [:]
  var repeats: [String: Int] = [:]
  var onward: [String: Int] = [:]

  func listed(_ counts: [String: Int]) -> [EmergencyProfile.Count] {
    counts.sorted { $0.key < $1.key }.map { .init(label: $0.key, count: $0.value) }
  }
}

/// One stay of one child in one placement. Never leaves the room.
private struct EmergencyStay {
  let child: Int
  let code: String
  let start: CalendarDate
  let end: CalendarDate?
  let reason: String
  /// The group of the placement.
  let group: CarePlacementGroup
  /// The code of the placement that followed at once.
  let next: CareCode?

  static let careBegan = "care began"

  var onward: String {
    if end == nil { return "still there" }
    return next.map { CarePlacementGroup($0).rawValue } ?? "left care"
  }

  /// The stays of all children, by child and start; those without sensible dates are left out, as the
  /// report of the returns says.
  static func all(of returns: CareReturns, asOf: CalendarDate) -> [EmergencyStay] {
    let usable = returns.episodes.filter { episode in
      episode.start <= asOf && (episode.end ?? asOf) >= episode.start
    }
    var stays: [EmergencyStay] = []
    var index = 0
    while index < usable.count {
      let opening = usable[index]
      func follows(_ next: Int) -> Bool {
        next < usable.count && usable[next].child == opening.child
          && usable[next].start == usable[next - 1].end
      }
      let before = index > 0 && follows(index) ? usable[index - 1].changeReason : .none
      var last = index
      while follows(last + 1), ["L", "T", "U"].contains(usable[last + 1].reason),
        usable[last + 1].placement == opening.placement
      {
        last += 1
      }
      // An end after the day of the extract was not known then.
      let end = usable[last].end.flatMap { $0 <= asOf ? $0 : nil }
      stays.append(
        EmergencyStay(
          child: opening.child, code: opening.placement.text, start: opening.start, end: end,
          reason: opening.reason == "S" ? careBegan : before == .none ? "not said" : before.text,
          group: CarePlacementGroup(opening.placement),
          next: end != nil && follows(last + 1) ? usable[last + 1].placement : nil))
      index = last + 1
    }
    return stays
  }
}
