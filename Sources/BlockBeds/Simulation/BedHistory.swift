/// One simulated history with so many beds, from event to event.
struct BedHistory {
  /// Weeks in which beds were used, in the period counted.
  private(set) var usedWeeks = 0.0
  /// Weeks that suited children spent in spot placements.
  private(set) var spotWeeks = 0.0
  /// The weeks of `max(used, guaranteed)`.
  private(set) var paidWeeks = 0.0
  /// Suited children who came in the period counted.
  private(set) var referred = 0
  /// Of those, placed in a bed at once.
  private(set) var placedAtOnce = 0
  /// Children moved from a spot placement into a bed.
  private(set) var moved = 0

  /// Someone in a bed or in a spot placement.
  private struct Placement {
    var leaves: Double
    var match: Double
    var mayMove: Bool
  }

  init(
    _ referrals: Referrals, beds: Int, terms: BedTerms, from start: Double, to end: Double
  ) {
    var inBeds: [Placement] = []
    /// Who waits for a bed that is kept, and when they move in.
    var waiting: [(moves: Double, who: Placement)] = []
    var inSpot: [Placement] = []
    var now = -Double.infinity
    var next = referrals.children.startIndex
    let least = (terms.guaranteedShare ?? 0) * Double(beds)

    while true {
      let arrival =
        next < referrals.children.endIndex ? referrals.children[next].arrival : Double.infinity
      let leaving = inBeds.map(\.leaves).min() ?? .infinity
      let spotLeaving = inSpot.map(\.leaves).min() ?? .infinity
      let moving = waiting.map(\.moves).min() ?? .infinity
      let waitLeaving = waiting.map(\.who.leaves).min() ?? .infinity
      let time = min(arrival, leaving, spotLeaving, moving, waitLeaving, end)
      let span = max(0, min(time, end) - max(now, start))
      let used = Double(inBeds.count)
      usedWeeks += span * used
      spotWeeks += span * Double(inSpot.count + waiting.count)
      paidWeeks += span * max(used, least)
      guard time < end else { return }
      now = time
      if time == leaving, let index = inBeds.firstIndex(where: { $0.leaves == time }) {
        inBeds.remove(at: index)
      } else if time == waitLeaving,
        let index = waiting.firstIndex(where: { $0.who.leaves == time })
      {
        waiting.remove(at: index)
      } else if time == spotLeaving, let index = inSpot.firstIndex(where: { $0.leaves == time }) {
        inSpot.remove(at: index)
      } else if time == moving, let index = waiting.firstIndex(where: { $0.moves == time }) {
        inBeds.append(waiting.remove(at: index).who)
        if time >= start { moved += 1 }
      } else {
        let child = referrals.children[next]
        next += 1
        let placement = Placement(
          leaves: time + child.stay, match: child.match, mayMove: child.mayMove)
        let vacancies = beds - inBeds.count - waiting.count
        if time >= start { referred += 1 }
        if Self.suits(placement, vacancies: vacancies, chance: terms.matchChance) {
          inBeds.append(placement)
          if time >= start { placedAtOnce += 1 }
        } else {
          inSpot.append(placement)
        }
      }
      fill(&inSpot, &waiting, beds: beds, used: inBeds.count, at: time, terms)
      // A child who moves at once does so before anything else happens.
      if terms.transferDelayWeeks == 0 {
        if time >= start { moved += waiting.count }
        inBeds += waiting.map(\.who)
        waiting = []
      }
    }
  }

  /// The longest in spot placements first, those whom a vacancy suits are given it.
  private func fill(
    _ inSpot: inout [Placement], _ waiting: inout [(moves: Double, who: Placement)], beds: Int,
    used: Int, at time: Double, _ terms: BedTerms
  ) {
    guard terms.transferShare > 0 else { return }
    var index = 0
    while index < inSpot.count {
      let vacancies = beds - used - waiting.count
      guard vacancies > 0 else { return }
      if inSpot[index].mayMove,
        Self.suits(inSpot[index], vacancies: vacancies, chance: terms.matchChance)
      {
        let who = inSpot.remove(at: index)
        waiting.append((time + terms.transferDelayWeeks, who))
      } else {
        index += 1
      }
    }
  }

  /// Whether one of the vacancies suits: with chance `1 − (1 − r)^vacancies`.
  private static func suits(_ who: Placement, vacancies: Int, chance: Double) -> Bool {
    guard vacancies > 0 else { return false }
    guard chance < 1 else { return true }
    var none = 1.0
    for _ in 0..<vacancies { none *= 1 - chance }
    return who.match < 1 - none
  }
}
