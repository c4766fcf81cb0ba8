#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension CarePlacements {
  /// Sets how often each child moves in each year, so that placements started and children with three
  /// or more placements are as many as published.
  ///
  /// Whoever is placed differently at the end of a year has moved; the children with three or more
  /// placements move twice or more; what is left of the year's moves goes to children drawn with
  /// weights: newcomers and children's homes more, placements with parents or for adoption less.
  mutating func allotMoves(
    _ lives: Lives, _ outcomes: CareOutcomes, _ targets: LookedAfterTargets, timeline: Timeline,
    seed: UInt64
  ) {
    let draws = Draws(seed: seed, purpose: "cla|moves")
    var staysOfChild = Array(repeating: 0, count: lives.births.count)
    for stay in lives.stays { staysOfChild[Int(stay.child)] += 1 }
    for year in 0..<timeline.years {
      var budget = targets.placementsStarted[year]
      var open: [(key: Double, stay: Int, least: Int)] = []
      var leaving: [(key: Double, stay: Int, least: Int)] = []
      let days = timeline.events[year]
      for (index, stay) in lives.stays.enumerated()
      where Int(stay.entryYear) <= year && Int(stay.exitYear) >= year {
        let entered = Int(stay.entryYear) == year
        if entered { budget -= 1 }
        let first = max(Int(stay.from) + 1, days.lowerBound)
        let last = min(Int(stay.to) - 1, days.upperBound)
        let room = last - first + 1
        let now = cell(index, at: year)
        let next = cell(index, at: year + 1)
        var least = 0
        if next != CarePlacements.absent {
          if now != CarePlacements.absent, now != next { least = 1 }
          if entered, CarePlacements.placement(next) == CareCategories.supported,
            Timeline.age(Int(lives.births[Int(stay.child)]), on: Int(stay.from)) < 16
          {
            least = 1
          }
          if entered, CarePlacements.placement(next) == CareCategories.adoption { least = 1 }
        } else if Int(outcomes.reasons[index]) == CareCategories.adopted,
          now == CarePlacements.absent
            || CarePlacements.placement(now) != CareCategories.adoption
        {
          least = 1
        }
        guard room >= 4, staysOfChild[Int(stay.child)] == 1 || least > 0 else {
          if least > 0, room >= 1 {
            setMoves(index, in: year, to: 1)
            budget -= 1
          }
          continue
        }
        let entry = (
          key: -log(draws.uniform(index, year)) / weight(now, entered), stay: index, least: least
        )
        if next == CarePlacements.absent { leaving.append(entry) } else { open.append(entry) }
      }
      open.sort { $0.key == $1.key ? $0.stay < $1.stay : $0.key < $1.key }
      leaving.sort { $0.key == $1.key ? $0.stay < $1.stay : $0.key < $1.key }
      let often = min(targets.threePlacements[year], open.count)
      var single: [Int] = []
      for (rank, entry) in open.enumerated() {
        let count = rank < often ? 2 : entry.least
        setMoves(entry.stay, in: year, to: count)
        budget -= count
        if count == 0 { single.append(entry.stay) }
      }
      for entry in leaving {
        setMoves(entry.stay, in: year, to: entry.least)
        budget -= entry.least
        if entry.least == 0 { single.append(entry.stay) }
      }
      // A third of what is left goes to those who move often, the rest to others once each.
      var extra = often > 0 ? max(0, budget) / 3 : 0
      extra = max(extra, budget - single.count)
      var rank = 0
      while extra > 0, often > 0 {
        let stay = open[rank % often].stay
        setMoves(stay, in: year, to: moves(stay, in: year) + 1)
        extra -= 1
        budget -= 1
        rank = (rank + 1) % often
      }
      let chosen = single.sorted {
        let (left, right) = (draws.uniform($0, year, 1), draws.uniform($1, year, 1))
        return left == right ? $0 < $1 : left < right
      }
      for stay in chosen.prefix(max(0, budget)) { setMoves(stay, in: year, to: 1) }
    }
  }

  private func weight(_ cell: UInt8, _ entered: Bool) -> Double {
    guard cell != CarePlacements.absent else { return entered ? 2 : 1 }
    switch CarePlacements.placement(cell) {
    case CareCategories.homes: return 1.5
    case CareCategories.parents, CareCategories.adoption: return 0.2
    default: return 1
    }
  }
}
