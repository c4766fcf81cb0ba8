import Periods

/// A stay of one child in one placement, joined over changes of legal status. Never leaves the room.
struct CareSpell: Hashable, Sendable {
  /// The child's place among the children.
  let child: Int

  /// The first day.
  let start: CalendarDate

  /// The first day after it; the 18th birthday where it is open or would last longer.
  let end: CalendarDate

  /// The group of placement.
  let placement: CareStays.Placement

  /// Whether care began with it, as far as the returns show.
  let isEntry: Bool

  /// What followed.
  let outcome: Outcome

  /// What ends a stay.
  enum Outcome: Hashable, Sendable {
    case moved(to: CareStays.Placement)
    case left(CareStays.Exit)
    case turnedEighteen
  }
}

/// The stays of all children of a return.
struct CareSpells: Sendable {
  /// The stays, by child and start.
  private(set) var spells: [CareSpell] = []

  /// Episodes that no stay is built from, and repairs made, by rule.
  private(set) var counts: [String: Int] = [:]

  /// Birthdays of every child, by its place: 1st, 5th, 10th, 16th, 18th; empty without a date of
  /// birth.
  private(set) var birthdays: [[CalendarDate]] = []

  /// Joins the episodes of each child across changes of legal status with the same carer (RNE L, T
  /// and U), so that a stay lasts as long as the placement does.
  ///
  /// A stay ends at the 18th birthday at the latest. Where one episode runs past the start of the
  /// next, it is cut there.
  init(_ returns: CareReturns) {
    let ages = CareStays.AgeGroup.allCases.map(\.endAge)
    birthdays = returns.children.map { child in
      child.birth.map { birth in ages.map { Self.birthday($0, of: birth) } } ?? []
    }
    let episodes = returns.episodes
    var first = 0
    while first < episodes.count {
      var last = first + 1
      while last < episodes.count, episodes[last].child == episodes[first].child { last += 1 }
      join(episodes[first..<last], returns.children[episodes[first].child].birth)
      first = last
    }
  }

  /// The day a child reaches an age; 1 March in years without the day.
  static func birthday(_ age: Int, of birth: CalendarDate) -> CalendarDate {
    let parts = birth.components
    return CalendarDate(year: parts.year + age, month: parts.month, day: parts.day)
      ?? Month(year: parts.year + age, monthOfYear: 3).firstDay
  }

  private mutating func join(_ episodes: ArraySlice<CareEpisode>, _ birth: CalendarDate?) {
    guard let birth else { return count("birth.missing", episodes.count) }
    let adult = Self.birthday(18, of: birth)
    let usable = episodes.filter { episode in
      let reason: String? =
        if let end = episode.end, end < episode.start {
          "episode.reversed"
        } else if episode.start < birth {
          "age.beforeBirth"
        } else if episode.start >= adult {
          "age.adult"
        } else {
          nil
        }
      if let reason { count(reason, 1) }
      return reason == nil
    }
    var index = 0
    var touches = false
    while index < usable.count {
      let opening = usable[index]
      let placement = CareStays.Placement(opening.placement)
      var end = cut(usable, index)
      while let day = end, index + 1 < usable.count, usable[index + 1].start == day,
        ["L", "T", "U"].contains(usable[index + 1].reason),
        CareStays.Placement(usable[index + 1].placement) == placement
      {
        index += 1
        end = cut(usable, index)
      }
      let outcome: CareSpell.Outcome
      if let day = end, day < adult {
        outcome =
          index + 1 < usable.count && usable[index + 1].start == day
          ? .moved(to: CareStays.Placement(usable[index + 1].placement))
          : .left(CareStays.Exit(usable[index].endReason))
      } else {
        outcome = .turnedEighteen
      }
      spells.append(
        CareSpell(
          child: opening.child, start: opening.start, end: min(end ?? adult, adult),
          placement: placement, isEntry: !touches, outcome: outcome))
      if case .moved = outcome { touches = true } else { touches = false }
      index += 1
    }
  }

  /// Where an episode ends: at its end, or where the next one begins if that is earlier.
  private mutating func cut(_ episodes: [CareEpisode], _ index: Int) -> CalendarDate? {
    guard index + 1 < episodes.count else { return episodes[index].end }
    let next = episodes[index + 1].start
    guard let end = episodes[index].end, end <= next else {
      count("episode.overlap", 1)
      return next
    }
    return end
  }

  private mutating func count(_ rule: String, _ number: Int) { counts[rule, default: 0] += number }
}
