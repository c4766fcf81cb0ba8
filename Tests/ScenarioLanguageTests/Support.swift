import Foundation
import ScenarioLanguage

/// The root of the package, two folders above this one.
let packageRoot = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  .deletingLastPathComponent().deletingLastPathComponent()

/// Compiles one text named `file.scenario`, with other files beside it.
func compile(_ text: String, _ others: [String: String] = [:]) -> CompilationResult {
  var files = others
  files["file.scenario"] = text
  return ScenarioCompiler.compile(rootPath: "file.scenario", provider: .inMemory(files))
}

/// The codes of the messages, in order.
func codes(_ result: CompilationResult) -> [String] {
  result.diagnostics.map(\.code.rawValue)
}

/// A text with the edits of a fix applied, the last one first.
func applying(_ fix: Diagnostic.Fix, to text: String) -> String {
  var bytes = Array(text.utf8)
  for edit in fix.edits.sorted(by: { $0.start > $1.start }) {
    bytes.replaceSubrange(edit.start..<edit.end, with: Array(edit.replacement.utf8))
  }
  return String(decoding: bytes, as: UTF8.self)
}

/// Four lines of evidence.
let evidence = """
    source "Return", owner "Head of SEND", reviewed 1 May 2026, confidence medium
  """

/// A small file that is right and has every construct.
let goodFile = """
  edition 2026
  title "A small file"
  settings
    area "Bromley"
    horizon April 2026 to March 2031
    prices 2026/27
    weeks by calendar days
    school days 190 per academic year
    runs 4,000, seed 7
  end settings
  unit request, plural requests
  category placement is foster, residential, supported
  category travel-mode is taxi, minibus
  census ssda903 each 31 March
  census sen2 each January
  fund general-fund is "Council General Fund"
  fund high-needs is "High Needs Block", ringfenced
  fund health is "Integrated care board"
  measure cla counts children
    label "Children looked after"
    split by placement
    history published cla at ssda903
    forecast by published-trend
  end measure
  measure ehcps counts plans
    history published plans at sen2
    forecast by published-trend
  end measure
  measure transport counts passengers
    split by travel-mode
    follows ehcps at per-plan, shared by modes
  end measure
  measure homes counts places
    starts at 120 places
    forecast by growth
  \(evidence)
  end measure
  assumption per-plan is between 0.2 and 0.4 passengers per plan, 90% likely
  \(evidence)
  end assumption
  assumption modes for each travel-mode
    when taxi: 60%
    when minibus: 40%
  \(evidence)
  end assumption
  assumption growth by period
    in 2026/27: between 1% and 3% per financial year, 90% likely
    onwards: 2% per financial year
  \(evidence)
  end assumption
  assumption chance is one of 4 children per month (40%), 5 children per month (60%)
  \(evidence)
  end assumption
  assumption rate for each placement
    when foster: £980 per child per week in 2024/25 prices
    when residential: between £7,000 and £8,000 per child per week in 2024/25 prices, hard limits, most likely £7,600
    when supported: £1k per child per week in 2024/25 prices
  \(evidence)
  end assumption
  cost placements charged to general-fund
    for each child in cla
    at rate
    inflates with growth
    charged to high-needs from 2028/29
    shared with health at 12%
  \(evidence)
  end cost
  cost taxis charged to general-fund
    for each passenger in transport where travel-mode is taxi
    at £62 per passenger per school day in 2026/27 prices
  \(evidence)
  end cost
  lever step-down on cla
    move 2 children per month out of residential into foster
    from October 2027
    until March 2029
    lag 2 months
    over 6 months, s-curve
    delivers between 50% and 90%, 90% likely
    spend £420,000 per financial year in 2026/27 prices on general-fund
    spend £10,000 cash once on general-fund
  \(evidence)
  end lever
  lever fewer on cla
    reduce residential by 10% of baseline, moving to supported
    increase foster by 3 children, joining the service
    divert 15% of starts out of residential into foster
    from April 2027
    after lever step-down
  \(evidence)
  end lever
  scenario baseline
    covers cla, ehcps, transport, homes
  end scenario
  scenario plan extends baseline
    label "The plan"
    use lever fewer
    use lever step-down, delayed 6 months
    override rate.foster
      is £1,000 per child per week in 2024/25 prices
      from April 2027
      because "Fees rise"
  \(evidence)
    end override
  end scenario
  scenario both extends baseline
    use scenario plan, delayed 1 year
  end scenario
  compare plan with baseline
    show cla by placement from 2027/28 to 2030/31, median with 80% range
    show saving by fund from 2027/28 to 2030/31, median only
  end compare
  report mtfs is "MTFS"
    baseline baseline
    scenarios plan
    years 2026/27 to 2030/31
    lines demand, price, net
    prices cash
    split by fund
    present as incremental
    show median with 80% range
  end report
  check "Ties to the return"
    expect cla at ssda903 2025 equals 343 children, within 0.5%
  end check

  """
