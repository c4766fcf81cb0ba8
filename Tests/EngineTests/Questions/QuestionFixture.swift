import Engine
import Periods
import Results
import ScenarioLanguage
import Testing

/// A hundred places at a normal price each, so that every answer has a closed form.
enum QuestionFixture {
  static let evidence = """
      source "Ledger", owner "Finance Business Partner"
      reviewed 2 June 2026, confidence medium

    """

  /// Median price £1,000 and standard deviation £60.80 a place a year (£900 to £1,100, 90% likely).
  static let priceDeviation = 100 / 1.6448536269514722

  static func text(_ body: String, runs: String = "4,000", extra: String = "") -> String {
    """
    edition 2026
    title "Questions"
    settings
      horizon April 2026 to March 2029
      runs \(runs), seed 11
      \(extra)
    end settings
    fund general-fund is "Council General Fund"
    measure homes counts places
      starts at 100 places
    \(evidence)
    end measure
    assumption rent is between £900 and £1,100 per place per financial year cash, 90% likely, shaped normal
    \(evidence)
    end assumption
    cost rents charged to general-fund
      for each place in homes
      at rent
    end cost
    scenario baseline
      covers homes
    end scenario
    \(body)
    """
  }

  static func lever(_ name: String, _ clauses: String) -> String {
    """
    lever \(name) on homes
    \(clauses)
    \(evidence)
    end lever

    """
  }

  static func compile(_ text: String) throws -> ScenarioModel {
    let compiled = ScenarioCompiler.compile(
      rootPath: "main.scenario", provider: .inMemory(["main.scenario": text]))
    let faults = compiled.diagnostics.filter { $0.severity == .error }.map {
      "\($0.span.line): \($0.code.rawValue) \($0.message)"
    }
    #expect(faults.isEmpty, "\(faults)")
    return try #require(compiled.model)
  }

  static func run(
    _ text: String, threads: Int = 2, tables: [String: String] = [:]
  ) async throws -> Run {
    try await RunEngine(
      model: try compile(text), statistics: .none, inputs: [], tables: .inMemory(tables)
    ).run(threads: threads)
  }

  static func row(
    _ run: Run, _ kind: String, _ quantity: String, _ label: String? = nil
  ) throws -> AnswerRow {
    try #require(
      run.answers.flatMap(\.rows).first {
        $0.kind == kind && $0.quantity == quantity && (label == nil || $0.label == label)
      }, "no \(quantity) of \(label ?? "any")")
  }

  static func saving(_ run: Run, _ year: String, subject: String = "saving") throws -> Summary {
    try #require(
      run.comparisons.first { $0.subject == subject && $0.financialYear == year }
    ).summary
  }
}
