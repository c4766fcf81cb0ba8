import ArgumentParser
import Foundation
import Results

/// `headroom status`.
struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "What is stale: runs against their inputs, outputs against their runs.",
    discussion: """
      A run is stale where a file that it read has another hash today, is gone, or is joined by a new \
      one, or where another version made it. An output is stale where its run is, or where a fresh \
      run of the scenario exists. --strict ends with 1 where anything is stale.

      Example:
        headroom status
      """)

  @Option(
    name: .long, help: ArgumentHelp("The project's folder.", valueName: "dir"),
    completion: .directory)
  var project: String = "."

  @Option(
    name: .long,
    help: ArgumentHelp("Folder that run folders are in; else out in the project.", valueName: "dir")
  )
  var out: String?

  @OptionGroup var statistics: StatisticsOptions

  @Option(name: .long, help: "table, csv or json.")
  var format: ListFormat = .table

  @Flag(name: .long, help: "Exit code 1 where anything is stale.")
  var strict = false

  func run() throws {
    let rows = try reporting { try staleness() }
    try reporting {
      Terminal.out(
        try PrintedRows(header: ["kind", "name", "state", "why", "next"], rows: rows).text(format))
    }
    let stale = rows.filter { $0[2] != "fresh" }.count
    Terminal.message(
      rows.isEmpty
        ? "There is no scenario and no run here. Start with: headroom init"
        : stale == 0 ? "Everything is up to date." : "\(stale) of \(rows.count) are not up to date."
    )
    if strict, stale > 0 { throw Failure.checkFailed.exitCode }
  }

  private func staleness() throws -> [[String]] {
    let files = ProjectFiles(folder: project.hasSuffix("/") ? String(project.dropLast()) : project)
    let out = out ?? files.path("out")
    var check = StalenessCheck(scenarios: files.scenarios, statistics: statistics)
    let runs = try files.runs(out: out).map { try check.check($0) }
    var rows: [[String]] = []
    for scenario in files.roots where !runs.contains(where: { $0.scenario == scenario }) {
      rows.append(["scenario", scenario, "not run", "", "headroom run \(scenario)"])
    }
    var current: Set<String> = []
    for run in runs where run.changes.isEmpty { current.insert(run.name) }
    var states: [String: (isFresh: Bool, why: String, next: String)] = [:]
    for run in runs {
      let isFresh = run.changes.isEmpty
      let next =
        isFresh || current.contains(run.name)
        ? "" : run.remedy
      let why = run.changes.joined(separator: "; ")
      rows.append(["run", run.folder, isFresh ? "fresh" : "stale", why, next])
      let id = run.manifest.runID
      if isFresh || states[id]?.isFresh != true {
        states[id] = (
          isFresh,
          current.contains(run.name)
            ? "a newer run of \(run.name) exists" : "its run \(id) is stale", next
        )
      }
    }
    for output in OutputReferences.find(below: out, runs: Set(states.keys)) {
      guard let state = states[output.run] else { continue }
      rows.append([
        "output", output.path, state.isFresh ? "fresh" : "stale", state.isFresh ? "" : state.why,
        state.isFresh ? "" : state.next,
      ])
    }
    return rows
  }
}
