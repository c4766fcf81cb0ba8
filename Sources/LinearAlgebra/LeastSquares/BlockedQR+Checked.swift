extension BlockedQR {
  /// Reduces a problem after checking its weights, and names the first NaN or infinity of the input
  /// where there is one.
  ///
  /// Any of those reaches the factor, so the input is searched only then.
  init(
    checked design: MatrixView, _ response: [Double], weights: [Double]?
  ) throws(LinearAlgebraError) {
    var rowScale: [Double]?
    if let weights {
      try requireSize("least squares weights", expected: design.rows, found: weights.count)
      if let place = weights.firstIndex(where: { !($0 > 0) || !$0.isFinite }) {
        throw .nonFinite(operand: "weights (must be positive)", row: place, column: 0)
      }
      rowScale = weights.map { $0.squareRoot() }
    }
    try self.init(design, response, rowScale: rowScale)
    let sound =
      triangularFactor.elements.allSatisfy(\.isFinite)
      && rotatedResponse.allSatisfy(\.isFinite) && residualNorm.isFinite
    if sound { return }
    try design.requireFinite("design")
    try requireFinite(response, "response")
    throw .overflow(operation: "least squares")
  }
}
