public import LinearAlgebra
import Probability

/// The rates of a Markov chain in continuous time: Qᵢⱼ from state i to state j for each unit of time.
///
/// Rows act on the left: stocks move by m(t) = m(0) exp(Qt). A row sums to at most 0; what it lacks
/// is the rate of leaving the chain. Eigenvectors are never used, because chains of durations are
/// defective.
public struct Generator: Equatable, Sendable {
  /// The rates, one row and one column for each state.
  public let rates: Matrix

  /// The number of states.
  public var states: Int { rates.rows }

  /// A generator from its rows.
  ///
  /// Throws ``CohortError`` where the rows are not square, a rate is not finite, a rate from one
  /// state to another is below 0, or a row sums to more than 0 beyond rounding (1e-12 of the sum of
  /// its sizes).
  public init(rows: [[Double]]) throws(CohortError) {
    guard !rows.isEmpty else { throw CohortError("Q", "has no rows; a chain needs a state") }
    var rates = Matrix(rows: rows.count, columns: rows.count)
    for (i, row) in rows.enumerated() {
      guard row.count == rows.count else {
        throw CohortError("Q[\(i)]", "has \(row.count) rates for \(rows.count) states")
      }
      var sum = CompensatedSum()
      var size = 0.0
      for (j, rate) in row.enumerated() {
        guard rate.isFinite, i == j || rate >= 0 else {
          throw CohortError("Q[\(i)][\(j)]", "is \(rate); a rate of flow is finite and at least 0")
        }
        rates[i, j] = rate
        sum.add(rate)
        size += abs(rate)
      }
      guard sum.value <= 1e-12 * size else {
        throw CohortError(
          "Q[\(i)]", "adds up to \(sum.value); more cannot leave a state than is in it")
      }
    }
    self.rates = rates
  }

  /// The rate L of the fastest state, max −Qᵢᵢ.
  public var fastestRate: Double { rates.diagonal.reduce(0) { max($0, -$1) } }

  /// The rate of leaving the chain from each state, −Σⱼ Qᵢⱼ.
  public var exitRates: [Double] {
    (0..<states).map { max(0, -CompensatedSum(rates.row($0)).value) }
  }

  func requireTime(_ time: Double) throws(CohortError) {
    guard time >= 0, time.isFinite else {
      throw CohortError("t", "is \(time); a time is finite and at least 0")
    }
  }

  func requireStates(_ values: [Double], _ name: String) throws(CohortError) {
    guard values.count == states else {
      throw CohortError(name, "has \(values.count) values for \(states) states")
    }
    if let index = values.firstIndex(where: { !$0.isFinite }) {
      throw CohortError("\(name)[\(index)]", "is \(values[index]); it must be finite")
    }
  }

  /// A result of linear algebra, its refusals turned into those of this room.
  static func computed<Result>(
    _ work: () throws(LinearAlgebraError) -> Result
  ) throws(CohortError) -> Result {
    do { return try work() } catch { throw CohortError("Q", "\(error)") }
  }
}
