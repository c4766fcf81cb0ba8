/// A table of whole numbers with given row and column totals, near a pattern.
enum ControlledTable {
  /// Fits a pattern to both totals by iterative proportional fitting (Deming and Stephan, 1940), then
  /// rounds so that rows and columns still add up (controlled rounding, Cox and Ernst, 1982).
  ///
  /// Cells where the pattern is zero stay zero where the totals allow it.
  ///
  /// - Parameters:
  ///   - pattern: rows by columns, not negative.
  ///   - rows: the total of each row.
  ///   - columns: the total of each column; brought to the sum of the rows where it differs.
  static func fit(_ pattern: [[Double]], rows: [Int], columns: [Int]) -> [[Int]] {
    let total = rows.reduce(0, +)
    let columns =
      columns.reduce(0, +) == total ? columns : Quota.split(total, by: columns.map(Double.init))
    return fit(
      pattern, rows: rows.map { Total(count: $0, firm: true) },
      columns: columns.map { Total(count: $0, firm: true) }, groups: [], sum: total)
  }

  /// A total that is published, or one that only fills a gap.
  struct Total {
    var count: Int
    var firm: Bool
  }

  /// Fits a table of which only some totals are published: these are met, the others are near.
  ///
  /// - Parameters:
  ///   - groups: rows that have a published sum.
  ///   - sum: the sum of the table.
  static func fit(
    _ pattern: [[Double]], rows: [Total], columns: [Total],
    groups: [(rows: [Int], total: Total)], sum: Int
  ) -> [[Int]] {
    let cells = proportions(pattern, rows: rows.map(\.count), columns: columns.map(\.count))
    func weight(_ total: Total) -> Int { total.firm ? 1_000_000 : 1_000 }
    let (source, sink, start) = (0, 1, 2)
    var network = CostFlow(nodes: 3 + rows.count + columns.count)
    network.fixed(source, start, at: sum, weight: 4_000_000)
    var parents = Array(repeating: start, count: rows.count)
    for group in groups {
      let node = network.addNode()
      network.fixed(start, node, at: group.total.count, weight: weight(group.total))
      for row in group.rows { parents[row] = node }
    }
    for row in rows.indices {
      network.fixed(parents[row], 3 + row, at: rows[row].count, weight: weight(rows[row]))
    }
    for column in columns.indices {
      network.fixed(
        3 + rows.count + column, sink, at: columns[column].count, weight: weight(columns[column]))
    }
    var lines: [[CostFlow.Line]] = []
    for row in rows.indices {
      var line: [CostFlow.Line] = []
      for column in columns.indices {
        let slope = pattern[row][column] > 0 ? 10 : 10_000
        line.append(
          network.near(3 + row, 3 + rows.count + column, target: cells[row][column], slope: slope))
      }
      lines.append(line)
    }
    network.solve(from: source, to: sink)
    return lines.map { $0.map { network.flow($0) } }
  }

  private static func proportions(
    _ pattern: [[Double]], rows: [Int], columns: [Int]
  ) -> [[Double]] {
    var cells = pattern
    for _ in 0..<50 {
      for row in rows.indices {
        let sum = cells[row].reduce(0, +)
        guard sum > 0 else { continue }
        for column in columns.indices { cells[row][column] *= Double(rows[row]) / sum }
      }
      for column in columns.indices {
        let sum = rows.indices.reduce(0) { $0 + cells[$1][column] }
        guard sum > 0 else { continue }
        for row in rows.indices { cells[row][column] *= Double(columns[column]) / sum }
      }
    }
    return cells
  }
}
