import Foundation

/// What is handed over from a finished run of the Bromley scenario, and the decisions that need no run.
extension CommandBenchmarks {
  /// Reports, exports and traces of the run that `rows()` left in the scratch folder.
  func handoverRows() throws -> [CommandRow] {
    let runs = "\(scratch)/out/bromley"
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: runs)) ?? []).sorted()
    guard let name = names.first(where: { !$0.hasPrefix(".") }) else {
      return [.skipped("reports and exports", "no run of scenarios/bromley.scenario")]
    }
    let run = "\(runs)/\(name)"
    let store = ["--store", "\(scratch)/out/headroom.sqlite"]
    var rows: [CommandRow] = []
    for audience in ["board", "members", "technical"] {
      rows.append(
        try measure(
          "`headroom report --audience \(audience)`",
          ["report", run, "--audience", audience, "-o", "\(scratch)/\(audience).html"] + store, 9,
          Target(wall: 0.3)))
    }
    rows.append(
      try measure(
        "`headroom export xlsx --profile finance`",
        ["export", "xlsx", run, "-o", "\(scratch)/finance.xlsx"] + store, 9, Target(wall: 0.3)))
    rows.append(
      try measure(
        "`headroom export xlsx --profile publish`",
        ["export", "xlsx", run, "--profile", "publish", "-o", "\(scratch)/public.xlsx"] + store, 9,
        Target()))
    for kind in ["notebook", "powerbi", "ees", "json"] {
      rows.append(
        try measure(
          "`headroom export \(kind)`",
          ["export", kind, run, "-o", "\(scratch)/\(kind)"] + store, 9, Target()))
    }
    for reference in ["mtfs.csv:12/central", "manifest.json:assumptions:1"] {
      rows.append(
        try measure(
          "`headroom trace latest:\(reference)`", ["trace", "latest:\(reference)"] + store, 15,
          Target(wall: 0.05)))
    }
    return rows
  }

  /// Decisions whose arguments are the documentation's own examples.
  func decisionRows() throws -> [CommandRow] {
    [
      try measure(
        "`headroom size-block`, 0 to 40 beds, both closed forms",
        [
          "size-block", "--referrals", "0.55", "--stay", "30", "--suited", "0.7", "--block",
          "5200", "--spot", "6800", "--beds", "40",
        ], 30, Target()),
      try measure(
        "`headroom run scenarios/block-beds.scenario`, 2,000 draws",
        [
          "run", "\(settings.root)/scenarios/block-beds.scenario", "--statistics", seeds, "--out",
          "\(scratch)/out", "--quiet",
        ], 5, Target(), accepted: [0, 1]),
    ]
  }
}
