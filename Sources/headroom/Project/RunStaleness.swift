import Engine
import Foundation
import Results
import ScenarioLanguage

/// How a run stands against what goes into it today.
struct RunStaleness {
  /// The run's folder.
  let folder: String
  /// Its manifest.
  let manifest: Manifest
  /// The scenario file it was made from; `nil` where the project has none of that name.
  let scenario: String?
  /// What has changed since, in words; empty for a run that is up to date.
  let changes: [String]

  /// Whether the scenario can be run as it stands.
  var canRun = true

  /// The command that brings it up to date; blank where the project has no such scenario.
  var remedy: String {
    guard let scenario else { return "" }
    return canRun ? "headroom run \(scenario)" : "headroom check \(scenario)"
  }

  /// The name of the scenario, as the run's folder has it.
  var name: String { FilePath.name(FilePath.folder(folder)) }
}

/// Holds runs against the scenario, the statistics and the tables that they were made from.
struct StalenessCheck {
  let scenarios: [String]
  /// The folder of statistics as given; `seeds` beside the scenario otherwise.
  let statistics: StatisticsOptions

  /// Files read once, by their scenario.
  private var current: [String: Inputs] = [:]

  init(scenarios: [String], statistics: StatisticsOptions) {
    self.scenarios = scenarios
    self.statistics = statistics
  }

  /// What a scenario reads today: hashes by role and name, or why it cannot be read.
  private struct Inputs {
    var hashes: [String: String] = [:]
    var problem: String?
  }

  /// The run of a folder against today's files.
  mutating func check(_ folder: String) throws -> RunStaleness {
    let path = "\(folder)/manifest.json"
    let manifest: Manifest
    do {
      manifest = try JSONDecoder().decode(Manifest.self, from: Data(try InputBytes.read(path)))
    } catch {
      throw FileProblem("\(path) can't be read as a manifest: \(error)")
    }
    let name = FilePath.name(FilePath.folder(folder))
    guard let scenario = scenarios.first(where: { FilePath.stem($0) == name }) else {
      return RunStaleness(
        folder: folder, manifest: manifest, scenario: nil,
        changes: ["the project has no \(name).scenario"])
    }
    let now = inputs(of: scenario)
    if let problem = now.problem {
      return RunStaleness(
        folder: folder, manifest: manifest, scenario: scenario, changes: [problem], canRun: false)
    }
    var changes: [String] = []
    if manifest.engineVersion != EngineVersion.current {
      changes.append("made by headroom \(manifest.engineVersion), this is \(EngineVersion.current)")
    }
    for input in manifest.inputs {
      let hash =
        input.role == "data"
        ? Self.hash(of: "\(FilePath.folder(scenario))/\(input.name)")
        : now.hashes["\(input.role) \(input.name)"]
      if hash == nil { changes.append("\(input.name) is gone") }
      if let hash, hash != input.sha256 { changes.append("\(input.name) has changed") }
    }
    let used = Set(manifest.inputs.map { "\($0.role) \($0.name)" })
    let readsStatistics = manifest.inputs.contains { $0.role == "statistics" }
    for key in now.hashes.keys.sorted() where !used.contains(key) {
      if key.hasPrefix("statistics ") && !readsStatistics { continue }
      changes.append("\(key.split(separator: " ").dropFirst().joined(separator: " ")) is new")
    }
    return RunStaleness(folder: folder, manifest: manifest, scenario: scenario, changes: changes)
  }

  private mutating func inputs(of scenario: String) -> Inputs {
    if let known = current[scenario] { return known }
    var found = Inputs()
    let compiled = ScenarioCompiler.compile(
      rootPath: scenario, provider: .fileSystem(rootPath: scenario))
    for file in compiled.files {
      let name = FilePath.name(file.path)
      found.hashes["scenario \(name)"] =
        InputFile(name: name, role: "scenario", contents: Array(file.text.utf8)).sha256
    }
    if let model = compiled.model {
      if RunEngine.needsStatistics(model) {
        do {
          for file in try statistics.inputs(beside: scenario) {
            found.hashes["statistics \(file.name)"] = file.sha256
          }
        } catch {
          found.problem = "its statistics can't be read: \(error)"
        }
      }
    } else {
      found.problem = "\(scenario) has errors"
    }
    current[scenario] = found
    return found
  }

  private static func hash(of path: String) -> String? {
    (try? InputBytes.read(path)).map {
      InputFile(name: path, role: "data", contents: $0).sha256
    }
  }
}
