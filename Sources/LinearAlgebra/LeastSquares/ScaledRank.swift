/// The 2-norm condition number of a triangular factor with its columns scaled to length one.
///
/// Throws `rankDeficient` where a column adds at most `tolerance` to the others.
func scaledCondition(
  _ factor: Matrix, tolerance: Double
) throws(LinearAlgebraError) -> Double {
  let scaled = columnsOfLengthOne(factor)
  let pivoted = try PivotedQR(scaled)
  let rank = pivoted.rank(tolerance: tolerance)
  if rank < factor.columns {
    let columns = dependentColumns(scaled, tolerance: tolerance)
    throw .rankDeficient(
      rank: rank, columns: columns.isEmpty ? pivoted.dependentColumns(rank: rank) : columns)
  }
  return try scaled.conditionNumber()
}

/// A triangular factor with its columns scaled to length one; columns of zeros stay.
func columnsOfLengthOne(_ factor: Matrix) -> Matrix {
  var scaled = factor
  let norms = factor.columnNorms()
  for (j, norm) in norms.enumerated() where norm > 0 {
    for i in 0...j { scaled[i, j] /= norm }
  }
  return scaled
}

/// The columns that add nothing to the ones before them, so that the first of two equal columns
/// is kept; the columns must have length one or zero.
func dependentColumns(_ scaled: Matrix, tolerance: Double) -> [Int] {
  var basis = Matrix(rows: scaled.rows, columns: scaled.columns)
  var count = 0
  var dependent: [Int] = []
  for j in 0..<scaled.columns {
    var rest = scaled.column(j)
    for _ in 0..<2 {
      for k in 0..<count {
        let start = k * basis.rows
        var share = 0.0
        for i in rest.indices { share += basis.elements[start + i] * rest[i] }
        for i in rest.indices { rest[i] -= share * basis.elements[start + i] }
      }
    }
    let length = rest.reduce(0) { $0 + $1 * $1 }.squareRoot()
    if length > tolerance * Double(scaled.columns) {
      for i in rest.indices { basis.elements[count * basis.rows + i] = rest[i] / length }
      count += 1
    } else {
      dependent.append(j)
    }
  }
  return dependent
}
