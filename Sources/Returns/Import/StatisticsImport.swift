import DelimitedText

/// Turns a folder of published files into observations of every authority in it.
public enum StatisticsImport {
  /// Reads every CSV file below a folder.
  ///
  /// The layout is told from the columns, never from the file's name. A file it does not know is
  /// named in the report and left alone; so is one that holds no statistics by area.
  ///
  /// - Throws: `StatisticsError` naming file, line and column for a missing folder, for a folder
  ///   without a file that could be read, and for malformed tables, bad numbers and periods in a
  ///   file of a known layout.
  public static func run(
    _ folder: String
  ) throws(StatisticsError) -> (observations: Observations, report: ImportReport) {
    let paths = try csvFiles(below: folder)
    var collector = ImportCollector()
    var neighbourTables: [(DelimitedTable, Int)] = []
    var layoutFolders: [Observations] = []
    for path in paths {
      let full = "\(folder)/\(path)"
      let bytes = try FileAccess.read(full, named: path)
      switch recognise(bytes: bytes, path: path) {
      case .leftAlone(let reason):
        collector.report.files.append(
          ImportReport.File(path: path, layout: nil, rows: 0, leftAlone: reason))
      case .ownLayout:
        var reader = StatisticsReader()
        try reader.readTable(bytes: bytes, file: path)
        let parent = full.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        let sources = parent.joined(separator: "/") + "/" + StatisticsFolder.sourcesFile
        if FileAccess.exists(sources) {
          try reader.readSources(
            bytes: try FileAccess.read(sources, named: sources), file: sources)
        }
        let observations = try reader.finish()
        layoutFolders.append(observations)
        collector.report.files.append(
          ImportReport.File(
            path: path, layout: "statistics layout", rows: observations.rows.count,
            leftAlone: nil))
      case .layout(let layout):
        let table = try parse(bytes, path)
        let number = collector.add(
          ImportCollector.TableOfEdition(
            source: layout.source(lastYear: try lastYear(table)),
            precedence: layout.release.precedence, edition: try lastYear(table), file: path))
        if layout.release == .neighbours {
          neighbourTables.append((table, number))
        } else {
          try layout.read(table, number, &collector)
        }
        collector.report.files.append(
          ImportReport.File(
            path: path, layout: layout.name, rows: table.rowCount, leftAlone: nil))
      }
    }
    guard collector.report.files.contains(where: { $0.leftAlone == nil }) else {
      throw StatisticsError(fault: .noStatistics(files: paths), file: folder)
    }
    for (table, number) in neighbourTables {
      try Neighbours.read(table, number, into: &collector)
    }
    var merger = ImportMerger(collector: collector)
    merger.merge(layoutFolders)
    return merger.finish()
  }

  private enum Recognition {
    case layout(PublishedLayout)
    case ownLayout
    case leftAlone(String)
  }

  private static func recognise(bytes: [UInt8], path: String) -> Recognition {
    let header: DelimitedTable
    do {
      header = try DelimitedTable(
        bytes: bytes, file: path, duplicateColumns: .useFirst, headerOnly: true)
    } catch {
      return .leftAlone("no header row could be read: \(error)")
    }
    let columns = Set(header.columns)
    if StatisticsFolder.isLayout(header.columns) { return .ownLayout }
    if let layout = PublishedLayouts.all.first(where: { $0.matches(columns) }) {
      return .layout(layout)
    }
    if let known = KnownOthers.name(columns) {
      return .leftAlone("known, but not statistics by area: \(known)")
    }
    let nearest = PublishedLayouts.all
      .map { ($0, $0.missing(columns)) }
      .filter { $0.1.count < $0.0.required.count - 1 }
      .min { $0.1.count < $1.1.count }
    guard let (layout, missing) = nearest else {
      return .leftAlone("unknown layout")
    }
    return .leftAlone(
      "unknown layout; nearest is '\(layout.name)', but the column "
        + "\(missing.map { "'\($0)'" }.joined(separator: ", ")) is missing")
  }

  private static func parse(
    _ bytes: [UInt8], _ path: String
  ) throws(StatisticsError) -> DelimitedTable {
    do {
      return try DelimitedTable(bytes: bytes, file: path, duplicateColumns: .useFirst)
    } catch {
      throw StatisticsError(error)
    }
  }

  /// The last year in the file, which dates its edition.
  private static func lastYear(_ table: DelimitedTable) throws(StatisticsError) -> Int {
    guard let position = table.position(of: "time_period") else {
      return lastYearNamed(in: table)
    }
    var last = 0
    for row in 0..<table.rowCount {
      if row > 0, table.isSame(row: row, as: row - 1, column: position) { continue }
      last = max(last, try PublishedRow(table: table, row: row).year())
    }
    return last
  }

  /// The last year named in a date, a period or the source of a file without `time_period`; 0
  /// where none is.
  private static func lastYearNamed(in table: DelimitedTable) -> Int {
    let columns = ["date", "period", "source"].compactMap { table.position(of: $0) }
    var last = 0
    for column in columns {
      for row in 0..<table.rowCount {
        if row > 0, table.isSame(row: row, as: row - 1, column: column) { continue }
        let words = table.text(row: row, column: column).split { !("0"..."9").contains($0) }
        for word in words where word.count == 4 && word.hasPrefix("20") {
          last = max(last, Int(word) ?? 0)
        }
      }
      if last > 0 { break }
    }
    return last
  }

  private static func csvFiles(below folder: String) throws(StatisticsError) -> [String] {
    var found: [String] = []
    for entry in try FileAccess.entries(of: folder) where !entry.hasPrefix(".") {
      let full = "\(folder)/\(entry)"
      if FileAccess.isFolder(full) {
        found += try csvFiles(below: full).map { "\(entry)/\($0)" }
      } else if entry.lowercased().hasSuffix(".csv") {
        found.append(entry)
      }
    }
    return found
  }
}

/// Tables that are known and hold no statistics by area.
enum KnownOthers {
  private static let tables: [(name: String, columns: Set<String>)] = [
    ("a code list", ["list", "code", "meaning", "valid_from"]),
    ("a description of file layouts", ["standard", "table", "column", "type"]),
    ("contracts", ["contract", "buyer", "implied_gbp_per_bed_week"]),
    ("published forecasts and what came of them", ["case_id", "role", "measure", "period"]),
    ("published financial plans", ["table_id", "council", "vintage", "line_no"]),
    (
      "financial figures of one council, without a column for the area",
      ["topic", "measure", "as_reported", "for_period"]
    ),
    ("a list of sources", ["source_id", "licence"]),
    ("a report of an import", ["kind", "file", "area_code", "text"]),
  ]
  static func name(_ columns: Set<String>) -> String? {
    tables.first { $0.columns.isSubset(of: columns) }?.name
  }
}

/// Statistical neighbours, read last: the lists name authorities by old codes, which the other
/// files lead to ONS codes.
enum Neighbours {
  static func read(
    _ table: DelimitedTable, _ number: Int, into collector: inout ImportCollector
  ) throws(StatisticsError) {
    let series = PublishedSeries("statistical-neighbour", .calendarYear, "rank")
    var unmapped: Set<String> = []
    var rows = 0
    for index in 0..<table.rowCount {
      let row = PublishedRow(table: table, row: index)
      let area = PublishedArea(oldCode: row.text("old_la_code"), name: row.text("la_name"))
      let neighbour = PublishedArea(
        oldCode: row.text("neighbour_code"), name: row.text("neighbour_name"))
      guard collector.register.code(of: area) != nil else {
        unmapped.insert(area.name)
        rows += 1
        continue
      }
      guard let code = collector.register.code(of: neighbour) else {
        unmapped.insert(neighbour.name)
        rows += 1
        continue
      }
      let year = row.has("time_period") ? try row.year() : collector.tables[number].edition
      collector.add(
        try row.figure("rank"), area: area, series: series, year: year, split: "neighbour",
        category: code, table: number)
    }
    if rows > 0 {
      collector.report.findings.append(
        ImportReport.Finding(
          kind: .rowsLeftOut, file: table.file, count: rows,
          text: "\(table.file): \(rows) neighbours left out, because no other file here gives an "
            + "ONS code for \(unmapped.count) of the authorities named"))
    }
  }
}
