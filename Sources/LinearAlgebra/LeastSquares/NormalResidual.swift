/// The gradient Aᵀ W (b − A x) − Λ x of a scaled least squares problem and its residual sum of
/// squares, found in one pass over the rows in doubled precision.
///
/// The residual of each block of rows is kept unrounded (as a pair of doubles) until it has met the
/// columns again, so that nothing as long as the data is stored.
struct NormalResidual {
  /// Rows taken in one step: their residuals and one column of them fit the first-level cache.
  static let blockRows = 512

  let gradient: [Double]
  let residualSumOfSquares: Double

  /// Passes over a problem at scaled coefficients `x`.
  init(_ problem: ScaledProblem, at x: [Double]) {
    let design = problem.design
    var pass = Pass(columns: design.columns)
    var first = 0
    while first < design.rows {
      let count = Swift.min(NormalResidual.blockRows, design.rows - first)
      pass.take(problem, x, first: first, count: count)
      first += count
    }
    gradient = x.indices.map { j in
      var sum = pass.sums[j].total
      if let penalties = problem.penalties { sum.add(-penalties[j], times: x[j]) }
      return sum.value
    }
    residualSumOfSquares = pass.squares.total.value
  }

  private struct Pass {
    typealias Lanes = DoubledLanes.Lanes

    var sums: [DoubledLanes]
    var squares = DoubledLanes()
    private var column: [Lanes]
    private var residual: [DoubledLanes]

    init(columns: Int) {
      let groups = NormalResidual.blockRows / Lanes.scalarCount
      sums = Array(repeating: DoubledLanes(), count: columns)
      column = Array(repeating: .zero, count: groups)
      residual = Array(repeating: DoubledLanes(), count: groups)
    }

    mutating func take(_ problem: ScaledProblem, _ x: [Double], first: Int, count: Int) {
      let groups = (count + Lanes.scalarCount - 1) / Lanes.scalarCount
      load(problem.response, first, count, scale: problem.responseScale)
      for g in 0..<groups { residual[g] = DoubledLanes(high: column[g], low: .zero) }
      let design = problem.design
      for j in x.indices {
        let start = design.offset + j * design.leadingDimension + first
        load(design.storage, start, count, scale: problem.columnScale[j])
        let factor = Lanes(repeating: -x[j])
        let parts = DoubledLanes.split(factor)
        for g in 0..<groups {
          let a = column[g]
          residual[g].add(a, DoubledLanes.split(a), times: factor, parts)
        }
      }
      weigh(problem, first, count, groups)
      for j in x.indices {
        let start = design.offset + j * design.leadingDimension + first
        load(design.storage, start, count, scale: problem.columnScale[j])
        var sum = sums[j]
        for g in 0..<groups {
          let a = column[g]
          let r = residual[g]
          sum.add(a, DoubledLanes.split(a), times: r.high, DoubledLanes.split(r.high))
          sum.low += a * r.low
        }
        sums[j] = sum
      }
    }

    /// Adds the squares, and multiplies the residuals by their weights.
    private mutating func weigh(
      _ problem: ScaledProblem, _ first: Int, _ count: Int, _ groups: Int
    ) {
      if let weights = problem.weights {
        load(weights, first, count, scale: problem.weightScale * problem.weightScale)
      }
      for g in 0..<groups {
        let r = residual[g]
        let high = r.high + r.low
        let low = r.low - (high - r.high)
        var weighted = DoubledLanes(high: high, low: low)
        if problem.weights != nil {
          let w = column[g]
          weighted = DoubledLanes()
          weighted.add(w, DoubledLanes.split(w), times: high, DoubledLanes.split(high))
          weighted.low += w * low
        }
        residual[g] = weighted
        squares.add(
          weighted.high, DoubledLanes.split(weighted.high), times: high, DoubledLanes.split(high))
      }
    }

    /// Fills the lanes with scaled elements, and with zeros after the last.
    private mutating func load(
      _ source: [Double], _ start: Int, _ count: Int, scale: Double
    ) {
      let full = count / Lanes.scalarCount
      source.withUnsafeBufferPointer { source in
        for g in 0..<full {
          let place = start + g * Lanes.scalarCount
          column[g] =
            Lanes(source[place], source[place + 1], source[place + 2], source[place + 3]) * scale
        }
        guard count > full * Lanes.scalarCount else { return }
        column[full] = .zero
        for i in (full * Lanes.scalarCount)..<count {
          column[full][i - full * Lanes.scalarCount] = source[start + i] * scale
        }
      }
    }
  }
}
