/// A table for a terminal: columns as wide as their widest cell, figures to the right.
public struct TextTable {
  /// The heads of the columns.
  public var header: [String]
  /// The cells, a list for each row.
  public var rows: [[String]] = []
  /// Columns that hold words and are set to the left; the rest are figures.
  public var wordColumns = 1

  /// A table without rows yet.
  public init(header: [String], rows: [[String]] = [], wordColumns: Int = 1) {
    self.header = header
    self.rows = rows
    self.wordColumns = wordColumns
  }

  /// The table as lines, a rule below the heads.
  public func text(indent: String = "") -> String {
    let all = [header] + rows
    let widths = header.indices.map { column in
      all.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
    }
    func line(_ cells: [String]) -> String {
      let padded = cells.enumerated().map { column, cell in
        let space = String(repeating: " ", count: max(0, widths[column] - cell.count))
        return column < wordColumns ? cell + space : space + cell
      }
      var text = indent + padded.joined(separator: "  ")
      while text.hasSuffix(" ") { text.removeLast() }
      return text
    }
    let rule = indent + widths.map { String(repeating: "─", count: $0) }.joined(separator: "  ")
    return ([line(header), rule] + rows.map(line)).joined(separator: "\n")
  }
}
