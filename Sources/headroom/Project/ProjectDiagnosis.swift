import Engine
import Foundation
import Returns
import RunStore
import ScenarioLanguage

/// Checks of a project: its scenarios, its statistics, its run store.
struct ProjectDiagnosis {
  let files: ProjectFiles
  let statistics: StatisticsOptions
  let store: StoreOptions

  func findings() -> [DoctorFinding] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: files.folder, isDirectory: &isFolder),
      isFolder.boolValue
    else {
      return [
        DoctorFinding(
          check: "project", outcome: .fail, found: "there is no folder \(files.folder)",
          fix: "headroom init \(files.folder)")
      ]
    }
    let compiled = files.scenarios.map { path in
      (
        path: path,
        model: ScenarioCompiler.compile(rootPath: path, provider: .fileSystem(rootPath: path)).model
      )
    }
    let broken = compiled.filter { $0.model == nil }.map(\.path)
    let needing = compiled.filter { $0.model.map(RunEngine.needsStatistics) ?? false }.map(\.path)
    return [project(compiled.count, broken), seeds(needing), runStore()]
  }

  private func project(_ count: Int, _ broken: [String]) -> DoctorFinding {
    if count == 0 {
      return DoctorFinding(
        check: "project", outcome: .note, found: "no scenario file in \(files.folder)",
        fix: "headroom init --template demo")
    }
    guard broken.isEmpty else {
      return DoctorFinding(
        check: "project", outcome: .fail, found: "\(broken.joined(separator: ", ")) have errors",
        fix: "headroom check \(broken.joined(separator: " "))")
    }
    return DoctorFinding(
      check: "project", outcome: .ok, found: "\(count) scenario files, without errors")
  }

  private func seeds(_ needing: [String]) -> DoctorFinding {
    guard let first = needing.first else {
      return DoctorFinding(
        check: "statistics", outcome: .ok, found: "no scenario starts from published statistics")
    }
    do {
      let count = try statistics.inputs(beside: first).count
      let known = try statistics.load(beside: first)
      return DoctorFinding(
        check: "statistics", outcome: .ok,
        found: "\(count) files, \(known.index.observations.areas.count) areas")
    } catch {
      return DoctorFinding(
        check: "statistics", outcome: .fail, found: "\(error)",
        fix: "headroom import statistics DOWNLOADS --out \(files.path("seeds"))")
    }
  }

  private func runStore() -> DoctorFinding {
    let path = store.path(out: files.path("out"))
    guard FileManager.default.fileExists(atPath: path) else {
      return DoctorFinding(
        check: "run store", outcome: .ok, found: "none yet; headroom run makes \(path)")
    }
    do {
      let listing = try RunStore(path, for: .reading).runs()
      guard listing.unreadable.isEmpty else {
        return DoctorFinding(
          check: "run store", outcome: .fail,
          found: "\(listing.unreadable.count) runs can't be read", fix: "headroom runs verify")
      }
      return DoctorFinding(
        check: "run store", outcome: .ok, found: "\(path), \(listing.runs.count) runs")
    } catch {
      return DoctorFinding(
        check: "run store", outcome: .fail, found: "\(error)", fix: "headroom runs verify")
    }
  }
}
