import Assurance
import Periods
import Results
import Testing

@Suite("A run held against what the AQuA Book asks for")
struct ReviewTests {
  private func gaps(
    _ run: FinishedRun = Example.run, _ logs: AssuranceLogs? = nil,
    rules: AssuranceRules = Example.rules
  ) throws -> [AssuranceGap] {
    AssuranceReview(run, logs: try logs ?? Example.logs(), rules: rules).gaps
  }

  @Test("complete logs leave nothing missing")
  func complete() throws {
    #expect(try gaps().isEmpty)
  }

  @Test("empty logs miss every part, each gap with its remedy")
  func empty() throws {
    let found = try gaps(Example.run, AssuranceLogs())
    let parts = Set(found.map(\.part))
    #expect(parts == [.assumptions, .decisions, .data, .roles, .verification, .signOff, .sunset])
    #expect(found.allSatisfy { !$0.remedy.isEmpty && !$0.subject.isEmpty })
    #expect(found.filter { $0.part == .roles }.count == 4)
    #expect(found.filter { $0.part == .signOff }.count == 2)
  }

  @Test("a field of an assumption's evidence that is blank is named")
  func evidence() throws {
    for (row, word) in [
      (Example.assumption("growth", source: ""), "no source"),
      (Example.assumption("growth", owner: ""), "no owner"),
      (Example.assumption("growth", confidence: ""), "no confidence"),
      (Example.assumption("growth", reviewed: ""), "no review date"),
      (Example.assumption("growth", reviewed: "last May"), "is no day"),
    ] {
      let found = try gaps(Example.run([row]))
      #expect(found.count == 1, "\(word)")
      #expect(found.first?.problem.contains(word) == true, "\(word)")
    }
  }

  @Test("a review is too old from the thirteenth month on; one after the first month is not")
  func age() throws {
    func count(_ reviewed: String) throws -> Int {
      try gaps(Example.run([Example.assumption("growth", reviewed: reviewed)])).count
    }
    #expect(try count("2025-04-01") == 0)
    #expect(try count("2025-03-31") == 1)
    #expect(try count("2026-11-02") == 0)
    var rules = Example.rules
    rules.reviewMonths = 0
    #expect(try !gaps(rules: rules).isEmpty)
  }

  @Test("items of one assumption are one subject; a later entry without effect is a gap again")
  func names() throws {
    let rows = ["a", "b", "c"].map { Example.assumption("growth", holdsFor: $0) }
    var logs = try Example.logs()
    #expect(try gaps(Example.run(rows), logs).isEmpty)
    try logs[.assumptions].add(Example.entry(.assumptions, ["name": "growth"]))
    let problems = try gaps(Example.run(rows), logs).map(\.problem)
    #expect(problems == ["does not say what changes if it is wrong", "is signed by nobody"])
  }

  @Test("a file whose hash has changed since it was logged is a gap")
  func data() throws {
    var run = Example.run
    run.manifest.inputs[0].sha256 = String(repeating: "cd", count: 32)
    let found = try gaps(run)
    #expect(found.map(\.part) == [.data])
    #expect(found.first?.problem.contains("has changed since") == true)
  }

  @Test("an assurer who is the analyst assures nothing")
  func independence() throws {
    var logs = try Example.logs()
    try logs[.assurance].add(
      Example.entry(
        .assurance, ["activity": "named", "role": "analyst", "holder": "Head of Audit"]))
    let found = try gaps(Example.run, logs)
    #expect(Set(found.map(\.part)) == [.roles, .signOff])
  }

  @Test("a signature of another run is none; one from the store counts")
  func signatures() throws {
    var run = Example.run
    run.manifest.runID = "ffff00001111"
    #expect(try gaps(run).map(\.part) == [.signOff, .signOff])
    let kept = AssuranceRole.allCases.map {
      SignOff(role: $0, by: "Head of \($0.rawValue)", on: "2026-02-02", note: "")
    }
    let review = AssuranceReview(
      run, logs: try Example.logs(), signatures: kept, rules: Example.rules)
    #expect(review.isComplete)
  }

  @Test("a sunset that has passed, and a failed check, are gaps")
  func sunsetAndChecks() throws {
    let late = AssuranceRules(asAt: Month(year: 2027, monthOfYear: 5).firstDay)
    #expect(try gaps(rules: late).map(\.part) == [.sunset])
    var run = Example.run
    run.checks = [
      FiledRow(
        CheckRow(
          kind: "tie-out", check: "Ties", outcome: "fail", expected: "4", found: "5", detail: ""),
        file: "checks.csv", lineNumber: 2)
    ]
    #expect(try gaps(run).first?.problem.contains("expected 4, found 5") == true)
  }

  @Test("the statement says what is missing, in each format, and the same bytes each time")
  func statement() throws {
    let complete = AssuranceStatement(
      AssuranceReview(Example.run, logs: try Example.logs(), rules: Example.rules))
    #expect(complete.markdown.contains("Complete: nothing that is asked for is missing."))
    #expect(complete.markdown.contains("| Analytical assurer | Head of Audit | Head of Audit"))
    #expect(!complete.markdown.contains("## What is missing"))
    let partial = AssuranceStatement(
      AssuranceReview(Example.run, logs: AssuranceLogs(), rules: Example.rules))
    for text in [partial.markdown, partial.text] {
      #expect(text.contains("Not complete: "))
      #expect(text.contains("step-down: no decision is logged about this lever"))
    }
    let again = AssuranceStatement(
      AssuranceReview(Example.run, logs: AssuranceLogs(), rules: Example.rules))
    #expect(again.markdown == partial.markdown)
  }

  @Test("a bar or a line break in a source does not break the table")
  func escaping() throws {
    let run = Example.run([Example.assumption("growth", source: "a|b\nc")])
    let text = AssuranceStatement(
      AssuranceReview(run, logs: try Example.logs(), rules: Example.rules)
    ).markdown
    #expect(text.contains("| growth | a\\|b c | Head of Finance |"))
  }
}
