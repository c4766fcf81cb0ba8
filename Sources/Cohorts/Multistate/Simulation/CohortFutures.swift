import Foundation
import Probability

/// The stocks and flows of every replicate of a simulation.
public struct CohortFutures: Hashable, Sendable {
  /// The number of replicates.
  public private(set) var replicates: Int

  /// The number of steps.
  public let steps: Int

  /// The groups whose stocks were kept, groupings one after another.
  public let stockGroups: [String]

  /// The groups whose flows were kept.
  public let flowGroups: [String]

  /// The model's reasons for leaving, in the order of ``CohortFlow/exits(reason:)``.
  public let exitReasons: [String]

  /// Stocks at the end of steps: replicate, then step, then group.
  public private(set) var stocks: [Int32]

  /// Flows of steps: replicate, then step, then group, then kind.
  public private(set) var flows: [Int32]

  private let kinds: Int

  init(_ plan: SimulationPlan, replicates: Int) {
    self.replicates = replicates
    steps = plan.steps
    stockGroups = plan.stockGroups.names
    flowGroups = plan.flowGroups.names
    exitReasons = plan.model.exitReasons
    kinds = CohortFlow.kinds(reasons: plan.reasons)
    stocks = [Int32](repeating: 0, count: replicates * plan.steps * stockGroups.count)
    flows = [Int32](repeating: 0, count: replicates * plan.steps * flowGroups.count * kinds)
  }

  private var stockWidth: Int { steps * stockGroups.count }
  private var flowWidth: Int { steps * flowGroups.count * kinds }

  mutating func fill(_ index: Int, _ number: Int, _ replicate: inout Replicate) {
    replicate.run(
      number, stocks: &stocks, at: index * stockWidth, flows: &flows, at: index * flowWidth)
  }

  mutating func place(_ part: CohortFutures, at replicate: Int) {
    let stockPlace = replicate * stockWidth
    stocks.replaceSubrange(stockPlace..<stockPlace + part.stocks.count, with: part.stocks)
    let flowPlace = replicate * flowWidth
    flows.replaceSubrange(flowPlace..<flowPlace + part.flows.count, with: part.flows)
  }

  mutating func append(_ other: CohortFutures) {
    replicates += other.replicates
    stocks += other.stocks
    flows += other.flows
  }

  /// The stock of a group at the end of a step of one replicate.
  public func stock(replicate: Int, step: Int, group: Int) -> Int {
    Int(stocks[replicate * stockWidth + step * stockGroups.count + group])
  }

  /// A flow of a group in a step of one replicate.
  public func flow(_ kind: CohortFlow, replicate: Int, step: Int, group: Int) -> Int {
    Int(flows[replicate * flowWidth + (step * flowGroups.count + group) * kinds + kind.index])
  }

  /// The stocks of a group at the end of a step, by replicate.
  public func stocks(step: Int, group: Int) -> [Double] {
    (0..<replicates).map { Double(stock(replicate: $0, step: step, group: group)) }
  }

  /// A flow of a group in a step, by replicate.
  public func flows(_ kind: CohortFlow, step: Int, group: Int) -> [Double] {
    (0..<replicates).map { Double(flow(kind, replicate: $0, step: step, group: group)) }
  }

  /// The mean of a group's stock at the end of a step, its standard deviation (n − 1), and its
  /// quantiles (type 7) at those probabilities; throws ``CohortError`` for fewer than two
  /// replicates, or probabilities that do not ascend within 0...1.
  public func summary(
    step: Int, group: Int, at probabilities: [Double]
  ) throws(CohortError) -> (mean: Double, standardDeviation: Double, quantiles: [Double]) {
    guard replicates >= 2, probabilities.allSatisfy({ $0 >= 0 && $0 <= 1 }),
      zip(probabilities, probabilities.dropFirst()).allSatisfy({ $0 <= $1 })
    else {
      throw CohortError("summary", "needs two replicates and ascending probabilities in 0...1")
    }
    var values = stocks(step: step, group: group)
    let n = Double(replicates)
    // Sums of whole numbers below 2⁵³ are exact, so their order does not matter.
    let mean = values.reduce(0, +) / n
    var squares = CompensatedSum()
    for value in values { squares.add((value - mean) * (value - mean)) }
    return (
      mean, (squares.value / (n - 1)).squareRoot(),
      Quantile.selecting(&values, at: probabilities)
    )
  }

  /// Whether mean and 80% quantile of the last step's stocks of those groups are known well enough.
  func isKnown(
    _ tolerance: CohortSimulation.Tolerance, groups: [Int]?
  ) throws(CohortError) -> Bool {
    for group in groups ?? Array(stockGroups.indices) {
      let summary = try summary(step: steps - 1, group: group, at: [0.8])
      guard
        StopRule.isMet(
          mean: summary.mean, standardDeviation: summary.standardDeviation, count: replicates,
          tolerance: tolerance.mean)
      else { return false }
      guard let ranks = try? QuantileInterval(count: replicates, probability: 0.8),
        ranks.lower >= 1, ranks.upper <= replicates
      else { return false }
      let sorted = stocks(step: steps - 1, group: group).sorted()
      let halfWidth = (sorted[ranks.upper - 1] - sorted[ranks.lower - 1]) / 2
      if halfWidth > tolerance.quantile * abs(summary.quantiles[0]) { return false }
    }
    return true
  }
}
