import CLAPACKE

extension MatrixView {
  /// The Euclidean length of each column, without overflow or underflow on the way.
  public func columnNorms() -> [Double] {
    guard rows > 0 else { return Array(repeating: 0, count: columns) }
    BLAS.singleThreaded
    return withElements { elements in
      (0..<columns).map { j in
        cblas_dnrm2(Int32(rows), elements?.advanced(by: j * leadingDimension), 1)
      }
    }
  }

  /// The 1-norm, the largest sum of absolute values in a column; 0 for a matrix without elements.
  public var oneNorm: Double {
    (0..<columns).reduce(0) { largest, j in
      Swift.max(largest, (0..<rows).reduce(0) { $0 + abs(self[$1, j]) })
    }
  }

  /// The ∞-norm, the largest sum of absolute values in a row; 0 for a matrix without elements.
  public var infinityNorm: Double {
    (0..<rows).reduce(0) { largest, i in
      Swift.max(largest, (0..<columns).reduce(0) { $0 + abs(self[i, $1]) })
    }
  }

  /// The Frobenius norm, the root of the sum of squared elements, without overflow on the way.
  public var frobeniusNorm: Double {
    let norms = columnNorms()
    BLAS.singleThreaded
    return cblas_dnrm2(Int32(norms.count), norms, 1)
  }
}

extension Matrix {
  /// The Euclidean length of each column, without overflow or underflow on the way.
  public func columnNorms() -> [Double] { view.columnNorms() }

  /// The 1-norm, the largest sum of absolute values in a column; 0 for a matrix without elements.
  public var oneNorm: Double { view.oneNorm }

  /// The ∞-norm, the largest sum of absolute values in a row; 0 for a matrix without elements.
  public var infinityNorm: Double { view.infinityNorm }

  /// The Frobenius norm, the root of the sum of squared elements, without overflow on the way.
  public var frobeniusNorm: Double { view.frobeniusNorm }
}
