import DelimitedText
import Foundation
public import Results

extension RunFolder {
  /// Reads the folder of a finished run.
  ///
  /// Columns are found by name, so that a folder with further columns reads as well. Throws
  /// ``PublishingError`` for a folder that is none, a layout newer than this version's, a table
  /// that is missing or malformed, and a figure that is none, with file, line and column.
  public static func read(_ folder: String) throws(PublishingError) -> FinishedRun {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder) else {
      throw PublishingError(
        description: "There is no run at \(folder)\(neighbours(of: folder)). Name the folder that "
          + "`headroom run` printed, such as out/bromley/86d154ed9568.")
    }
    guard isFolder.boolValue,
      let bytes = FileManager.default.contents(atPath: "\(folder)/manifest.json")
    else {
      throw PublishingError(
        description:
          "\(folder) is not the folder of a finished run: it has no manifest.json\(neighbours(of: folder + "/x")). "
          + "Name the folder that `headroom run` printed.")
    }
    let manifest = try manifest(bytes, in: folder)
    var run = FinishedRun(manifest: manifest)
    run.forecasts = try table(folder, "forecasts.csv", RunRows.forecast)
    run.ledger = try table(folder, "ledger.csv", RunRows.ledger)
    run.costs = try table(folder, "costs.csv", RunRows.cost)
    run.drivers = try table(folder, "drivers.csv", RunRows.driver)
    run.samples = try table(folder, "samples.csv", RunRows.sample)
    run.mtfs = try table(folder, "mtfs.csv", RunRows.mtfs)
    run.comparisons = try table(folder, "comparisons.csv", RunRows.comparison)
    run.answers = try table(folder, "answers.csv", RunRows.answer)
    run.gaps = try table(folder, "gaps.csv", RunRows.gap)
    run.backtest = try table(folder, "backtest.csv", RunRows.backtest)
    run.backtestSummary = try table(folder, "backtest_summary.csv", RunRows.backtestSummary)
    run.checks = try table(folder, "checks.csv", RunRows.check)
    return run
  }

  private static func manifest(
    _ bytes: Data, in folder: String
  ) throws(PublishingError) -> Manifest {
    struct Layout: Decodable { var schemaVersion: Int }
    let decoder = JSONDecoder()
    if let layout = try? decoder.decode(Layout.self, from: bytes),
      layout.schemaVersion > Run.schemaVersion
    {
      throw PublishingError(
        description: "\(folder)/manifest.json has layout \(layout.schemaVersion), and this version "
          + "reads up to \(Run.schemaVersion): a newer Headroom made the run. Use that version, "
          + "or run the scenario again with this one.")
    }
    do {
      return try decoder.decode(Manifest.self, from: bytes)
    } catch {
      throw PublishingError(
        description: "\(folder)/manifest.json can't be read as a manifest, so nothing says what "
          + "the figures rest on: \(error). Run the scenario again.")
    }
  }

  private static func table<Row>(
    _ folder: String, _ name: String,
    _ read: (RunRows) throws(PublishingError) -> Row
  ) throws(PublishingError) -> [FiledRow<Row>] {
    let path = "\(folder)/\(name)"
    guard let contents = FileManager.default.contents(atPath: path) else {
      throw PublishingError(
        description: "\(path) is missing, so the run is not whole: run the scenario again.")
    }
    let table: DelimitedTable
    do {
      table = try DelimitedTable(bytes: Array(contents), file: path)
    } catch {
      throw PublishingError(description: "\(error)")
    }
    var rows: [FiledRow<Row>] = []
    rows.reserveCapacity(table.rowCount)
    for row in 0..<table.rowCount {
      rows.append(
        FiledRow(
          try read(RunRows(table: table, row: row)), file: name, lineNumber: table.line(ofRow: row))
      )
    }
    return rows
  }

  /// Finished runs beside a path, as a hint.
  private static func neighbours(of path: String) -> String {
    let parent = URL(fileURLWithPath: path).deletingLastPathComponent().path
    let names = (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? []
    let runs = names.sorted().filter {
      FileManager.default.fileExists(atPath: "\(parent)/\($0)/manifest.json")
    }
    return runs.isEmpty ? "" : " (runs there: \(runs.prefix(5).joined(separator: ", ")))"
  }
}
