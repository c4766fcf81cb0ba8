import ArgumentParser
import Engine
import Foundation
import Results
import Returns

/// The `--statistics` option, and the folder it names.
struct StatisticsOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Folder of statistics: the project's layout, or published files as downloaded.",
      valueName: "dir"))
  var statistics: String = "seeds"

  /// Reads the folder. Published files are imported in memory, and a message says so.
  func load(beside file: String? = nil) throws -> PublishedStatistics {
    let folder = try locate(beside: file)
    if try StatisticsFolder.isLayout(folder) {
      return PublishedStatistics(index: ObservationIndex(try StatisticsFolder.read(folder)))
    }
    let imported = try StatisticsImport.run(folder)
    Terminal.message(
      "\(folder) holds published files; imported \(imported.observations.rows.count) figures of "
        + "\(imported.observations.areas.count) areas. Keep them with: headroom import statistics "
        + "\(folder) --out DIR")
    return PublishedStatistics(index: ObservationIndex(imported.observations))
  }

  /// The files of the folder with their hashes, for a run's manifest.
  func inputs(beside file: String) throws -> [InputFile] {
    let folder = try locate(beside: file)
    // The layout is the tables at the top; synthetic returns may lie below it.
    let isLayout = try StatisticsFolder.isLayout(folder)
    return try files(below: folder).filter { !isLayout || !$0.contains("/") }.map { name in
      InputFile(
        name: name, role: "statistics",
        contents: Array(FileManager.default.contents(atPath: "\(folder)/\(name)") ?? Data()))
    }
  }

  /// The folder as given, or, for the default, `seeds` beside the scenario's own folder.
  private func locate(beside file: String?) throws -> String {
    if FileManager.default.fileExists(atPath: statistics) { return statistics }
    if let file, statistics == "seeds" {
      let beside = "\(FilePath.folder(file))/../seeds"
      if FileManager.default.fileExists(atPath: beside) { return beside }
    }
    throw EngineError(
      "There is no folder \(statistics). Name the folder of statistics with --statistics; the "
        + "project's own is `seeds` at its top level.")
  }

  private func files(below folder: String) throws -> [String] {
    guard
      let walker = FileManager.default.enumerator(
        atPath: URL(fileURLWithPath: folder).resolvingSymlinksInPath().path)
    else {
      throw EngineError("I can't read the folder \(folder).")
    }
    var names: [String] = []
    for case let name as String in walker where name.lowercased().hasSuffix(".csv") {
      names.append(name)
    }
    return names.sorted()
  }
}
