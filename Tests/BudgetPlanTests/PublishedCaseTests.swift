import BudgetPlan
import Finance
import Foundation
import Testing

/// The published work of `seeds/published`, rebuilt.
@Suite("Published tables and forecasts tie out")
struct PublishedCaseTests {
  static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "seeds/published")

  static func cases() throws -> [PublishedCase] {
    try PublishedCases(folder: "seeds/published") { name in
      [UInt8](try Data(contentsOf: folder.appending(path: name)))
    }.cases
  }

  private func published(_ name: String) throws -> PublishedCase {
    try #require(try PublishedCaseTests.cases().first { $0.name == name })
  }

  private func result(_ item: PublishedCase, _ claim: String) throws -> Double {
    try #require(item.claims.first { $0.name == claim }).result
  }

  @Test("Every case ties, or is known not to")
  func allTie() throws {
    let cases = try PublishedCaseTests.cases()
    #expect(cases.count == 15)
    for item in cases {
      #expect(item.ties, "\(item.name)")
      let text = try PlanText.published(item)
      #expect(text.contains(item.title))
    }
  }

  @Test("East Sussex: both vintages add to their printed deficits without any difference")
  func eastSussex() throws {
    for (name, deficit) in [
      ("east-sussex-2025-11", [55.844, 9.809, 22.659]),
      ("east-sussex-2025-12", [54.198, 12.712, 27.090]),
    ] {
      let item = try published(name)
      let plan = try #require(item.table)
      let change = try plan.change(of: "general-fund").map(\.central.pounds)
      #expect(zip(change, deficit).allSatisfy { abs($0 - $1 * 1_000_000) < 0.5 })
      #expect(!item.findings.contains { $0.kind == "rounding" || $0.weight == .fail })
      #expect(item.findings.contains { $0.kind == "blank" } == (name == "east-sussex-2025-11"))
    }
  }

  @Test("East Sussex: the vintages differ by the printed deficits' difference, line by line")
  func eastSussexChange() throws {
    let difference = try #require(try published("east-sussex-change").difference)
    let whole = difference.total(of: "general-fund").whole.map(\.pounds)
    #expect(whole == [-1_646_000, 2_903_000, 4_431_000])
    let pension = try #require(difference.lines.first { $0.ref == "lgps" })
    #expect(pension.presence == .new)
    #expect(pension.difference.map(\.pounds) == [-5_962_000, 0, 0])
    let gone = difference.lines.filter { $0.presence == .gone }.map(\.ref)
    #expect(gone == ["movement-in-reserves", "pressures-protocol"])
    #expect(!difference.lines.contains { $0.ref == "csd-growth-and-demography" })
  }

  @Test("Walsall: three printed totals miss their parts by a pound, stated as rounding")
  func walsall() throws {
    let growth = try published("walsall-growth").findings.filter { $0.kind == "rounding" }
    #expect(growth.map(\.subject) == ["23, total", "27, total"])
    let savings = try published("walsall-savings").findings.filter { $0.kind == "rounding" }
    #expect(savings.map(\.subject) == ["OP16, total"])
    #expect(savings[0].message.contains("£1"))
    #expect(try result(published("walsall-growth"), "framework-base") == 6_168_525)
    let rate = try result(published("walsall-growth"), "framework-growth-2")
    #expect(abs(rate - 2.05) < 0.01)
    #expect(try result(published("walsall-savings"), "housing-after-reversal") == -97_000)
  }

  @Test("The transport projection, the plan forecasts and the national ones, to the printed digit")
  func figures() throws {
    let transport = try published("ccn-transport")
    #expect(try result(transport, "spend-now") == 1_953_086_000)
    #expect(try result(transport, "spend-2030") == 3_421_000_000)
    #expect(abs(try result(transport, "volume-rate") - 7.1) < 0.05)
    #expect(abs(try result(transport, "price-rate") - 2.5) < 0.05)
    #expect(abs(try result(published("medway-plans"), "miss") - 12.7) < 0.05)
    #expect(abs(try result(published("bromley-plans"), "growth-actual") - 53.9) < 0.05)
    #expect(try result(published("bromley-plans"), "linear-2025") == 4_280)
    #expect(abs(try result(published("bromley-plans"), "constant-growth-2025") - 4_770) < 0.5)
    #expect(abs(try result(published("ccn-looked-after"), "miss") - 16) < 0.5)
    #expect(try result(published("high-needs-deck"), "deficit-2") == 19_551)
    #expect(try result(published("bromley-transport"), "from-the-calendar") == 580_000)
    let grant = try #require(published("bromley-grant").claims.first)
    #expect(grant.verdict == .knownApart)
  }

  @Test("A figure without a source, an unknown operand and an unknown case are refused")
  func refusals() throws {
    func read(_ replacing: [String: String]) throws -> PublishedCases {
      try PublishedCases(folder: "p") { name in
        if let text = replacing[name] { return Array(text.utf8) }
        return [UInt8](try Data(contentsOf: PublishedCaseTests.folder.appending(path: name)))
      }
    }
    let figures =
      "case,figure,label,period,value,unit,source_id\nmime-plans,a,b,2025,1,plans,nobody\n"
    let claims = "case,claim,operation,operands,published,step,unit,known_difference\n"
    for (files, words) in [
      (["figures.csv": figures], "p/figures.csv:2:29: column 'source_id'"),
      (["claims.csv": claims + "mime-plans,x,sum,a b,,,plans,\n"], "'a' is no number"),
      (["claims.csv": claims + "mime-plans,x,guess,1 2,,,plans,\n"], "is none of sum"),
      (["claims.csv": claims + "mime-plans,x,quotient,1 2 3,,,plans,\n"], "does not take 3"),
      (["claims.csv": claims + "mime-plans,x,quotient,1 0,,,plans,\n"], "divisor"),
      (["claims.csv": claims + "elsewhere,x,sum,1 2,,,plans,\n"], "no case of cases.csv"),
    ] {
      let error = #expect(throws: BudgetPlanError.self) { try read(files) }
      let text = error?.description ?? ""
      #expect(text.contains(words), "\(text)")
    }
  }
}
