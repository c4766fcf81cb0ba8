import Periods

extension CareFlows {
  /// Counts the flows of a council's returns.
  ///
  /// Each child's episodes follow each other: where one runs past the start of the next, it is cut
  /// there. A child whose next episode begins on the day one ceases has moved; otherwise the child
  /// has left care and, where there is a later episode, comes back as a new entrant.
  ///
  /// Throws ``ReturnsError`` where no episode can be used.
  public init(_ returns: CareReturns, rules: CareFlowRules) throws(ReturnsError) {
    var counter = CareFlowCounter(rules)
    let episodes = returns.episodes
    var first = 0
    while first < episodes.count {
      var end = first + 1
      while end < episodes.count, episodes[end].child == episodes[first].child { end += 1 }
      counter.add(episodes[first..<end], born: returns.children[episodes[first].child].birth)
      first = end
    }
    guard let firstChange = counter.changes.min(by: { $0.day < $1.day }),
      let lastChange = counter.changes.max(by: { $0.day < $1.day })
    else {
      throw ReturnsError(
        file: "episodes",
        reason: "hold no episode that can be counted: each needs a start, a known placement and a "
          + "child with a date of birth")
    }
    self.rules = rules
    firstDay = returns.firstDay ?? CalendarDate(daysSince1970: firstChange.day)
    lastDay =
      returns.lastDay?.adding(days: -1) ?? CalendarDate(daysSince1970: lastChange.day)
    setAside = counter.setAside
    changes = counter.changes.sorted { $0.day < $1.day }
    moves = counter.moves.sorted { ($0.day, $0.from, $0.to) < ($1.day, $1.from, $1.to) }
    entries = counter.entries.sorted { $0.day < $1.day }
  }
}

/// Turns each child's episodes into stays, and stays into counts.
private struct CareFlowCounter {
  /// A stay in one state. Never leaves this file.
  private struct Stay {
    let start: Int
    let end: Int?
    let state: Int
  }

  private let rules: CareFlowRules
  var changes: [CareFlows.Change] = []
  var moves: [CareFlows.Move] = []
  var entries: [CareFlows.Change] = []
  var setAside: [String: Int] = [:]
  private var stays: [Stay] = []

  init(_ rules: CareFlowRules) { self.rules = rules }

  /// Counts the episodes of one child, in order of their starts.
  mutating func add(_ episodes: ArraySlice<CareEpisode>, born birth: CalendarDate?) {
    guard let birth else { return count("child without date of birth", episodes.count) }
    let birthdays = CareStays.AgeGroup.allCases.dropLast().map {
      CareFlowCounter.birthday($0.endAge, of: birth)
    }
    stays.removeAll(keepingCapacity: true)
    var pending: (start: Int, end: Int?, placement: CareFlows.Placement)?
    for index in episodes.indices {
      let episode = episodes[index]
      guard let placement = rules.placement(episode.placement) else {
        count("placement that the code sets do not hold", 1)
        continue
      }
      let start = episode.start.daysSince1970
      var end = episode.end?.daysSince1970
      if let given = end, given < start {
        count("end before start", 1)
        continue
      }
      if index + 1 < episodes.endIndex {
        let next = episodes[index + 1].start.daysSince1970
        end = min(end ?? next, next)
      }
      if rules.joinsSamePlacement, let before = pending, before.end == start,
        ["L", "T", "U"].contains(episode.reason)
      {
        pending = (before.start, end, before.placement)
        continue
      }
      if let before = pending { split(before, birthdays) }
      pending = (start, end, placement)
    }
    if let last = pending { split(last, birthdays) }
    countStays()
  }

  /// Adds a stay, in one piece per age group where ages change within.
  private mutating func split(
    _ stay: (start: Int, end: Int?, placement: CareFlows.Placement), _ birthdays: [Int]
  ) {
    var start = stay.start
    var group = birthdays.firstIndex { start < $0 } ?? birthdays.count
    if rules.agesWithinEpisodes {
      while group < birthdays.count, birthdays[group] <= stay.end ?? .max {
        append(start, birthdays[group], group, stay.placement)
        start = birthdays[group]
        group += 1
      }
    }
    append(start, stay.end, group, stay.placement)
  }

  private mutating func append(
    _ start: Int, _ end: Int?, _ group: Int, _ placement: CareFlows.Placement
  ) {
    let age = CareStays.AgeGroup(rawValue: group) ?? .sixteenAndOver
    stays.append(Stay(start: start, end: end, state: CareFlows.state(age, placement)))
  }

  /// Counts the stays of one child, which are in order.
  private mutating func countStays() {
    let perAge = CareFlows.Placement.allCases.count
    for (index, stay) in stays.enumerated() {
      changes.append(CareFlows.Change(day: stay.start, state: stay.state, people: 1))
      if index == 0 || stays[index - 1].end != stay.start {
        entries.append(CareFlows.Change(day: stay.start, state: stay.state, people: 1))
      }
      guard let end = stay.end else { continue }
      changes.append(CareFlows.Change(day: end, state: stay.state, people: -1))
      let age = stay.state / perAge
      var to = age * perAge + CareFlows.Placement.notInCare.rawValue
      if index + 1 < stays.count, stays[index + 1].start == end {
        let next = stays[index + 1].state
        to = rules.agesWithinEpisodes ? next : age * perAge + next % perAge
      }
      moves.append(CareFlows.Move(day: end, from: stay.state, to: to))
    }
  }

  private mutating func count(_ reason: String, _ episodes: Int) {
    setAside[reason, default: 0] += episodes
  }

  /// The day since 1970 on which a child reaches an age; 28 February in years without the day.
  private static func birthday(_ age: Int, of birth: CalendarDate) -> Int {
    let parts = birth.components
    let day = CalendarDate(year: parts.year + age, month: parts.month, day: parts.day)
    return (day ?? Month(year: parts.year + age, monthOfYear: 2).lastDay).daysSince1970
  }
}
