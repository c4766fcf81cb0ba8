/// The least and the greatest that one unknown can be, given sums of non-negative unknowns.
///
/// Minimises and maximises xₖ over {x : A x = b, x ≥ 0} by the simplex method on a dense tableau.
/// The tableau is taken to a vertex once (phase one) and each further question starts from the
/// vertex where the last one ended. For tables with row and column sums every entry stays −1, 0 or
/// 1 (the matrix is totally unimodular), so that the arithmetic is exact in whole children.
/// The entering column is the steepest; after `steepestSteps` steps the lowest-numbered, with which
/// the method cannot cycle (Bland 1977).
struct RangeProgramme {
  private let columns: Int
  /// Row by row, each with its right-hand side last.
  private var tableau: [Double]
  /// The unknown that each row gives; −1 while none does yet.
  private var basis: [Int]
  /// The row that gives an unknown; −1 where it stands at 0.
  private var rowOf: [Int]
  /// The least and greatest of each unknown over the vertices visited.
  private(set) var seen: [AttackerInterval]

  private static let epsilon = 1e-9
  private static let steepestSteps = 2_000

  /// The sums as rows of (unknown, coefficient), each with its value at `feasible`, a point that is
  /// known to satisfy them.
  init(rows: [[(unknown: Int, coefficient: Double)]], feasible: [Double]) {
    columns = feasible.count
    let width = columns + 1
    tableau = [Double](repeating: 0, count: rows.count * width)
    basis = [Int](repeating: -1, count: rows.count)
    rowOf = [Int](repeating: -1, count: columns)
    seen = feasible.map { AttackerInterval(lower: $0, upper: $0) }
    for (row, terms) in rows.enumerated() {
      var value = 0.0
      for term in terms {
        tableau[row * width + term.unknown] += term.coefficient
        value += term.coefficient * feasible[term.unknown]
      }
      let sign: Double = value < 0 ? -1 : 1
      for column in 0..<columns { tableau[row * width + column] *= sign }
      tableau[row * width + columns] = sign * value
    }
    reachVertex()
  }

  /// Phase one: drives the rows without an unknown of their own to 0 and drops those that follow
  /// from others.
  private mutating func reachVertex() {
    let width = columns + 1
    var steps = 0
    while true {
      let open = basis.indices.filter { basis[$0] < 0 }
      guard open.contains(where: { tableau[$0 * width + columns] > Self.epsilon }) else { break }
      var entering = -1
      var steepest = Self.epsilon
      for column in 0..<columns where rowOf[column] < 0 {
        let gain = open.reduce(0) { $0 + tableau[$1 * width + column] }
        if gain > steepest {
          entering = column
          if steps >= Self.steepestSteps { break }
          steepest = gain
        }
      }
      // The point given is feasible, so that a step is left until every row is satisfied.
      guard entering >= 0, let row = leavingRow(entering) else { break }
      pivot(row, entering)
      steps += 1
    }
    for row in basis.indices where basis[row] < 0 {
      if let column = (0..<columns).first(where: {
        rowOf[$0] < 0 && abs(tableau[row * width + $0]) > Self.epsilon
      }) {
        tableau[row * width + columns] = 0
        pivot(row, column)
      }
    }
    let kept = basis.indices.filter { basis[$0] >= 0 }
    if kept.count < basis.count {
      tableau = kept.flatMap { tableau[($0 * width)..<($0 * width + width)] }
      basis = kept.map { basis[$0] }
      for (row, unknown) in basis.enumerated() { rowOf[unknown] = row }
    }
    note()
  }

  /// The range of one unknown.
  mutating func range(of unknown: Int) -> AttackerInterval {
    let upper = extreme(unknown, greatest: true)
    let lower = extreme(unknown, greatest: false) ?? 0
    return AttackerInterval(lower: max(lower, 0), upper: upper)
  }

  /// The greatest or least of one unknown; `nil` where nothing bounds it.
  private mutating func extreme(_ unknown: Int, greatest: Bool) -> Double? {
    let width = columns + 1
    if rowOf[unknown] < 0 {
      guard greatest else { return 0 }
      guard let row = leavingRow(unknown) else { return nil }
      pivot(row, unknown)
    }
    let sign: Double = greatest ? -1 : 1
    var steps = 0
    while rowOf[unknown] >= 0 {
      let own = rowOf[unknown] * width
      var entering = -1
      var steepest = Self.epsilon
      for column in 0..<columns where rowOf[column] < 0 {
        let gain = sign * tableau[own + column]
        if gain > steepest {
          entering = column
          if steps >= Self.steepestSteps { break }
          steepest = gain
        }
      }
      guard entering >= 0 else { return tableau[own + columns] }
      guard let row = leavingRow(entering) else { return nil }
      pivot(row, entering)
      steps += 1
    }
    return 0
  }

  /// The row that first reaches 0 when an unknown grows; the lowest-numbered unknown of a tie.
  private func leavingRow(_ column: Int) -> Int? {
    let width = columns + 1
    var best: Int?
    var least = Double.infinity
    for row in basis.indices {
      let entry = tableau[row * width + column]
      guard entry > Self.epsilon else { continue }
      let ratio = tableau[row * width + columns] / entry
      if let there = best {
        if ratio < least - Self.epsilon
          || (ratio <= least + Self.epsilon && basis[row] < basis[there])
        {
          best = row
          least = min(ratio, least)
        }
      } else {
        best = row
        least = ratio
      }
    }
    return best
  }

  private mutating func pivot(_ row: Int, _ column: Int) {
    let width = columns + 1
    let start = row * width
    let scale = 1 / tableau[start + column]
    for index in 0..<width { tableau[start + index] *= scale }
    for other in basis.indices where other != row {
      let factor = tableau[other * width + column]
      guard factor != 0 else { continue }
      let at = other * width
      for index in 0..<width { tableau[at + index] -= factor * tableau[start + index] }
      tableau[at + column] = 0
      if abs(tableau[at + columns]) < Self.epsilon { tableau[at + columns] = 0 }
    }
    if basis[row] >= 0 { rowOf[basis[row]] = -1 }
    basis[row] = column
    rowOf[column] = row
    if !basis.contains(-1) { note() }
  }

  /// Remembers the vertex: what a reader cannot rule out.
  private mutating func note() {
    let width = columns + 1
    for unknown in 0..<columns {
      let value = rowOf[unknown] < 0 ? 0 : tableau[rowOf[unknown] * width + columns]
      seen[unknown].lower = min(seen[unknown].lower, max(value, 0))
      seen[unknown].upper = max(seen[unknown].upper ?? value, value)
    }
  }
}
