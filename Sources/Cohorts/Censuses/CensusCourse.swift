/// What a census model is run on: the people at the start and the exposed people of each step.
public struct CensusCourse: Hashable, Sendable {
  /// The people of each cell at the start.
  public let initial: [Int]

  /// Per step, the exposed people of each age from whom entrants come.
  public let exposures: [[Int]]

  /// The number of steps.
  public var steps: Int { exposures.count }

  /// A course for those cells; throws ``CohortError`` where a list does not fit them, a count is
  /// below 0, or there are no steps.
  public init(initial: [Int], exposures: [[Int]], shape: CensusShape) throws(CohortError) {
    guard initial.count == shape.cells else {
      throw CohortError("initial", "has \(initial.count) counts for \(shape.cells) cells")
    }
    for (cell, count) in initial.enumerated() where count < 0 {
      throw CohortError("initial[\(cell)]", "is \(count); it must be at least 0")
    }
    guard !exposures.isEmpty, exposures.count < 1_000 else {
      throw CohortError("exposures", "cover \(exposures.count) steps; 1 to 999 are possible")
    }
    for (step, row) in exposures.enumerated() {
      guard row.count == shape.ages else {
        throw CohortError("exposures[\(step)]", "has \(row.count) counts for \(shape.ages) ages")
      }
      for (age, count) in row.enumerated() where count < 0 {
        throw CohortError("exposures[\(step)][\(age)]", "is \(count); it must be at least 0")
      }
    }
    self.initial = initial
    self.exposures = exposures
  }
}
