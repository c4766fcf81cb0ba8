import DelimitedText

extension StatisticsFolder {
  /// Writes observations as a folder in the layout: the same observations give the same bytes.
  ///
  /// The folder appears complete or not at all. One that exists is replaced, and kept where
  /// writing fails; one that holds anything but tables, a report or a `README.md` is refused.
  ///
  /// - Parameters:
  ///   - observations: rows in any order.
  ///   - path: the folder.
  ///   - report: the report of the import that made them, written as `import_report.csv`.
  /// - Throws: `StatisticsError` where the folder may not be replaced or cannot be written.
  public static func write(
    _ observations: Observations, to path: String, report: ImportReport? = nil
  ) throws(StatisticsError) {
    var files = self.files(observations)
    if let report {
      files.append((name: ImportReport.fileName, bytes: report.csv))
    }
    if FileAccess.exists(path) {
      let existing = try FileAccess.entries(of: path)
      let own = Set(StatisticsSubject.allCases.map(\.file))
        .union([sourcesFile, ImportReport.fileName])
      let foreign = existing.filter { !own.contains($0) && $0 != "README.md" }
      guard foreign.isEmpty else {
        throw StatisticsError(fault: .foreignFiles(foreign), file: path)
      }
      if existing.contains("README.md") {
        let text = try FileAccess.read("\(path)/README.md", named: "\(path)/README.md")
        files.append((name: "README.md", bytes: text))
      }
    }
    try FileAccess.replaceFolder(path, with: files)
  }

  /// The files of the layout as names and bytes, in order of name.
  public static func files(_ observations: Observations) -> [(name: String, bytes: [UInt8])] {
    let areas = Dictionary(
      observations.areas.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
    var writers: [StatisticsSubject: DelimitedTextWriter] = [:]
    for row in CanonicalOrder.sorted(observations.rows) {
      let subject = StatisticsSubject(measure: row.measure, calendar: row.calendar)
      let area = areas[row.area]
      var writer = writers.removeValue(forKey: subject) ?? emptyTable(header)
      writer.append(row: [
        row.area, area?.name ?? row.area, (area?.level ?? .localAuthority).rawValue,
        row.measure, row.calendar.rawValue, row.period, row.split, row.category,
        row.value.map(DelimitedTextWriter.format) ?? "", row.unit,
        row.value == nil ? (row.symbol ?? .notAvailable).rawValue : "", row.sourceID,
        row.seriesBreak ?? "",
      ])
      writers[subject] = writer
    }
    var sources = emptyTable(sourcesHeader)
    for source in observations.sources.sorted(by: { $0.id < $1.id }) {
      sources.append(row: [
        source.id, source.publisher, source.edition, source.table, source.licence,
        source.address,
      ])
    }
    var files = writers.map { (name: $0.key.file, bytes: $0.value.bytes) }
    files.append((name: sourcesFile, bytes: sources.bytes))
    return files.sorted { $0.name < $1.name }
  }

  private static func emptyTable(_ header: [String]) -> DelimitedTextWriter {
    var writer = DelimitedTextWriter()
    writer.append(row: header)
    return writer
  }
}
