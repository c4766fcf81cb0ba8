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

  /// Statistics, and the files they came from.
  struct Loaded {
    let statistics: PublishedStatistics
    let inputs: [InputFile]
  }

  /// Reads the folder. Published files are imported in memory, and a message says so.
  func load(beside file: String? = nil) throws -> Loaded {
    let folder = try locate(beside: file)
    let names = try files(below: folder)
    let inputs = names.map { name in
      InputFile(
        name: name, role: "statistics",
        contents: Array(FileManager.default.contents(atPath: "\(folder)/\(name)") ?? Data()))
    }
    if try StatisticsFolder.isLayout(folder) {
      let observations = try StatisticsFolder.read(folder)
      return Loaded(
        statistics: PublishedStatistics(index: ObservationIndex(observations)), inputs: inputs)
    }
    let imported = try StatisticsImport.run(folder)
    Terminal.message(
      "\(folder) holds published files; imported \(imported.observations.rows.count) figures of "
        + "\(imported.observations.areas.count) areas. Keep them with: headroom import statistics "
        + "\(folder) --out DIR")
    return Loaded(
      statistics: PublishedStatistics(index: ObservationIndex(imported.observations)),
      inputs: inputs)
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
    guard let walker = FileManager.default.enumerator(atPath: folder) else {
      throw EngineError("I can't read the folder \(folder).")
    }
    var names: [String] = []
    for case let name as String in walker where name.lowercased().hasSuffix(".csv") {
      names.append(name)
    }
    return names.sorted()
  }
}
