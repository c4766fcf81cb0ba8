import LinearAlgebra

extension ReweightedProblem {
  /// A term of one sign that acts only where the response is at one end of its range has an
  /// infinite estimate.
  func requireEstimable() throws(RegressionError) {
    guard link != .identity, link != .inverse, family.isCount || family.isShare else { return }
    let ends: [Double] = family.isShare && link != .log ? [0, 1] : [0]
    for end in ends {
      if response.allSatisfy({ $0 == end }) { throw .separation(columns: design.names) }
    }
    var columns: [String] = []
    for (j, name) in design.names.enumerated() {
      var hasPositive = false
      var hasNegative = false
      var onlyAt = ends.map { _ in true }
      for i in 0..<design.rows {
        let x = design.matrix[i, j]
        if x == 0 { continue }
        hasPositive = hasPositive || x > 0
        hasNegative = hasNegative || x < 0
        for (k, end) in ends.enumerated() where response[i] != end { onlyAt[k] = false }
        if hasPositive && hasNegative || !onlyAt.contains(true) { break }
      }
      if !(hasPositive && hasNegative) && onlyAt.contains(true) { columns.append(name) }
    }
    if !columns.isEmpty { throw .separation(columns: columns) }
  }

  /// A count of zero whose fitted rate is e⁻²⁵ of the highest marks an estimate that has been
  /// running away to minus infinity.
  func requireFiniteOptimum(_ state: State) throws(RegressionError) {
    guard family.isCount, link == .log else { return }
    var highest = -Double.infinity
    for i in state.eta.indices { highest = Swift.max(highest, state.eta[i] - (offset?[i] ?? 0)) }
    guard
      let row = state.eta.indices.first(where: {
        response[$0] == 0 && state.eta[$0] - (offset?[$0] ?? 0) < highest - 25
      })
    else { return }
    let shares = design.names.indices.map {
      abs(design.matrix[row, $0] * state.coefficients[$0])
    }
    let largest = shares.max() ?? 0
    throw .separation(
      columns: design.names.indices.filter { shares[$0] > largest / 2 }.map { design.names[$0] })
  }
}
