import Engine
import Foundation
import Results
import ScenarioLanguage
import Testing

@Suite("What the figures say against levers and budgets")
struct FindingTests {
  private let report = """
    report mtfs is "MTFS"
      baseline baseline
      scenarios plan
      years 2027/28 to 2028/29
      prices cash
      lines demand, inflation, savings, investment, net
      split by fund
      present as incremental
      show median with 80% range
      GAP
    end report

    """

  private func text(_ clauses: String, gap: String = "") -> String {
    QuestionFixture.text(
      QuestionFixture.lever("act", clauses)
        + """
        scenario plan extends baseline
          use lever act
        end scenario

        """ + report.replacingOccurrences(of: "GAP", with: gap))
  }

  private func findings(_ text: String) async throws -> [RunFinding] {
    try await RunEngine(
      model: try QuestionFixture.compile(text), statistics: .none, inputs: []
    ).findings(threads: 2)
  }

  @Test("a lever in a reported scenario that raises net cost is warned about with the figure")
  func wrongWay() async throws {
    let text = text(
      """
        increase homes by 10 places, joining the service
        from April 2027
      """)
    let found = try #require(try await findings(text).first)
    #expect(found.code == .w609)
    #expect(found.lever == "act")
    // Ten places at £1,000 for two years.
    #expect(found.message.contains("£20k from 2027/28 to 2028/29"))
    let run = try await QuestionFixture.run(text)
    #expect(run.checks.contains { $0.kind == "lever" && $0.outcome == "warn" })
  }

  @Test("a lever that saves more than it spends is not")
  func rightWay() async throws {
    let found = try await findings(
      text(
        """
          reduce homes by 10 places, leaving the service
          from April 2027
          spend £5,000 per financial year cash on general-fund
        """))
    #expect(found.isEmpty)
  }

  @Test("a lever that spends more than it saves is")
  func spends() async throws {
    let found = try await findings(
      text(
        """
          reduce homes by 10 places, leaving the service
          from April 2027
          spend £15,000 per financial year cash on general-fund
        """))
    #expect(found.map(\.code) == [.w609])
  }

  @Test("moves of more children than there are, with both figures and the month")
  func tooMany() async throws {
    let text = """
      edition 2026
      title "Moves"
      settings
        horizon April 2026 to March 2029
        runs 100, seed 3
      end settings
      category kind is own, spot
      fund general-fund is "Council General Fund"
      measure all counts children
        starts at 40 children
      \(QuestionFixture.evidence)
      end measure
      assumption each is 1 child per child
      \(QuestionFixture.evidence)
      end assumption
      assumption shares for each kind
        when own: 75%
        when spot: 25%
      \(QuestionFixture.evidence)
      end assumption
      measure cared counts children
        split by kind
        follows all at each, shared by shares
      end measure
      lever step on cared
        move 2 children per month out of spot into own
        from April 2027
      \(QuestionFixture.evidence)
      end lever
      scenario baseline
        covers all, cared
      end scenario
      scenario plan extends baseline
        use lever step
      end scenario

      """
    let found = try #require(try await findings(text).first)
    #expect(found.code == .e603)
    // Ten children: the sixth month's moves are the eleventh and twelfth.
    #expect(found.message.contains("By September 2027"))
    #expect(found.message.contains("12 moves"))
    #expect(found.message.contains("10 children in spot"))
    let files = [SourceText(path: "main.scenario", text: text)]
    let shown = Diagnostic(found, files: files)
    #expect(shown.severity == .error)
    #expect(DiagnosticRenderer(files: files).plain([shown]).contains("lever step on cared"))
    let fewer = text.replacingOccurrences(
      of: "2 children per month", with: "2 children per financial year")
    let none = try await findings(fewer)
    #expect(none.isEmpty)
  }

  @Test("a budget beside the net: the gap, and the chance that it holds")
  func gap() async throws {
    let text = text(
      """
        reduce homes by 10 places, leaving the service
        from April 2027
      """, gap: "gap against \"budget.csv\"")
    let budget =
      "financial_year,fund,amount\n2027/28,general-fund,90000\n2028/29,general-fund,95000\n"
    let run = try await QuestionFixture.run(text, tables: ["budget.csv": budget])
    let rows = run.gaps.filter { $0.scenario == "plan" }
    #expect(rows.map(\.financialYear) == ["2027/28", "2028/29"])
    #expect(abs(rows[0].chanceItHolds - 0.5) < 4 * rows[0].monteCarloError)
    #expect(abs(rows[1].gap - (rows[1].net.p50 - 95_000)) < 1e-9)
    #expect(run.manifest.inputs.contains { $0.role == "data" })
    for (bad, part) in [
      ("financial_year,fund,amount\n2027,general-fund,1\n", "not a financial year"),
      ("financial_year,fund,amount\n2027/28,other,1\n", "no fund is called"),
      ("financial_year,fund,amount\n2027/28,general-fund,x\n", "is not a number"),
      (
        "financial_year,fund,amount\n2027/28,general-fund,1\n2027/28,general-fund,2\n",
        "already has a budget"
      ),
      ("financial_year,fund,amount\n2035/36,general-fund,1\n", "no budget for"),
    ] {
      let error = await #expect(throws: EngineError.self) {
        try await QuestionFixture.run(text, tables: ["budget.csv": bad])
      }
      #expect(error?.message.contains(part) == true)
    }
  }

  @Test("each reading of an ambiguous clause is priced on the same draws")
  func priced() async throws {
    let text = text(
      """
        increase homes by 5 places per year, joining the service
        from April 2027
      """)
    let provider = SourceProvider.inMemory(["main.scenario": text])
    let result = ScenarioCompiler.compile(rootPath: "main.scenario", provider: provider)
    #expect(result.model == nil)
    #expect(PricedReadings.isWorthwhile(result))
    let priced = await PricedReadings(statistics: .none, tables: .none).priced(
      result, rootPath: "main.scenario", provider: provider, threads: 2)
    let note = try #require(priced.flatMap(\.notes).first { $0.span == nil })
    #expect(note.message.contains("500 draws"))
    #expect(note.message.contains("per financial year"))
    #expect(note.message.contains("per academic year"))
    // Five a year from April 2027: 7.5 on average in 2028/29 by financial years.
    #expect(note.message.contains("-£7k") || note.message.contains("-£8k"))
  }
}
