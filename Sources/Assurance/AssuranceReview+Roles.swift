public import Periods
import Results

extension AssuranceReview {
  func roleGaps() -> [AssuranceGap] {
    var gaps: [AssuranceGap] = []
    for role in AssuranceRole.allCases where holder(of: role) == nil {
      gaps.append(
        gap(
          .roles, role.title, "no post holds this role",
          "headroom log add assurance --activity named --role \(role.rawValue) --holder POST"))
    }
    if let analyst = holder(of: .analyst), holder(of: .assurer) == analyst {
      gaps.append(
        gap(
          .roles, AssuranceRole.assurer.title,
          "is the analyst's own post, \(analyst); nobody assures their own work",
          "headroom log add assurance --activity named --role assurer --holder POST"))
    }
    return gaps
  }

  func verificationGaps() -> [AssuranceGap] {
    var gaps: [AssuranceGap] = []
    for (activity, meaning) in [
      (AssuranceActivity.verification, "that the model was built right"),
      (.validation, "that it is the right model for the question"),
    ] where !entries(activity).contains(where: { !$0["finding"].isEmpty }) {
      gaps.append(
        gap(
          .verification, activity.rawValue, "no finding is logged \(meaning)",
          "headroom log add assurance --activity \(activity.rawValue) --role assurer "
            + "--holder POST --finding WORDS"))
    }
    for check in run.checks where check.outcome == "fail" {
      gaps.append(
        gap(
          .verification, check.check,
          "this check of the run failed: expected \(check.expected), "
            + "found \(check.found)", "Mend its cause and run the scenario again."))
    }
    return gaps
  }

  func signOffGaps() -> [AssuranceGap] {
    let id = run.manifest.runID
    return [AssuranceRole.assurer, .approver].compactMap { role in
      let signed = signOffs.filter { $0.role == role }
      if signed.isEmpty {
        return gap(
          .signOff, role.title, "has not signed this run",
          "headroom log sign assurance \(id) --role \(role.rawValue) --by POST")
      }
      if let analyst = holder(of: .analyst), role == .assurer,
        signed.allSatisfy({ $0.by == analyst })
      {
        return gap(
          .signOff, role.title, "was signed by the analyst's own post, \(analyst)",
          "headroom log sign assurance \(id) --role assurer --by POST")
      }
      return nil
    }
  }

  /// The day by which the model has to be looked at again; `nil` where none is logged.
  public var sunset: CalendarDate? {
    entries(.sunset).last.flatMap { try? CalendarDate(iso: $0["date"]) }
  }

  func sunsetGaps() -> [AssuranceGap] {
    let remedy = "headroom log add assurance --activity sunset --date DAY"
    guard let sunset else {
      return [
        gap(.sunset, "model", "no day is logged by which it has to be looked at again", remedy)
      ]
    }
    guard sunset < rules.asAt else { return [] }
    return [gap(.sunset, "model", "its sunset date, \(sunset), has passed", remedy)]
  }
}
