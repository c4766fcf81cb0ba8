import Foundation
import ScenarioLanguage
import ScenarioProse
import Testing

@Suite("Reading a file back as English")
struct ProseTests {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  static func prose(_ path: String) throws -> ScenarioProse {
    let path = root.appendingPathComponent(path).path
    let result = ScenarioCompiler.compile(
      rootPath: path, provider: .fileSystem(rootPath: path))
    return ScenarioProse(try #require(result.model))
  }

  static let text = """
    edition 2026
    title "Sufficiency"
    settings
      horizon April 2026 to March 2031
      prices 2026/27
      runs 5,000, seed 1
    end settings
    category placement is in-house-fostering, residential
    census ssda903 each 31 March
    fund general-fund is "General Fund"
    measure cla counts children
      label "Children looked after"
      split by placement
      history published cla at ssda903
      forecast by published-trend
    end measure
    assumption rate is between £5,400 and £6,600 per child per week in 2026/27 prices, 90% likely
      source "Ledger", owner "Finance Business Partner", reviewed 14 May 2026, confidence medium
    end assumption
    cost spend charged to general-fund
      for each child in cla where placement is residential
      at rate
    end cost
    lever recruit on cla
      increase in-house-fostering by 4 children, joining the service
      from April 2027
      source "Hub", owner "Head of Fostering", reviewed 8 June 2026, confidence low
    end lever
    lever step-down on cla
      move 2 children per month out of residential into in-house-fostering
      from October 2027
      until March 2029
      over 6 months, straight-line
      after lever recruit
      delivers between 50% and 90%, 90% likely
      spend £420,000 per financial year in 2026/27 prices on general-fund
      source "Case audit of 61 placements", owner "Service Director", reviewed 8 June 2026
      confidence medium, impact high
    end lever
    contract homes charged to general-fund
      label "Solo homes"
      provides 8 beds
      serves cla where placement is residential
      replaces spend
      at £4,850 per bed per week in 2026/27 prices
      paid whether or not occupied
      filled to between 78% and 95%, 90% likely
      from September 2027
      source "Market test", owner "Head of Commissioning", reviewed 20 May 2026, confidence medium
    end contract
    scenario baseline
      covers cla
    end scenario
    scenario plan extends baseline
      use lever recruit
      use lever step-down, delayed 6 months
      use contract homes
    end scenario
    figure share in % is cla.residential / cla
    ask "Enough?"
      starting with plan
      chance that cla.residential in 2028/29 is over 60 children
      size contract homes between 0 and 20, lowest expected cost
      rank assumptions by spend in 2028/29
    end ask

    """

  static func written() throws -> ScenarioProse {
    let result = ScenarioCompiler.compile(
      rootPath: "f.scenario", provider: .inMemory(["f.scenario": text]))
    return ScenarioProse(try #require(result.model, "\(result.diagnostics)"))
  }

  @Test("a lever, as a council paper would say it")
  func lever() throws {
    let text = try #require(Self.written().reading("step-down")?.text)
    #expect(
      text == """
        From October 2027 to March 2029, building up evenly over six months, two children a month \
        move from residential to in house fostering. We expect between 50% and 90% (90% likely) of \
        this. It costs £420,000 a year (April to March) at 2026/27 prices, General Fund. Evidence: \
        Case audit of 61 placements; confidence medium, impact high; Service Director, 8 June 2026.
        """)
  }

  @Test("an assumption, a contract, a scenario, a figure and a question")
  func others() throws {
    let prose = try Self.written()
    #expect(
      prose.reading("rate")?.text == """
        “rate” is between £5,400 and £6,600 for each child a week at 2026/27 prices (90% likely). \
        Evidence: Ledger; confidence medium; Finance Business Partner, 14 May 2026.
        """)
    #expect(
      prose.reading("homes")?.text == """
        From September 2027, “Solo homes” provides eight beds for children looked after in \
        residential, at £4,850 for each bed a week at 2026/27 prices, General Fund. It is paid \
        whether or not they are occupied. We expect between 78% and 95% (90% likely) of them to be \
        filled. Each occupied one stops one payment of spend. Evidence: Market test; confidence \
        medium; Head of Commissioning, 20 May 2026.
        """)
    #expect(
      prose.reading("plan")?.text == """
        “plan” starts from baseline and counts children looked after. Its levers, in order: recruit; \
        step down, six months later. Its contracts: solo homes.
        """)
    #expect(
      prose.reading("share")?.text
        == "Share is children looked after in residential divided by children looked after.")
    #expect(
      prose.reading("ask-1")?.text == """
        “Enough?” Starting with plan. What is the chance that children looked after in residential \
        in 2028/29 is over 60 children? How many places of solo homes, between 0 and 20, have the \
        lowest expected cost? Which assumptions drive the range of spend in 2028/29?
        """)
    #expect(prose.reading("nothing") == nil)
  }

  @Test("every declaration of every file has sentences that end, and no name with a hole in it")
  func whole() throws {
    let good = Self.root.appendingPathComponent("Tests/Corpus/good").path
    let names = try FileManager.default.contentsOfDirectory(atPath: good).filter {
      $0.hasSuffix(".scenario")
    }
    for name in names.sorted() {
      for reading in try Self.prose("Tests/Corpus/good/\(name)").readings {
        #expect(
          reading.text.hasSuffix(".") || reading.text.hasSuffix("?"), "\(name): \(reading.text)")
        #expect(!reading.text.contains("  ") && !reading.text.contains(" ,"), "\(reading.text)")
        #expect(!reading.text.contains("Optional("))
      }
    }
  }
}
