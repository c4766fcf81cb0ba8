import DelimitedText
public import DisclosureControl

/// Tables of counts that are published together, made safe.
public struct SafeTables: Sendable {
  /// A figure that is hidden, and why.
  public struct Hidden: Sendable, Equatable {
    /// What it counts.
    public let name: String
    /// The files and lines where it stands, as `table.csv:4`.
    public let places: [String]
    /// Whether it is hidden for its own size.
    public let isPrimary: Bool
    /// Why it is hidden, in words.
    public let reason: String
    /// What a reader of the safe tables can work out about it.
    public let interval: AttackerInterval
  }

  /// What is hidden, in the order of the tables.
  public let hidden: [Hidden]
  /// Small figures that cannot be hidden: readers have them, or what gives them away.
  public let unprotected: [String]
  /// How many figures the tables hold, each counted once.
  public let cellCount: Int
  private let tables: [CountTable]
  private let suppressed: Set<[String]>

  /// Makes tables safe that are published together.
  ///
  /// The pattern does not depend on the order of rows, columns or tables: one table published in two
  /// orders with two patterns would give figures away.
  ///
  /// - Parameters:
  ///   - tables: the tables; cells with the same labels are the same figure.
  ///   - previous: tables as published before: a figure that is in one and has not changed is known.
  ///   - rules: what is small.
  /// - Throws: ``HandoverError`` where totals do not add or two tables disagree.
  public init(
    _ tables: [CountTable], previous: [CountTable] = [], rules: DisclosureRules
  ) throws(HandoverError) {
    var release = LinkedRelease<[String]>()
    var places: [[String]: [String]] = [:]
    var known: [[String]: Double] = [:]
    for table in previous {
      for cell in table.cells { if let value = cell.value { known[cell.key] = value } }
    }
    let suppression: Suppression
    let problem: DisclosureProblem
    do {
      for table in tables {
        for cell in table.cells {
          places[cell.key, default: []].append("\(table.file):\(cell.line)")
        }
      }
      let cells = tables.flatMap(\.cells).sorted { $0.key.lexicographicallyPrecedes($1.key) }
      for cell in cells {
        guard let value = cell.value else { continue }
        try release.add(
          cell.key,
          DisclosureCell(
            name: cell.name, value: value, level: cell.level, isKnown: known[cell.key] == value))
      }
      for sum in Self.sums(tables) { try release.add(total: sum[0], of: Array(sum.dropFirst())) }
      problem = try release.problem()
      suppression = problem.suppress(rules, trims: true)
    } catch {
      throw HandoverError("\(tables.map(\.file).joined(separator: ", ")): \(error)")
    }
    let primary = Set(suppression.primary)
    let all = Set(suppression.suppressed)
    let order = Dictionary(
      tables.flatMap(\.cells).enumerated().map { ($0.element.key, $0.offset) },
      uniquingKeysWith: { first, _ in first })
    let listed = suppression.suppressed.sorted {
      order[release.keys[$0], default: 0] < order[release.keys[$1], default: 0]
    }
    hidden = listed.map { cell in
      let key = release.keys[cell]
      return Hidden(
        name: problem.cells[cell].name, places: places[key] ?? [],
        isPrimary: primary.contains(cell),
        reason: primary.contains(cell)
          ? "small" : Self.reason(cell, problem: problem, primary: primary, hidden: all),
        interval: suppression.intervals[cell] ?? AttackerInterval(lower: 0, upper: nil))
    }
    unprotected = suppression.unprotected.map { problem.cells[$0].name }
    cellCount = problem.cells.count
    self.tables = tables
    suppressed = Set(suppression.suppressed.map { release.keys[$0] })
  }

  /// Every sum of the tables, each a total and its parts, in an order that follows from the labels.
  private static func sums(_ tables: [CountTable]) -> [[[String]]] {
    tables.flatMap(\.sums).map { sum in
      [sum.total] + sum.parts.sorted { $0.lexicographicallyPrecedes($1) }
    }.sorted { left, right in
      let (a, b) = (left.flatMap { $0 }, right.flatMap { $0 })
      return a.lexicographicallyPrecedes(b)
    }
  }

  /// What a figure that is not small is hidden for: the small one, or the hidden one, in a sum with
  /// it.
  private static func reason(
    _ cell: Int, problem: DisclosureProblem, primary: Set<Int>, hidden: Set<Int>
  ) -> String {
    let sums = problem.equations.filter { $0.contains(cell) }
    for candidates in [primary, hidden] {
      for sum in sums {
        guard let other = sum.first(where: { $0 != cell && candidates.contains($0) }),
          let total = sum.first
        else { continue }
        return
          "or \(problem.cells[other].name) follows from the sum to \(problem.cells[total].name)"
      }
    }
    return "or a small figure can be worked out"
  }

  /// The tables' files as errors call them.
  public var files: [String] { tables.map(\.file) }

  /// The columns of a table that hold counts or what rests on them.
  func figureColumns(_ index: Int) -> Set<Int> {
    Set(tables[index].cells.map(\.column)).union(tables[index].dependents)
  }

  /// A table's header and rows as they may be published: hidden counts, and what rests on them, as a
  /// symbol; labels guarded against being read as formulas.
  func rows(_ index: Int, symbol: String = "c") -> (columns: [String], rows: [[String]]) {
    let table = tables[index]
    var rows = table.rows
    for cell in table.cells where suppressed.contains(cell.key) {
      rows[cell.row][cell.column] = symbol
      for dependent in table.dependents { rows[cell.row][dependent] = symbol }
    }
    let figures = figureColumns(index)
    let guarded = rows.map { row in
      row.enumerated().map { column, text in
        figures.contains(column) ? text : SpreadsheetGuard.label(text)
      }
    }
    return (table.columns.map(SpreadsheetGuard.label), guarded)
  }

  /// A table as it may be published.
  public func published(_ index: Int, symbol: String = "c") -> [UInt8] {
    let (columns, rows) = rows(index, symbol: symbol)
    var writer = DelimitedTextWriter()
    writer.append(row: columns)
    for row in rows { writer.append(row: row) }
    return writer.bytes
  }
}

extension CountTable {
  /// The table with every count rounded and what rests on counts left blank: rounding instead of
  /// suppression.
  public func rounded(_ rounding: CountRounding) -> [UInt8] {
    var rows = rows
    for cell in cells {
      guard let value = cell.value else { continue }
      rows[cell.row][cell.column] = DelimitedTextWriter.format(rounding.rounded(value))
      for dependent in dependents { rows[cell.row][dependent] = "" }
    }
    var writer = DelimitedTextWriter()
    writer.append(row: columns.map(SpreadsheetGuard.label))
    for row in rows { writer.append(row: row.map(SpreadsheetGuard.label)) }
    return writer.bytes
  }
}
