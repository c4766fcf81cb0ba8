public import Probability

/// The whole answer to "how many beds?": both bounds, their risk, and how flat the choice is.
public struct BedFrontier: Sendable {
  /// One number of beds.
  public struct Row: Hashable, Sendable {
    /// Without transfers.
    public let loss: LossModel.Row
    /// With transfers at once.
    public let transfer: TransferModel.Row
    /// How the cost with transfers varies by chance from one period to the next.
    public let risk: AnnualRisk.Outcome
    /// Beds bought.
    public var beds: Int { loss.beds }
  }

  /// What was asked.
  public let demand: BedDemand
  /// The prices.
  public let prices: BedPrices
  /// Weeks of the period.
  public let weeks: Double
  /// 0 to the most beds.
  public let rows: [Row]
  /// The row of lowest cost without transfers.
  public let bestWithoutTransfers: Row
  /// The row of lowest cost with transfers at once.
  public let bestWithTransfers: Row

  /// The frontier for 0 to `maxBeds`.
  ///
  /// Throws ``ParameterError`` for numbers out of range, and an error of linear algebra where the chain
  /// behind the risk cannot be decomposed.
  public init(
    demand: BedDemand, prices: BedPrices, weeks: Double, maxBeds: Int, peakedness: Double = 1
  ) throws {
    let loss = try LossModel(demand: demand, prices: prices, weeks: weeks, maxBeds: maxBeds)
    let transfer = try TransferModel(
      demand: demand, prices: prices, weeks: weeks, maxBeds: maxBeds, peakedness: peakedness)
    let suited = try BedDemand(
      arrivalsPerWeek: demand.arrivalsPerWeek * demand.suitedShare,
      meanStayWeeks: demand.meanStayWeeks)
    // Ten standard deviations above the mean, beyond which nothing counts.
    let states = Int((suited.load + 10 * suited.load.squareRoot()).rounded(.up)) + 10
    let risk = try AnnualRisk(
      suited: suited, unsuited: demand.load - demand.suitedLoad, prices: prices, weeks: weeks,
      states: states)
    let rows = zip(loss.rows, transfer.rows).map {
      Row(loss: $0, transfer: $1, risk: risk.outcome(beds: $0.beds))
    }
    self.demand = demand
    self.prices = prices
    self.weeks = weeks
    self.rows = rows
    bestWithoutTransfers = rows[loss.best.beds]
    bestWithTransfers = rows[transfer.best.beds]
  }

  /// The numbers of beds whose cost is within `share` of the lowest, without transfers.
  public func flatRegion(within share: Double = 0.01) -> ClosedRange<Int> {
    Self.region(rows.map(\.loss.cost), best: bestWithoutTransfers.beds, within: share)
  }

  /// The same with transfers at once.
  public func flatRegionWithTransfers(within share: Double = 0.01) -> ClosedRange<Int> {
    Self.region(rows.map(\.transfer.cost), best: bestWithTransfers.beds, within: share)
  }

  private static func region(
    _ costs: [Double], best: Int, within share: Double
  ) -> ClosedRange<Int> {
    let limit = costs[best] * (1 + share)
    var low = best
    var high = best
    while low > 0, costs[low - 1] <= limit { low -= 1 }
    while high + 1 < costs.count, costs[high + 1] <= limit { high += 1 }
    return low...high
  }

  /// How the best number moves when one thing is different.
  public struct Sensitivity: Hashable, Sendable {
    /// What is different: `load −20%`.
    public let change: String
    /// Best number of beds without transfers.
    public let withoutTransfers: Int
    /// Best number with transfers at once.
    public let withTransfers: Int
  }

  /// The best numbers with the load 20% lower and higher, the price ratio 5 points lower and higher, and
  /// the suited share 10 points lower and higher, where those are possible.
  public func sensitivities() throws(ParameterError) -> [Sensitivity] {
    let most = rows.count - 1
    var found: [Sensitivity] = []
    func add(_ change: String, _ demand: BedDemand?, _ prices: BedPrices?) throws(ParameterError) {
      guard let demand, let prices else { return }
      let loss = try LossModel(demand: demand, prices: prices, weeks: weeks, maxBeds: most)
      let transfer = try TransferModel(demand: demand, prices: prices, weeks: weeks, maxBeds: most)
      found.append(
        Sensitivity(
          change: change, withoutTransfers: loss.best.beds, withTransfers: transfer.best.beds))
    }
    for (name, factor) in [("load −20%", 0.8), ("load +20%", 1.2)] {
      try add(
        name,
        try? BedDemand(
          arrivalsPerWeek: demand.arrivalsPerWeek * factor, meanStayWeeks: demand.meanStayWeeks,
          suitedShare: demand.suitedShare), prices)
    }
    for (name, points) in [("price ratio −5 points", -0.05), ("price ratio +5 points", 0.05)] {
      let fixed = (prices.breakEvenUse + points) * (prices.spot - prices.perUse)
      try add(
        name, demand, try? BedPrices(fixed: fixed, perUse: prices.perUse, spot: prices.spot))
    }
    for (name, points) in [("suited share −10 points", -0.1), ("suited share +10 points", 0.1)] {
      try add(
        name,
        try? BedDemand(
          arrivalsPerWeek: demand.arrivalsPerWeek, meanStayWeeks: demand.meanStayWeeks,
          suitedShare: demand.suitedShare + points), prices)
    }
    return found
  }
}
