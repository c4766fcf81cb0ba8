import Probability

/// The exact mean and covariance of the stock of every cell of a cohort model.
///
/// One step: m′ = Pᵀm + e; C′ = PᵀCP + Σ mᵢ(diag pᵢ − pᵢpᵢᵀ) + Vₑ, with Vₑ the variance of entries.
/// The reference for the simulator of the same model.
public struct CohortMoments: Hashable, Sendable {
  /// The mean stock of each cell, in people.
  public private(set) var mean: [Double]

  /// The covariance matrix of stocks, row after row.
  public private(set) var covariance: [Double]

  /// The moments of a stock known exactly; throws ``CohortError`` where a stock is negative or not
  /// finite.
  public init(initial: [Double]) throws(CohortError) {
    for (index, value) in initial.enumerated() where !(value >= 0 && value.isFinite) {
      throw CohortError("initial[\(index)]", "is \(value); a stock must be finite and at least 0")
    }
    mean = initial
    covariance = [Double](repeating: 0, count: initial.count * initial.count)
  }

  /// Moves one step on.
  ///
  /// - Parameters:
  ///   - table: the transitions of the step; its cells are those of the stock.
  ///   - entries: the mean number of entries to each cell, exposed from the next step.
  ///   - distribution: how entries vary.
  ///   - rowConcentration: where given, Aᵢ per cell: each row and its exit share are drawn afresh
  ///     from Dirichlet(Aᵢpᵢ), which adds (E Nᵢ² − mᵢ)/(Aᵢ + 1) to the weight of the row's variance.
  /// - Throws: ``CohortError`` where lengths differ or a number is out of range.
  public mutating func advance(
    by table: TransitionTable, entries: [Double], distribution: EntryDistribution = .poisson,
    rowConcentration: [Double]? = nil
  ) throws(CohortError) {
    try check(table, entries, distribution, rowConcentration)
    let n = mean.count
    // X = C P, row by row; then C' = Pᵀ X. Both use only the moves that exist.
    var product = [Double](repeating: 0, count: n * n)
    for i in 0..<n {
      for j in 0..<n {
        let value = covariance[i * n + j]
        guard value != 0 else { continue }
        for move in table.rows[j] { product[i * n + move.cell] += value * move.probability }
      }
    }
    var next = [Double](repeating: 0, count: n * n)
    var nextMean = entries
    for i in 0..<n {
      var weight = mean[i]
      if let rowConcentration {
        let secondMoment = covariance[i * n + i] + mean[i] * mean[i]
        weight += (secondMoment - mean[i]) / (rowConcentration[i] + 1)
      }
      for move in table.rows[i] {
        nextMean[move.cell] += mean[i] * move.probability
        for column in 0..<n {
          next[move.cell * n + column] += move.probability * product[i * n + column]
        }
        next[move.cell * n + move.cell] += weight * move.probability
        for other in table.rows[i] {
          next[move.cell * n + other.cell] -= weight * move.probability * other.probability
        }
      }
    }
    for i in 0..<n { next[i * n + i] += distribution.variance(mean: entries[i]) }
    mean = nextMean
    covariance = next
  }

  private func check(
    _ table: TransitionTable, _ entries: [Double], _ distribution: EntryDistribution,
    _ rowConcentration: [Double]?
  ) throws(CohortError) {
    guard table.cells.count == mean.count else {
      throw CohortError(
        "cells", "number \(table.cells.count) where the stock has \(mean.count) cells")
    }
    guard entries.count == mean.count else {
      throw CohortError("entries", "number \(entries.count) where there are \(mean.count) cells")
    }
    for (index, value) in entries.enumerated() where !(value >= 0 && value.isFinite) {
      throw CohortError("entries[\(index)]", "is \(value); it must be finite and at least 0")
    }
    if case .negativeBinomial(let size) = distribution, !(size > 0) {
      throw CohortError("entryDistribution", "has size \(size); it must be above 0")
    }
    guard let rowConcentration else { return }
    guard rowConcentration.count == mean.count else {
      throw CohortError(
        "rowConcentration", "has \(rowConcentration.count) values for \(mean.count) cells")
    }
    for (index, value) in rowConcentration.enumerated() where !(value > 0) {
      throw CohortError("rowConcentration[\(index)]", "is \(value); it must be above 0")
    }
  }
}
