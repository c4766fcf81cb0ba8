/// Every figure of a release, with every sum that a reader can form of them.
///
/// All tables that are published together, and what is already public, make one problem: two
/// tables that are safe on their own can give a figure away together.
public struct DisclosureProblem: Sendable {
  /// The figures.
  public let cells: [DisclosureCell]
  /// The sums: the first cell of each is the total of the others.
  public let equations: [[Int]]
  /// The equations that each cell stands in.
  let equationsOfCell: [[Int]]

  /// A problem.
  ///
  /// - Parameters:
  ///   - cells: the figures.
  ///   - equations: each a total and its parts, as positions in `cells`.
  ///   - tolerance: how far a total may be from its parts, relative to the total, for figures that
  ///     were rounded when they were written.
  /// - Throws: ``DisclosureError`` for a negative figure, an equation that names a cell twice or one
  ///   that is not there, and a total that is not the sum of its parts.
  public init(
    cells: [DisclosureCell], equations: [[Int]], tolerance: Double = 1e-9
  ) throws(DisclosureError) {
    for cell in cells where !(cell.value >= 0 && cell.value.isFinite) {
      throw .value(cell: cell.name, value: cell.value)
    }
    var equationsOfCell = [[Int]](repeating: [], count: cells.count)
    for (index, equation) in equations.enumerated() {
      guard let total = equation.first, equation.count > 1 else {
        throw .equation(index: index, reason: "needs a total and at least one part")
      }
      var seen = Set<Int>()
      for cell in equation {
        guard cells.indices.contains(cell) else {
          throw .equation(
            index: index, reason: "names cell \(cell); there are cells 0 to \(cells.count - 1)")
        }
        guard seen.insert(cell).inserted else {
          throw .equation(
            index: index, reason: "names \(cells[cell].name) twice; a total is not a part of itself"
          )
        }
        equationsOfCell[cell].append(index)
      }
      let sum = equation.dropFirst().reduce(0) { $0 + cells[$1].value }
      guard abs(sum - cells[total].value) <= tolerance * max(1, sum, cells[total].value) else {
        throw .doesNotAdd(
          total: cells[total].name, printed: cells[total].value, sum: sum)
      }
    }
    self.cells = cells
    self.equations = equations
    self.equationsOfCell = equationsOfCell
  }

  /// The width that a reader's interval for a cell must have; `nil` for a cell that is not
  /// sensitive.
  func requiredWidth(_ cell: Int, _ rules: DisclosureRules) -> Double? {
    switch cells[cell].sensitivity {
    case .never: nil
    case .always(let width): width
    case .bySize: rules.isSmall(cells[cell].value) ? rules.minimumWidth : nil
    }
  }
}
