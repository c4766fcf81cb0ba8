/// Requests for an assessment: those that led to a plan, by plan, and those that did not.
struct PlanRequests {
  /// A request without a plan.
  struct Unmet {
    enum Outcome: UInt8 {
      case refused
      case undecided
      case withdrawn
      /// Assessed, and no plan issued.
      case withoutPlan
      /// Assessed in the year after the request, and no plan issued.
      case withoutPlanLater
      /// Agreed, and the assessment not finished by the last census.
      case inAssessment
    }

    var birth: Int32
    var received: Int32
    /// The day of the decision to assess; the day of the withdrawal for one withdrawn.
    var decided: Int32
    /// The day on which the assessment ended.
    var assessed: Int32
    var outcome: Outcome
  }

  /// Stay: the day on which the request for its plan was received.
  private(set) var received: [Int32]
  private(set) var unmet: [Unmet] = []
  /// Requests received in each year.
  private(set) var receivedInYear: [Int]
  /// Assessments that ended in each year.
  private(set) var assessedInYear: [Int]
  /// Requests agreed in each year.
  private(set) var agreedInYear: [Int]

  /// Dates requests so that those of each calendar year are as many as published.
  ///
  /// Plans take twenty weeks and often more: part of a year's plans come from the year before. How
  /// many is what the published requests leave: agreed = plans of the year from it + plans of the next
  /// year from it + assessments without a plan.
  init(_ lives: Lives, _ targets: PlanTargets, timeline: Timeline, seed: UInt64) {
    let draws = Draws(seed: seed, purpose: "plans|request")
    received = Array(repeating: 0, count: lives.stays.count)
    let years = timeline.years
    receivedInYear = Array(repeating: 0, count: years)
    assessedInYear = Array(repeating: 0, count: years)
    agreedInYear = Array(repeating: 0, count: years)
    var starters: [[Int]] = Array(repeating: [], count: years)
    for (index, stay) in lives.stays.enumerated() {
      if stay.entry == .started {
        starters[Int(stay.entryYear)].append(index)
      } else {
        let birth = lives.births[Int(stay.child)]
        received[index] = max(birth + 90, stay.from - Int32(140 + draws.index(120, index)))
      }
    }
    // Plans of a year that were asked for in the year before.
    // A year needs at least as many of them as its assessments outnumber its agreed requests.
    var needed = Array(repeating: 0, count: years + 1)
    for year in stride(from: years - 1, through: 0, by: -1) {
      let short =
        starters[year].count + targets.requests[year].withoutPlan + needed[year + 1]
        - targets.requests[year].agreed
      needed[year] = min(starters[year].count, max(0, short))
    }
    var carried = max(starters[0].count / 2, needed[0])
    // Assessments without a plan of a year that were asked for in the year before.
    var carriedWithout = 0
    for year in 0..<years {
      let target = targets.requests[year]
      let ordered = starters[year].sorted {
        let (left, right) = (lives.stays[$0].from, lives.stays[$1].from)
        return left == right ? $0 < $1 : left < right
      }
      let first = Timeline.day(targets.years.lowerBound + year - 1, 1, 1)
      for (rank, stay) in ordered.enumerated() {
        let start = Int(lives.stays[stay].from)
        let planned = start - 112 - draws.index(150, stay, 1)
        let birth = Int(lives.births[Int(lives.stays[stay].child)])
        var day: Int
        if rank < carried {
          day = min(planned, first - 1 - draws.index(60, stay, 2))
        } else {
          // Within the year, and as long before the plan as the year allows.
          day =
            planned >= first ? planned : first + draws.index(max(1, (start - first) / 4), stay, 3)
        }
        day = max(birth + 30, min(day, start - 7))
        received[stay] = Int32(day)
      }
      let same = ordered.count - min(carried, ordered.count)
      let withoutPlan = min(
        max(0, target.withoutPlan - carriedWithout),
        max(0, target.agreed - same - needed[year + 1]))
      let left = max(0, target.agreed - same - withoutPlan)
      let isLast = year + 1 == years
      let next = isLast ? 0 : min(left, starters[year + 1].count)
      let nextWithout = isLast ? 0 : min(left - next, targets.requests[year + 1].withoutPlan)
      // What can be neither a plan nor under way was assessed without a plan.
      let more = isLast ? 0 : left - next - nextWithout
      carried = next
      carriedWithout = nextWithout
      agreedInYear[year] = same + withoutPlan + left
      assessedInYear[year] += ordered.count + withoutPlan + more
      if !isLast { assessedInYear[year + 1] += nextWithout }
      let unmetCounts: [(Unmet.Outcome, Int)] = [
        (.refused, target.refused), (.undecided, target.undecided),
        (.withdrawn, target.withdrawn), (.withoutPlan, withoutPlan + more),
        (.withoutPlanLater, nextWithout), (.inAssessment, isLast ? left : 0),
      ]
      receivedInYear[year] =
        agreedInYear[year] + target.refused + target.undecided + target.withdrawn
      let last = Timeline.day(targets.years.lowerBound + year - 1, 12, 31)
      for (outcome, count) in unmetCounts {
        for _ in 0..<count {
          add(
            outcome, year: year, days: first...last, like: starters[year], lives: lives,
            draws: draws)
        }
      }
    }
  }

  private mutating func add(
    _ outcome: Unmet.Outcome, year: Int, days: ClosedRange<Int>, like: [Int], lives: Lives,
    draws: Draws
  ) {
    let item = unmet.count
    func day(_ from: Int, _ to: Int, _ k: Int) -> Int {
      from + draws.index(max(1, to - from + 1), item, 10 + year, k)
    }
    var received = day(days.lowerBound, days.upperBound, 0)
    var decided = received + 20 + draws.index(23, item, 10 + year, 1)
    var assessed = 0
    switch outcome {
    case .undecided:
      received = day(days.upperBound - 55, days.upperBound, 0)
      decided = .max
    case .withoutPlan:
      // Ends in the year, so that the year's assessments are as many as published.
      received = day(days.lowerBound, days.lowerBound + 210, 0)
      decided = received + 20 + draws.index(23, item, 10 + year, 1)
      assessed = day(decided + 30, days.upperBound, 2)
    case .withoutPlanLater:
      received = day(days.lowerBound + 230, days.upperBound - 45, 0)
      decided = received + 20 + draws.index(23, item, 10 + year, 1)
      assessed = day(days.upperBound + 10, days.upperBound + 100, 2)
    case .inAssessment:
      received = day(days.lowerBound + 150, days.upperBound - 50, 0)
      decided = received + 20 + draws.index(23, item, 10 + year, 1)
    case .refused, .withdrawn:
      received = day(days.lowerBound, days.upperBound - 45, 0)
      decided = received + 20 + draws.index(23, item, 10 + year, 1)
    }
    let birth: Int
    if like.isEmpty {
      birth = received - 365 * 6 - draws.index(1_800, item, 10 + year, 3)
    } else {
      // As old as someone who got a plan in the year.
      let model = lives.stays[like[draws.index(like.count, item, 10 + year, 4)]]
      // Nobody is 25 before the year is over: the request may still be open at the next census.
      birth = max(
        Int(lives.births[Int(model.child)]) - draws.index(60, item, 10 + year, 5),
        days.upperBound - 25 * 365)
    }
    unmet.append(
      Unmet(
        birth: Int32(min(birth, received - 200)), received: Int32(received),
        decided: Int32(clamping: decided), assessed: Int32(assessed), outcome: outcome))
  }
}
