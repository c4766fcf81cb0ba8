/// What happened in each month of one replicate, in children, requests or plans.
struct PipelineTally: Sendable {
  /// What is counted, in the order of ``PipelineMeasure``.
  private(set) var counts: [[Int]]
  private let months: Int

  init(months: Int) {
    self.months = months
    counts = Array(
      repeating: Array(repeating: 0, count: months), count: PipelineMeasure.allCases.count)
  }

  subscript(_ measure: PipelineMeasure, _ month: Int) -> Int {
    counts[measure.rawValue][month]
  }

  /// Counts an event; one outside the months asked for is left out.
  mutating func add(_ measure: PipelineMeasure, _ month: Int?, _ amount: Int = 1) {
    guard let month, month >= 0, month < months else { return }
    counts[measure.rawValue][month] += amount
  }

  /// Counts a child as there at the end of every month from one to another, the last not included.
  mutating func stay(_ measure: PipelineMeasure, from: Int, until: Int) {
    let start = max(0, from)
    let end = min(months, until)
    guard start < end else { return }
    for month in start..<end { counts[measure.rawValue][month] += 1 }
  }

  mutating func set(_ measure: PipelineMeasure, _ month: Int, _ amount: Int) {
    counts[measure.rawValue][month] = amount
  }

  /// Whether requests and plans are conserved in every month after the first: those in progress are those
  /// of the month before, plus requests and appeals upheld against a refusal to assess, less those that
  /// ended; plans likewise.
  var isConserved: Bool {
    (1..<max(1, months)).allSatisfy { month in
      let arrived = self[.requests, month] + self[.reopened, month]
      let ended =
        self[.withdrawn, month] + self[.refusedAssessment, month] + self[.refusedPlan, month]
        + self[.issuedDirectly, month]
      let before = self[.inProgress, month - 1]
      return self[.inProgress, month] == before + arrived - ended
        && self[.plans, month] == self[.plans, month - 1] + self[.issued, month]
          + self[.transferredIn, month] - self[.ceased, month]
        && self[.issued, month] == self[.issuedDirectly, month] + self[.issuedOnAppeal, month]
    }
  }
}

/// What the pipeline counts by month.
public enum PipelineMeasure: Int, CaseIterable, Sendable {
  /// Requests received.
  case requests
  /// Requests withdrawn.
  case withdrawn
  /// Decisions to assess.
  case agreedAssessment
  /// Decisions not to assess.
  case refusedAssessment
  /// Assessments completed.
  case assessed
  /// Decisions not to issue a plan.
  case refusedPlan
  /// Plans issued after an assessment.
  case issuedDirectly
  /// Of those, within 20 weeks of the request; appeals against a refusal to assess are exceptions and
  /// count in neither.
  case issuedIn20Weeks
  /// Plans that the 20 weeks hold for.
  case issuedTimed
  /// Plans issued because a refusal to issue was appealed.
  case issuedOnAppeal
  /// All plans issued.
  case issued
  /// Appeals lodged against a refusal to assess.
  case appealsAssessment
  /// Appeals lodged against a refusal to issue.
  case appealsPlan
  /// Appeals lodged about the content of a plan.
  case appealsContent
  /// Refusals to assess overturned: assessments that start on appeal.
  case reopened
  /// Plans that moved in.
  case transferredIn
  /// Plans that ended.
  case ceased
  /// Requests and assessments under way at the end of the month.
  case inProgress
  /// Of those, over 20 weeks old.
  case overdue
  /// Assessments ready to be completed that wait for capacity at the end of the month.
  case waiting
  /// Plans in force at the end of the month.
  case plans

  /// Whether it is a stock at the end of the month; otherwise it is what happened in it.
  public var isStock: Bool {
    switch self {
    case .inProgress, .overdue, .waiting, .plans: true
    default: false
    }
  }

  /// Its name in tables: `agreed-assessment`.
  public var name: String {
    var text = ""
    for letter in "\(self)" {
      let startsNumber = letter.isNumber && !(text.last?.isNumber ?? true)
      if letter.isUppercase || startsNumber { text += "-" }
      text += letter.lowercased()
    }
    return text
  }
}
