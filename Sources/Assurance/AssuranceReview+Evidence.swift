import Periods
import Results

extension AssuranceReview {
  /// The run's assumptions, one row a name and overriding scenario.
  var assumptions: [ResolvedAssumption] {
    var seen: Set<[String]> = []
    return run.manifest.assumptions.filter { seen.insert([$0.name, $0.scenario]).inserted }
  }

  func assumptionGaps() -> [AssuranceGap] {
    var gaps: [AssuranceGap] = []
    var logged: Set<String> = []
    for row in assumptions {
      let subject = row.scenario.isEmpty ? row.name : "\(row.name) in \(row.scenario)"
      let place = row.location.isEmpty ? "the scenario file" : row.location
      for (field, text) in [
        ("source", row.source), ("owner", row.owner), ("confidence", row.confidence),
      ] where text.isEmpty {
        gaps.append(
          gap(.assumptions, subject, "has no \(field)", "Write its \(field) at \(place)."))
      }
      if let problem = reviewProblem(row.reviewed) {
        gaps.append(
          gap(
            .assumptions, subject, problem,
            "Let \(row.owner.isEmpty ? "its owner" : row.owner) review it, and write the day at "
              + "\(place)."))
      }
      if logged.insert(row.name).inserted { gaps += logGaps(row.name) }
    }
    return gaps
  }

  /// What the log of assumptions lacks about a name.
  private func logGaps(_ name: String) -> [AssuranceGap] {
    guard let entry = logs[.assumptions].current(name) else {
      return [
        gap(
          .assumptions, name, "is not in the log of assumptions",
          "headroom log add assumptions --name \(name) --effect WORDS --owner POST")
      ]
    }
    var gaps: [AssuranceGap] = []
    if entry["effect"].isEmpty {
      gaps.append(
        gap(
          .assumptions, name, "does not say what changes if it is wrong",
          "headroom log add assumptions --name \(name) --effect WORDS"))
    }
    if !entry.isSigned {
      gaps.append(
        gap(
          .assumptions, name, "is signed by nobody",
          "headroom log sign assumptions \(name) --by POST"))
    }
    return gaps
  }

  private func reviewProblem(_ reviewed: String) -> String? {
    if reviewed.isEmpty { return "has no review date" }
    guard let day = try? CalendarDate(iso: reviewed) else {
      return "has the review date '\(reviewed)', which is no day"
    }
    guard let first = firstMonth else { return nil }
    let age = day.month.months(to: first)
    guard age > rules.reviewMonths else { return nil }
    return "was last reviewed on \(day), \(age) months before the run's first month "
      + "(at most \(rules.reviewMonths))"
  }

  /// The run's first month.
  private var firstMonth: Month? {
    (try? CalendarDate(iso: run.manifest.firstMonth + "-01"))?.month
  }

  func decisionGaps() -> [AssuranceGap] {
    levers.flatMap { lever -> [AssuranceGap] in
      guard let entry = logs[.decisions].current(lever) else {
        return [
          gap(
            .decisions, lever, "no decision is logged about this lever",
            "headroom log add decisions --name \(lever) --decision WORDS --reason WORDS --owner POST"
          )
        ]
      }
      return ["decision", "reason", "owner"].filter { entry[$0].isEmpty }.map {
        gap(
          .decisions, lever, "its decision has no \($0)",
          "headroom log add decisions --name \(lever) --\($0) WORDS")
      }
    }
  }

  func dataGaps() -> [AssuranceGap] {
    run.manifest.inputs.compactMap { file in
      let known = logs[.data].entries.filter { $0["name"] == file.name }
      let remedy = "headroom log add data --from \(run.manifest.runID) --owner POST"
      if known.contains(where: { $0["sha256"].lowercased() == file.sha256 }) { return nil }
      return gap(
        .data, file.name,
        known.isEmpty
          ? "is not in the data log"
          : "is in the data log with another hash: it has changed since it was logged", remedy)
    }
  }

  func gap(
    _ part: AssuranceGap.Part, _ subject: String, _ problem: String, _ remedy: String
  ) -> AssuranceGap {
    AssuranceGap(part: part, subject: subject, problem: problem, remedy: remedy)
  }
}
