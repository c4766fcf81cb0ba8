import DelimitedText

/// A folder in the statistics layout: one tidy CSV per subject, all with the same header, and
/// `sources.csv`.
public enum StatisticsFolder {
  /// The header of every table of the layout.
  public static let header = [
    "area_code", "area_name", "area_level", "measure", "calendar", "period", "split", "category",
    "value", "unit", "symbol", "source_id", "series_break",
  ]
  /// The header of `sources.csv`.
  public static let sourcesHeader = [
    "source_id", "publisher", "edition", "table", "licence", "address",
  ]
  static let sourcesFile = "sources.csv"

  /// Reads every table of the layout that lies in a folder; other files are left alone.
  ///
  /// Columns may stand in any order and others may be between them. A figure that occurs twice
  /// with the same value is read once.
  ///
  /// - Throws: `StatisticsError` naming file, line and column: malformed tables, unknown symbols,
  ///   calendars and levels, periods not written as their calendar writes them, bad numbers,
  ///   negative counts, value and symbol together, one figure with two values, sources that
  ///   `sources.csv` does not have, and folders that are missing or hold no such table.
  public static func read(_ path: String) throws(StatisticsError) -> Observations {
    let entries = try FileAccess.entries(of: path).filter { $0.lowercased().hasSuffix(".csv") }
    var reader = StatisticsReader()
    var tables = 0
    for entry in entries {
      let full = path.hasSuffix("/") ? "\(path)\(entry)" : "\(path)/\(entry)"
      let bytes = try FileAccess.read(full, named: full)
      guard let columns = try? DelimitedTable(bytes: bytes, file: full, headerOnly: true).columns
      else {
        // Not even a header: an error only for the names the layout itself writes.
        if StatisticsSubject.allCases.contains(where: { $0.file == entry }) {
          do {
            _ = try DelimitedTable(bytes: bytes, file: full)
          } catch { throw StatisticsError(error) }
        }
        continue
      }
      if isLayout(columns) {
        try reader.readTable(bytes: bytes, file: full)
        tables += 1
      } else if Set(sourcesHeader).isSubset(of: columns) {
        try reader.readSources(bytes: bytes, file: full)
      } else if StatisticsSubject.allCases.contains(where: { $0.file == entry }) {
        let missing = header.first { !columns.contains($0) } ?? header[0]
        throw StatisticsError(
          DelimitedTextError(
            fault: .missingColumn(name: missing, found: columns), file: full, line: 1, column: 1))
      }
    }
    guard tables > 0 else {
      throw StatisticsError(fault: .noStatistics(files: entries), file: path)
    }
    return try reader.finish()
  }

  /// Whether a folder holds a table in the layout, rather than published files or nothing.
  ///
  /// A folder with one is read as the layout, so that a mistake in it is an error and not a reason
  /// to read the folder some other way.
  ///
  /// - Throws: `StatisticsError` where the folder or a file in it cannot be read.
  public static func isLayout(_ path: String) throws(StatisticsError) -> Bool {
    for entry in try FileAccess.entries(of: path) where entry.lowercased().hasSuffix(".csv") {
      let full = path.hasSuffix("/") ? "\(path)\(entry)" : "\(path)/\(entry)"
      let bytes = try FileAccess.read(full, named: full)
      let table = try? DelimitedTable(bytes: bytes, file: full, headerOnly: true)
      if let table, isLayout(table.columns) { return true }
    }
    return false
  }

  static func isLayout(_ columns: [String]) -> Bool {
    Set(header).isSubset(of: columns)
  }
}
