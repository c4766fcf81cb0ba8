/// A table of counts with its row totals, column totals and total.
///
/// Cells are numbered row by row, each row's total last, then the row of column totals with the
/// total of all; the sums are those of the rows, the row of totals among them, then those of the
/// columns.
public struct TwoWayCounts: Sendable {
  /// The counts inside the table, by row.
  public let interior: [[Double]]
  /// The figures of the table and its sums.
  public let problem: DisclosureProblem

  /// A table; a single row or column is a one-way table.
  ///
  /// Throws ``DisclosureError`` for rows of unequal length, none, or a negative count.
  public init(interior: [[Double]]) throws(DisclosureError) {
    guard let columns = interior.first?.count, columns > 0 else {
      throw .shape("a table needs at least one row and one column")
    }
    for (index, row) in interior.enumerated() where row.count != columns {
      throw .shape(
        "row \(index + 1) has \(row.count) counts and the first row has \(columns); a missing count "
          + "is no zero, so fill in what is missing")
    }
    let rows = interior.count
    let columnTotals = (0..<columns).map { column in
      interior.reduce(0) { $0 + $1[column] }
    }
    var cells: [DisclosureCell] = []
    for row in 0...rows {
      let counts = row < rows ? interior[row] : columnTotals
      let isTotal = row == rows
      for column in 0...columns {
        let value = column < columns ? counts[column] : counts.reduce(0, +)
        cells.append(
          DisclosureCell(
            name: Self.name(
              row: isTotal ? nil : row, column: column == columns ? nil : column),
            value: value, level: (isTotal ? 1 : 0) + (column == columns ? 1 : 0)))
      }
    }
    let width = columns + 1
    var equations: [[Int]] = []
    for row in 0...rows {
      equations.append([row * width + columns] + (0..<columns).map { row * width + $0 })
    }
    for column in 0...columns {
      equations.append([rows * width + column] + (0..<rows).map { $0 * width + column })
    }
    self.interior = interior
    problem = try DisclosureProblem(cells: cells, equations: equations)
  }

  /// The table as published, totals included: `nil` where a figure is suppressed.
  public func published(_ suppression: Suppression) -> [[Double?]] {
    let width = (interior.first?.count ?? 0) + 1
    let hidden = Set(suppression.suppressed)
    return (0...interior.count).map { row in
      (0..<width).map { column in
        let cell = row * width + column
        return hidden.contains(cell) ? nil : problem.cells[cell].value
      }
    }
  }

  private static func name(row: Int?, column: Int?) -> String {
    switch (row, column) {
    case (nil, nil): "the total"
    case (let row?, nil): "the total of row \(row + 1)"
    case (nil, let column?): "the total of column \(column + 1)"
    case (let row?, let column?): "row \(row + 1), column \(column + 1)"
    }
  }
}
