import Periods

/// The rows of one set of tables on their way into censuses.
struct PlanJoin {
  struct Person {
    let child: Int
    let census: Int
    let birth: CalendarDate?
    let file: String
    let row: Int
  }

  struct Active {
    let request: Int
    let file: String
    let row: Int
    var placements: [PlanPlacement] = []
    var needs: [(need: String, rank: Int, file: String, row: Int)] = []
  }

  var builder: PlanBuilder
  var keys: [PlanTable: [String: PlanBuilder.Parent]] = [:]
  var census: [(year: Int, date: CalendarDate)] = []
  var isAssumed = false
  var people: [Person] = []
  var requests: [PlanRequest] = []
  var personOfRequest: [Int] = []
  var assessmentRequests: [Int] = []
  var plannedRequests: [Int] = []
  var details: [Int: [PlanPlacement]] = [:]
  var actives: [Active] = []
  var upns: [String: Set<Int>] = [:]

  init(builder: PlanBuilder) { self.builder = builder }

  /// Where module 0 is missing, the census is that of the year in the names of files or folders.
  mutating func assumeCensus(of tables: [PlanRows]) {
    guard let rows = tables.first, let year = tables.lazy.compactMap(\.year).first else { return }
    builder.findings.add(
      "census.assumed", .warning, file: rows.file,
      "the return has no module 0, so that the census of January \(year), the year in the names of "
        + "files or folders, is assumed", do: "export module 0 too")
    census.append((year, CensusDate.sen2(january: year)))
    isAssumed = true
  }

  /// Takes a table, after those its rows belong to.
  mutating func take(_ rows: PlanRows) {
    for column in rows.table.required where !rows.present.contains(column) {
      finding(
        "column.missing", .error, rows, nil, column,
        "the column is not in the header, so what it says is missing in every row",
        "restore the column's name, or export the table again")
    }
    if rows.table.hasChildren, !rows.present.contains(rows.table.key) {
      finding(
        "column.missing", .error, rows, nil, rows.table.key,
        "the column is not in the header, so no row can be joined to others",
        "restore the column's name, or export the table again")
    }
    var setAside: [String: Int] = [:]
    for row in rows.lines.indices {
      if let reason = place(rows, row) {
        setAside[reason, default: 0] += 1
        if !rows.keys.isEmpty, !rows.keys[row].isEmpty, keys[rows.table]?[rows.keys[row]] == nil {
          keys[rows.table, default: [:]][rows.keys[row]] = .setAside
        }
      }
    }
    builder.findings.count(rows, setAside: setAside)
  }

  /// Notes a finding of a row.
  mutating func finding(
    _ rule: String, _ severity: ReturnsFinding.Severity, _ rows: PlanRows, _ row: Int?,
    _ column: String?, _ message: String, _ action: String
  ) {
    builder.findings.add(
      rule, severity, file: rows.file, row: row.map { rows.lines[$0] }, column: column, message,
      do: action)
  }

  /// Uses a row; the reason where it is set aside.
  private mutating func place(_ rows: PlanRows, _ row: Int) -> String? {
    let table = rows.table
    let key = rows.keys.isEmpty ? "" : rows.keys[row]
    if table.hasChildren {
      guard !key.isEmpty else {
        return refuse(
          "key.missing", rows, row, table.key, "the row has no key, so nothing can be joined to it",
          "give the row its key")
      }
    }
    if !key.isEmpty, keys[table]?[key] != nil {
      return refuse(
        "key.repeated", rows, row, table.key,
        "an earlier row has the same key, so the rows that belong to it cannot be told apart; the "
          + "first is used", "remove the copy, or give it a key of its own")
    }
    var parent = 0
    if let above = table.parent, !(above == .collection && isAssumed) {
      switch rows.parents.isEmpty ? nil : keys[above]?[rows.parents[row]] {
      case .used(let index)?: parent = index
      case .setAside?:
        return refuse(
          "parent.setAside", rows, row, above.key,
          "the row that it belongs to is set aside, and it with it", "correct that row first")
      case nil:
        return refuse(
          "parent.missing", rows, row, above.key,
          "the row that it belongs to is not in the return, so it cannot be counted",
          "export both tables again from the same return")
      }
    }
    let (reason, index) = use(rows, row, parent)
    if reason == nil, !key.isEmpty { keys[table, default: [:]][key] = .used(index) }
    return reason
  }

  /// Notes an error of a row and gives its rule as the reason.
  mutating func refuse(
    _ rule: String, _ rows: PlanRows, _ row: Int, _ column: String, _ message: String,
    _ action: String
  ) -> String {
    finding(rule, .error, rows, row, column, message, action)
    return rule
  }
}
