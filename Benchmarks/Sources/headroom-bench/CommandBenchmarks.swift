import Foundation

/// The commands as a user starts them, each run a process of its own.
struct CommandBenchmarks {
  let settings: Settings

  /// A folder for what the commands write; the caller removes it.
  let scratch: String

  /// The most a command may take.
  struct Target {
    var wall: Double?
    var peakBytes: Double?
  }

  /// Measures what can be measured here and says what can't.
  func rows() throws -> [CommandRow] {
    let scenarios = files(in: "scenarios", suffix: ".scenario")
    var rows = [
      try measure("`headroom --version`", ["--version"], 50, Target(wall: 0.030))
    ]
    if scenarios.isEmpty { rows.append(.skipped("`headroom check`", "no scenarios")) }
    for (option, what, most) in [
      ("--no-price", "the language alone", 0.050),
      ("--price", "levers held against the figures", nil),
    ] where !scenarios.isEmpty {
      rows.append(
        try measure(
          "`headroom check \(option)`, \(scenarios.count) shipped scenarios in one command, \(what)",
          ["check", option] + scenarios, 15, Target(wall: most)))
    }
    let bromley = "\(settings.root)/scenarios/bromley.scenario"
    if scenarios.contains(bromley) {
      let run = ["run", bromley, "--statistics", seeds, "--out", "\(scratch)/out", "--quiet"]
      let name =
        "`headroom run scenarios/bromley.scenario`, 4,000 draws, five scenarios, questions and MTFS"
      rows.append(
        try measure(name, run, 15, Target(wall: 3, peakBytes: 300e6), accepted: [0, 1]))
      rows.append(
        try measure(
          "the same with `--threads 1`", run + ["--threads", "1"], 9, Target(), accepted: [0, 1]))
    } else {
      rows.append(.skipped("`headroom run scenarios/bromley.scenario`", "no such scenario"))
    }
    for measure in ["plans", "cla"] {
      rows.append(
        try self.measure(
          "`headroom backtest --measure \(measure)`, all areas of the seeds, origins 2019 to 2022",
          [
            "backtest", "--statistics", seeds, "--measure", measure, "--area", "all",
            "--origin", "2019-2022", "--horizon", "3", "--format", "csv",
          ], 9, Target()))
    }
    return rows + (try handoverRows()) + (try decisionRows()) + (try sharedRows())
  }

  /// The commands on the data and the worked examples beside the checkout.
  private func sharedRows() throws -> [CommandRow] {
    let published = "\(settings.root)/../shared/data/public"
    let examples = files(in: "../shared/methods", suffix: ".json")
    return [
      FileManager.default.fileExists(atPath: published)
        ? try measure(
          "`headroom import statistics`, the \(files(in: "../shared/data/public", suffix: ".csv").count)"
            + " published files",
          ["import", "statistics", published, "--out", "\(scratch)/imported"], 9, Target())
        : .skipped("`headroom import statistics`", "no ../shared/data/public"),
      examples.isEmpty
        ? .skipped("`headroom golden`", "no ../shared/methods")
        : try measure(
          "`headroom golden`, \(examples.count) files of worked examples",
          ["golden"] + examples, 9, Target(), accepted: [0, 1]),
    ]
  }

  var seeds: String { "\(settings.root)/seeds" }

  func measure(
    _ name: String, _ arguments: [String], _ repetitions: Int, _ target: Target,
    accepted: Set<Int32> = [0]
  ) throws -> CommandRow {
    let process = ChildProcess(
      program: settings.program, arguments: arguments, accepted: accepted)
    var warmUp = Sample()
    try process.run(into: &warmUp)
    var sample = Sample()
    for _ in 0..<settings.repetitions(repetitions) { try process.run(into: &sample) }
    return .measured(name, sample, target)
  }

  private func files(in folder: String, suffix: String) -> [String] {
    let folder = "\(settings.root)/\(folder)"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasSuffix(suffix) }.sorted().map { "\(folder)/\($0)" }
  }
}

/// A line of the table of commands.
enum CommandRow {
  /// A command, its measurements and the most it may take.
  case measured(String, Sample, CommandBenchmarks.Target)
  /// A command that could not be measured, and why.
  case skipped(String, String)
}
