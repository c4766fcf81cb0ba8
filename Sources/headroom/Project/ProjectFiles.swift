import Foundation
import ScenarioLanguage

/// Where a project keeps what the commands look for.
struct ProjectFiles {
  /// The project's folder.
  let folder: String

  /// A path within the project, as a user would type it from where they are.
  func path(_ name: String) -> String { folder == "." ? name : "\(folder)/\(name)" }

  /// Scenario files of the project, at its top and in `scenarios`, in order of path.
  var scenarios: [String] {
    ["", "scenarios"].flatMap { place -> [String] in
      let shown = place.isEmpty ? folder : path(place)
      let names = (try? FileManager.default.contentsOfDirectory(atPath: shown)) ?? []
      return names.filter { $0.hasSuffix(".scenario") }.sorted().map {
        place.isEmpty ? path($0) : "\(shown)/\($0)"
      }
    }
  }

  /// The scenario files that no other imports: those that are run for their own sake.
  var roots: [String] {
    let all = scenarios
    var imported: Set<String> = []
    for path in all {
      let compiled = ScenarioCompiler.compile(rootPath: path, provider: .fileSystem(rootPath: path))
      imported.formUnion(
        compiled.files.map { FilePath.name($0.path) }.filter {
          $0 != FilePath.name(path)
        })
    }
    return all.filter { !imported.contains(FilePath.name($0)) }
  }

  /// Folders of finished runs: `out/NAME/ID` with a manifest, in order of path.
  func runs(out: String) -> [String] {
    let manager = FileManager.default
    let names = ((try? manager.contentsOfDirectory(atPath: out)) ?? []).sorted()
    return names.flatMap { name -> [String] in
      let ids = ((try? manager.contentsOfDirectory(atPath: "\(out)/\(name)")) ?? []).sorted()
      return ids.map { "\(out)/\(name)/\($0)" }.filter {
        !FilePath.name($0).hasPrefix(".") && manager.fileExists(atPath: "\($0)/manifest.json")
      }
    }
  }
}
