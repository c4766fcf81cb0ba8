public import Probability

/// Block beds simulated from referral to referral: what the two closed forms only bound.
///
/// Every number of beds meets the same children (common random numbers). The first weeks, eight mean
/// stays, are not counted, so that the period starts in equilibrium. A replicate's numbers are a function
/// of the seed and its own number, so results do not depend on how many are run.
public struct BedSimulation: Sendable {
  /// Outcomes with one number of beds.
  public struct Row: Hashable, Sendable {
    /// Beds bought.
    public let beds: Int
    /// Cost of the period in each replicate, £.
    public let costs: [Double]
    /// Mean cost, £.
    public let cost: Double
    /// Standard error of the mean cost, £.
    public let standardError: Double
    /// The cost not exceeded in nine futures of ten, £.
    public let p90: Double
    /// Mean cost of the dearest tenth of futures, £.
    public let expectedShortfall: Double
    /// Mean share of the beds in use; `nil` without beds.
    public let occupancy: Double?
    /// Mean weeks of suited children in spot placements.
    public let overflowChildWeeks: Double
    /// Share of suited referrals placed in a bed at once.
    public let placedAtOnce: Double
    /// Mean children moved from a spot placement into a bed.
    public let moves: Double
  }

  /// 0 to the most beds.
  public let rows: [Row]

  /// Simulates `replicates` periods of `weeks` for each of 0 to `maxBeds` beds.
  ///
  /// Throws ``ParameterError`` for numbers out of range, and where a period would have more referrals
  /// than there are addresses for random numbers.
  public init(
    demand: BedDemand, prices: BedPrices, terms: BedTerms, weeks: Double, maxBeds: Int,
    replicates: Int, seed: UInt64
  ) throws(ParameterError) {
    guard maxBeds >= 0 else { throw ParameterError("beds", maxBeds, "must not be negative") }
    guard replicates >= 2, replicates <= 100_000 else {
      throw ParameterError("replicates", replicates, "must be between 2 and 100,000")
    }
    guard weeks > 0, weeks.isFinite else {
      throw ParameterError("weeks", weeks, "must be above 0")
    }
    let before = 8 * demand.meanStayWeeks
    guard demand.arrivalsPerWeek * (weeks + before) < 20_000 else {
      throw ParameterError(
        "referrals", demand.arrivalsPerWeek * (weeks + before),
        "must be under 20,000 over the period and eight mean stays before it")
    }
    var costs = Array(repeating: [Double](), count: maxBeds + 1)
    var used = Array(repeating: 0.0, count: maxBeds + 1)
    var spot = used
    var atOnce = used
    var moves = used
    var referred = 0.0
    let unsuited = demand.load - demand.suitedLoad
    for replicate in 0..<replicates {
      let referrals = Referrals(
        demand: demand, terms: terms, from: -before, end: weeks, seed: seed, replicate: replicate)
      for beds in 0...maxBeds {
        let history = BedHistory(referrals, beds: beds, terms: terms, from: 0, to: weeks)
        let bedCost =
          terms.guaranteedShare == nil
          ? prices.fixed * Double(beds) * weeks + prices.perUse * history.usedWeeks
          : prices.fixed * history.paidWeeks
        costs[beds].append(bedCost + prices.spot * (history.spotWeeks + unsuited * weeks))
        used[beds] += history.usedWeeks
        spot[beds] += history.spotWeeks
        atOnce[beds] += Double(history.placedAtOnce)
        moves[beds] += Double(history.moved)
        if beds == 0 { referred += Double(history.referred) }
      }
    }
    let count = Double(replicates)
    var rows: [Row] = []
    for beds in 0...maxBeds {
      let mean = costs[beds].reduce(0, +) / count
      let squares = costs[beds].reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      let tail = try TailRisk(
        values: costs[beds], probabilities: Array(repeating: 1 / count, count: replicates),
        level: 0.9)
      rows.append(
        Row(
          beds: beds, costs: costs[beds], cost: mean,
          standardError: (squares / (count - 1) / count).squareRoot(), p90: tail.valueAtRisk,
          expectedShortfall: tail.expectedShortfall,
          occupancy: beds == 0 ? nil : used[beds] / count / weeks / Double(beds),
          overflowChildWeeks: spot[beds] / count,
          placedAtOnce: referred > 0 ? atOnce[beds] / referred : 0, moves: moves[beds] / count))
    }
    self.rows = rows
  }

  /// The row of lowest mean cost.
  public var best: Row { rows.dropFirst().reduce(rows[0]) { $1.cost < $0.cost ? $1 : $0 } }
}
