import Foundation
public import Probability

/// Simulated futures of a cohort model: replicates at addressed random numbers.
///
/// Streams are named by the model's parts and hold no scenario, so two models of one name and seed
/// share their random numbers and the difference of a replicate is what the models differ in.
public struct CohortSimulation: Sendable {
  /// What is simulated and recorded.
  public struct Options: Sendable {
    /// The seed of the run.
    public var seed: UInt64

    /// Whether parameters and year effects are drawn; otherwise they are at their estimates and what
    /// varies is the process alone.
    public var drawsParameters = true

    /// How many replicates share one draw of the parameters: 1, or m for the two-stage split of
    /// variance into parameters and process.
    public var replicatesPerDraw = 1

    /// The groupings whose stocks are kept; every cell by itself where there is none.
    public var stocks: [CohortGrouping] = []

    /// The groupings whose flows are kept.
    public var flows: [CohortGrouping] = []

    /// Options of that seed, the others as they stand.
    public init(seed: UInt64) { self.seed = seed }
  }

  private let plan: SimulationPlan

  /// A simulation of a model without limits; throws ``CohortError`` where a grouping is of another
  /// space or fewer than one replicate shares a draw.
  public init(_ model: CohortModel, options: Options) throws(CohortError) {
    try Self.check(options)
    plan = try SimulationPlan(model, capacity: nil, options: options)
  }

  /// A simulation of a model with limits; throws ``CohortError`` as above.
  public init(_ model: CapacityModel, options: Options) throws(CohortError) {
    try Self.check(options)
    plan = try SimulationPlan(model.model, capacity: model, options: options)
  }

  private static func check(_ options: Options) throws(CohortError) {
    guard options.replicatesPerDraw >= 1 else {
      throw CohortError("replicatesPerDraw", "is \(options.replicatesPerDraw); it is at least 1")
    }
  }

  /// Runs those replicates on this thread; throws ``CohortError`` for replicates outside
  /// 0..<2³² and a model that grows beyond 10⁸ people.
  public func futures(of replicates: Range<Int>) throws(CohortError) -> CohortFutures {
    guard replicates.lowerBound >= 0, replicates.upperBound <= 1 << 32 else {
      throw CohortError("replicates", "are \(replicates); they fit 32 bits")
    }
    var result = CohortFutures(plan, replicates: replicates.count)
    var replicate = Replicate(plan)
    for (index, number) in replicates.enumerated() {
      result.fill(index, number, &replicate)
    }
    guard !replicate.isTooLarge else {
      throw CohortError(plan.model.name, "grows beyond 10⁸ people; look at its entries")
    }
    guard replicate.imbalances == 0 else {
      throw CohortError(
        plan.model.name,
        "does not balance in \(replicate.imbalances) cells; this is an error of the program")
    }
    return result
  }

  /// Runs those replicates on so many threads; the result is the same, byte for byte, whatever
  /// their number. Throws as ``futures(of:)``.
  public func futures(
    of replicates: Range<Int>, threads: Int
  ) async throws(CohortError) -> CohortFutures {
    let size = 125
    let blocks = stride(from: replicates.lowerBound, to: replicates.upperBound, by: size).map {
      $0..<min(replicates.upperBound, $0 + size)
    }
    guard threads > 1, blocks.count > 1 else { return try futures(of: replicates) }
    var result = CohortFutures(plan, replicates: replicates.count)
    let failure = await withTaskGroup(
      of: (Range<Int>, Result<CohortFutures, CohortError>).self
    ) { group -> CohortError? in
      var next = 0
      func start(_ group: inout TaskGroup<(Range<Int>, Result<CohortFutures, CohortError>)>) {
        guard next < blocks.count else { return }
        let block = blocks[next]
        next += 1
        group.addTask {
          (block, Result { () throws(CohortError) in try self.futures(of: block) })
        }
      }
      for _ in 0..<threads { start(&group) }
      var failures: [(Int, CohortError)] = []
      for await (block, outcome) in group {
        switch outcome {
        case .success(let part): result.place(part, at: block.lowerBound - replicates.lowerBound)
        case .failure(let error): failures.append((block.lowerBound, error))
        }
        start(&group)
      }
      return failures.min { $0.0 < $1.0 }?.1
    }
    if let failure { throw failure }
    return result
  }

  /// How well the mean and the 80% quantile of every group's stock at the last step must be known,
  /// as half-widths of 95% intervals relative to the figure.
  public struct Tolerance: Hashable, Sendable {
    /// For the mean.
    public var mean = 0.002
    /// For the 80% quantile.
    public var quantile = 0.005
    /// The usual tolerances: 0.2% and 0.5%.
    public init() {}
  }

  /// Doubles the number of replicates until the stocks of those groups are known well enough.
  ///
  /// - Parameters:
  ///   - groups: indices of recorded stock groups; by default all.
  /// - Returns: the futures, and whether the tolerance was met before the rule's largest number.
  public func futures(
    until tolerance: Tolerance, rule: StopRule, groups: [Int]? = nil, threads: Int
  ) async throws(CohortError) -> (futures: CohortFutures, met: Bool) {
    var result = CohortFutures(plan, replicates: 0)
    for size in rule.sizes {
      result.append(
        try await futures(of: result.replicates..<size, threads: threads))
      if try result.isKnown(tolerance, groups: groups) { return (result, true) }
    }
    return (result, false)
  }
}
