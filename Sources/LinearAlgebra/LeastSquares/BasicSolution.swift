/// The least squares solution of A x ≈ b over a basis of the columns, with zeros for the rest.
///
/// Of dependent columns the first are kept, as R's `lm` does; the kept columns are then solved like
/// any design of full rank, refinement included.
public struct BasicSolution: Sendable {
  /// The solution x, one element per column of A; zero for a column left out.
  public let coefficients: [Double]

  /// The columns in the basis, ascending.
  public let kept: [Int]

  /// The columns that add nothing to the kept ones, ascending.
  public let dropped: [Int]

  /// The solution over the kept columns.
  public let solution: LeastSquaresSolution

  /// Solves for a design of m rows and n columns, m ≥ n, and a response of m elements.
  ///
  /// Parameters as for ``LeastSquaresSolution``; throws as it does, `rankDeficient` only where every
  /// column is zero.
  public init(
    design: MatrixView, response: [Double], weights: [Double]? = nil, rankTolerance: Double = 1e-12
  ) throws(LinearAlgebraError) {
    var kept = Array(0..<design.columns)
    var part = design
    while true {
      do {
        let found = try LeastSquaresSolution(
          design: part, response: response, weights: weights, rankTolerance: rankTolerance)
        var all = Array(repeating: 0.0, count: design.columns)
        for (place, j) in kept.enumerated() { all[j] = found.coefficients[place] }
        coefficients = all
        self.kept = kept
        dropped = (0..<design.columns).filter { !kept.contains($0) }
        solution = found
        return
      } catch {
        guard case .rankDeficient(let rank, let columns) = error, rank > 0,
          columns.count < kept.count
        else { throw error }
        let out = Set(columns)
        kept = kept.enumerated().filter { !out.contains($0.offset) }.map(\.element)
        part = Matrix(shape: (design.rows, kept.count), kept.flatMap { design.column($0) }).view
      }
    }
  }

  /// Solves for a matrix; otherwise as for a view.
  public init(
    design: Matrix, response: [Double], weights: [Double]? = nil, rankTolerance: Double = 1e-12
  ) throws(LinearAlgebraError) {
    try self.init(
      design: design.view, response: response, weights: weights, rankTolerance: rankTolerance)
  }
}
