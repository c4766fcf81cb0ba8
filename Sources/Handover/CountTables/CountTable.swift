import DelimitedText
import DisclosureControl

/// How a table of counts is laid out.
public struct CountTableOptions: Sendable, Equatable {
  /// The column of counts; `nil` for the last column.
  public var value: String?
  /// Columns that rest on the count, such as a percentage, and are hidden with it.
  public var dependents: [String]
  /// Labels that stand for a total, in any case of letters.
  public var totals: [String]
  /// Whether the first column holds row labels and every other column counts.
  public var isWide: Bool

  /// A layout.
  public init(
    value: String? = nil, dependents: [String] = [], totals: [String] = ["total", "all"],
    isWide: Bool = false
  ) {
    self.value = value
    self.dependents = dependents
    self.totals = totals
    self.isWide = isWide
  }
}

/// A table of counts: the figure of each cell, what it counts, and where it stands in the file.
public struct CountTable: Sendable {
  /// One count.
  struct Cell: Sendable {
    /// Dimension and label of everything that is not a total, in order of dimension.
    var key: [String]
    /// How many of the table's dimensions are totals.
    var level: Int
    var value: Double?
    var row: Int
    var column: Int
    /// What reports call it.
    var name: String
    var line: Int
    /// The labels by dimension, `nil` for a total.
    var labels: [String?]
  }

  /// The file as errors call it.
  public let file: String
  /// Its dimensions.
  public let dimensions: [String]
  let columns: [String]
  let rows: [[String]]
  let cells: [Cell]
  /// Columns that are hidden with the count.
  let dependents: [Int]

  /// Reads a table. Each row of a long table is a cell; a wide one has a cell for each row and
  /// column.
  ///
  /// - Parameter isPublished: whether the table is an earlier release, whose symbols are no error.
  /// - Throws: ``HandoverError`` for a table without counts, a count that is no number or below 0,
  ///   two rows for one cell and a column that is not there, with file, line and column.
  public init(
    bytes: [UInt8], file: String, options: CountTableOptions = CountTableOptions(),
    isPublished: Bool = false
  ) throws(HandoverError) {
    let table: DelimitedTable
    var dependents: [Int] = []
    let valueColumns: [Int]
    do {
      table = try DelimitedTable(bytes: bytes, file: file)
      for name in options.dependents { dependents.append(try table.requiredPosition(of: name)) }
      if options.isWide {
        valueColumns = (1..<max(1, table.columns.count)).filter { !dependents.contains($0) }
      } else if let name = options.value {
        valueColumns = [try table.requiredPosition(of: name)]
      } else {
        valueColumns = [table.columns.count - 1]
      }
    } catch {
      throw HandoverError("\(error)")
    }
    guard table.columns.count > 1, !valueColumns.isEmpty else {
      throw HandoverError(
        "\(file):1:1: the table has one column; it needs at least one column of labels and one of "
          + "counts")
    }
    let labelColumns =
      options.isWide
      ? [0]
      : table.columns.indices.filter { !valueColumns.contains($0) && !dependents.contains($0) }
    let dimensions =
      labelColumns.map { table.columns[$0] } + (options.isWide ? ["column"] : [])
    let totals = Set(options.totals.map { $0.lowercased() })
    var cells: [Cell] = []
    var lines: [[String]: Int] = [:]
    for row in 0..<table.rowCount {
      for column in valueColumns {
        let texts =
          labelColumns.map { table.text(row: row, column: $0) }
          + (options.isWide ? [table.columns[column]] : [])
        let labels = texts.map { totals.contains($0.lowercased()) ? nil : $0 }
        let key = zip(dimensions, labels).compactMap { dimension, label in
          label.map { "\(dimension)=\($0)" }
        }.sorted()
        let line = table.line(ofRow: row)
        if let first = lines.updateValue(line, forKey: key) {
          throw HandoverError(
            "\(file):\(line): the count of \(Self.name(key)) is on line \(first) already; which of "
              + "the two readers will see is not known, so remove one")
        }
        let number = table.number(row: row, column: column)
        if number == nil || (number ?? 0) < 0, !isPublished {
          throw HandoverError(
            "\(file):\(line):\(table.characterColumn(row: row, column: column)): "
              + "'\(table.text(row: row, column: column))' in \(table.columns[column]) is no count "
              + "of 0 or more; what can be worked out from the table is then not known. Write 0 for "
              + "none, or leave the row and its total out")
        }
        cells.append(
          Cell(
            key: key, level: labels.count { $0 == nil }, value: number, row: row, column: column,
            name: Self.name(key), line: line, labels: labels))
      }
    }
    self.file = file
    self.dimensions = dimensions
    columns = table.columns
    rows = (0..<table.rowCount).map { table.row($0) }
    self.cells = cells
    self.dependents = dependents
  }

  private static func name(_ key: [String]) -> String {
    key.isEmpty ? "the total" : key.joined(separator: ", ")
  }

  /// The sums of the table: each total with the cells that it is the total of.
  var sums: [(total: [String], parts: [[String]])] {
    var sums: [(total: [String], parts: [[String]])] = []
    for dimension in dimensions.indices {
      var totals: [[String?]: [String]] = [:]
      var parts: [[String?]: [[String]]] = [:]
      var order: [[String?]] = []
      for cell in cells {
        var others = cell.labels
        let isTotal = others[dimension] == nil
        others[dimension] = ""
        if isTotal {
          totals[others] = cell.key
          order.append(others)
        } else {
          parts[others, default: []].append(cell.key)
        }
      }
      for place in order {
        if let total = totals[place], let parts = parts[place] { sums.append((total, parts)) }
      }
    }
    return sums
  }
}
