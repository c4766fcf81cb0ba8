import Foundation

extension Checker {
  /// Correlations that can hold together; E506 where they can't.
  func checkCorrelations(_ assumptions: [Assumption]) -> [Assumption] {
    var result = assumptions
    var pairs: [Set<String>: SourceSpan] = [:]
    var edges: [(first: String, second: String, value: Double, span: SourceSpan)] = []
    for syntax in files.flatMap(\.assumptions) {
      let name = syntax.block.name.value
      for (other, coefficient) in syntax.movesWith {
        let span = other.span.through(coefficient.span)
        guard find(other, .assumption) else { continue }
        guard other.value != name else {
          bag.add(.e506, other.span, "An assumption always moves with itself.")
          continue
        }
        if let first = pairs.updateValue(span, forKey: [name, other.value]) {
          bag.add(
            .e506, span, "This pair already has a correlation, and two could disagree.",
            notes: [.init(message: "the other one", span: first)],
            fixes: [.write(.choose, "delete one of them")])
          continue
        }
        edges.append((name, other.value, coefficient.value, span))
        if let index = result.firstIndex(where: { $0.name == name }) {
          result[index].movesWith.append(
            Correlation(with: other.value, coefficient: coefficient.value))
        }
      }
    }
    checkPossible(edges)
    return result
  }

  /// All correlations together as a matrix: positive definite by Cholesky, or E506 at the pair whose
  /// pivot fails.
  private func checkPossible(
    _ edges: [(first: String, second: String, value: Double, span: SourceSpan)]
  ) {
    guard !edges.isEmpty else { return }
    var names: [String] = []
    for edge in edges {
      for name in [edge.first, edge.second] where !names.contains(name) { names.append(name) }
    }
    let n = names.count
    var matrix = [Double](repeating: 0, count: n * n)
    for index in 0..<n { matrix[index * n + index] = 1 }
    for edge in edges {
      guard let row = names.firstIndex(of: edge.first),
        let column = names.firstIndex(of: edge.second)
      else { continue }
      // Ranks to normal scores.
      let value = 2 * sin(Double.pi * edge.value / 6)
      matrix[row * n + column] = value
      matrix[column * n + row] = value
    }
    for pivot in 0..<n {
      for k in 0..<pivot { matrix[pivot * n + pivot] -= pow(matrix[pivot * n + k], 2) }
      guard matrix[pivot * n + pivot] > 1e-9 else {
        let culprit = edges.last { $0.first == names[pivot] || $0.second == names[pivot] }
        guard let culprit else { return }
        bag.add(
          .e506, culprit.span,
          "These correlations can't all hold: if two assumptions both move with a third, they move "
            + "with each other. Those of `\(names[pivot])` contradict the others.",
          fixes: [.write(.fill, "write a correlation nearer to 0")])
        return
      }
      let root = matrix[pivot * n + pivot].squareRoot()
      for row in (pivot + 1)..<max(n, pivot + 1) {
        for k in 0..<pivot {
          matrix[row * n + pivot] -= matrix[row * n + k] * matrix[pivot * n + k]
        }
        matrix[row * n + pivot] /= root
      }
      matrix[pivot * n + pivot] = root
    }
  }
}
