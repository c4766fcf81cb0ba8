import Results

extension AssuranceStatement {
  /// Verification and validation: what was found, what the run checked itself, past errors.
  static func checks(_ review: AssuranceReview) -> [Block] {
    let checks = review.run.checks
    func count(_ outcome: String) -> Int { checks.filter { $0.outcome == outcome }.count }
    var lines = [
      "The run checked itself: \(count("pass")) checks passed, \(count("fail")) failed, "
        + "\(count("warn")) warned. The figures are computed again by: headroom verify run "
        + "\(review.run.manifest.runID)"
    ]
    for activity in [AssuranceActivity.verification, .validation] {
      for entry in review.entries(activity) where !entry["finding"].isEmpty {
        lines.append(
          "\(activity == .verification ? "Verification" : "Validation"), \(entry["date"]), "
            + "\(said(entry["holder"])): \(entry["finding"])")
      }
    }
    var blocks: [Block] = [.heading("Verification and validation"), .list(lines)]
    let tested = review.run.backtestSummary.filter {
      $0.forecaster == "forecast" && $0.horizon == nil
    }
    if tested.isEmpty {
      blocks.append(.paragraph("No back-test came with this run: past errors are not known."))
    } else {
      blocks.append(
        .table(
          ["Measure", "Past forecasts", "Mean error", "80% ranges that held"],
          tested.map { row in
            [
              row.measure, String(row.count), share(row.meanRelativeError),
              row.coverage80.map(share) ?? "not known",
            ]
          }))
    }
    return blocks
  }

  /// How sure the answer is, and what limits it.
  static func limits(_ review: AssuranceReview) -> [Block] {
    let manifest = review.run.manifest
    var lines = [
      "Ranges come from \(manifest.draws) futures. They hold what the assumptions and the forecasts' "
        + "errors hold, and nothing that no assumption speaks of, such as a change of law."
    ]
    let names = review.assumptions
    func listed(_ rows: [ResolvedAssumption]) -> String {
      var seen: Set<String> = []
      return rows.map(\.name).filter { seen.insert($0).inserted }.joined(separator: ", ")
    }
    let invented = names.filter { $0.source.lowercased().contains("illustrative") }
    if !invented.isEmpty {
      lines.append(
        "Illustrative, to be replaced before a decision rests on them: \(listed(invented)).")
    }
    let weak = names.filter { $0.confidence == "low" }
    if !weak.isEmpty { lines.append("Held with low confidence: \(listed(weak)).") }
    let fixed = names.filter { $0.shape == "fixed" }
    if !fixed.isEmpty {
      lines.append(
        "Taken as certain, so that no range shows how wrong they may be: \(listed(fixed)).")
    }
    for check in review.run.checks where check.outcome == "fail" || check.outcome == "warn" {
      lines.append(
        "\(check.outcome == "fail" ? "Failed" : "Warned"): \(check.check). \(check.detail)")
    }
    return [.heading("Uncertainty and limits"), .list(lines)]
  }

  /// A share in per cent to one decimal, rounded half away from zero.
  private static func share(_ value: Double) -> String {
    guard value.isFinite else { return "not known" }
    let tenths = (value * 1_000).rounded()
    guard abs(tenths) < 1e9 else { return "not known" }
    let whole = Int(tenths)
    return "\(whole < 0 ? "-" : "")\(abs(whole) / 10).\(abs(whole) % 10)%"
  }
}
