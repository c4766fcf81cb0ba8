/// The rows of one table of one file, with the columns that are read and no others.
struct PlanRows: Sendable {
  let table: PlanTable

  /// The file's path below the folder.
  let file: String

  /// Which files' keys belong together.
  var scope: String

  /// The four-digit year of the file's or else its folder's name.
  let year: Int?

  /// The columns that the file has.
  let present: Set<String>

  /// The line of each row.
  var lines: [Int] = []

  /// The rows' own keys; empty where a row has none.
  var keys: [String] = []

  /// Their parents' keys.
  var parents: [String] = []

  /// The fields of each column that is read, by row.
  var fields: [String: [String]] = [:]

  /// A field without spaces around it; empty where the file has no such column.
  func text(_ row: Int, _ column: String) -> String {
    guard let column = fields[column], column.indices.contains(row) else { return "" }
    return column[row]
  }
}
