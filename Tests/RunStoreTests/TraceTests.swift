import Foundation
import Results
import RunStore
import Testing

@Suite("Tracing a figure")
struct TraceTests {
  private func trace(_ text: String) throws -> Trace {
    try Samples.folder { folder in
      let store = try RunStore("\(folder)/s.sqlite", for: .writing)
      _ = try Samples.record(store)
      return try store.trace(FigureReference(text))
    }
  }

  private func failure(_ text: String) -> String {
    Samples.failure { _ = try trace(text) }?.description ?? "no error"
  }

  @Test("a line and a column lead to formula, assumptions, inputs, sources and command")
  func byLine() throws {
    let trace = try trace("latest:mtfs.csv:2/central")
    #expect(trace.value == "2.50")
    #expect(trace.keys.map(\.value).contains("placements"))
    #expect(
      trace.formulas.first == "price = change in price beyond its index × numbers brought forward.")
    #expect(
      trace.restsOn == [
        "cost placements", "assumption price-rise", "measure cla", "published cla",
      ])
    #expect(trace.assumptions.map(\.name) == ["price-rise", "placements"])
    #expect(trace.assumptions.first?.owner == "Head of Placements")
    #expect(trace.inputs.map(\.name) == ["bromley.scenario", "cla.csv"])
    #expect(trace.sources.count == 1)
    #expect(trace.methods.count == 1)
    #expect(trace.command == "headroom run scenarios/bromley.scenario --statistics seeds")
  }

  @Test("a lever counts in the scenario that uses it alone")
  func levers() throws {
    let trace = try trace(
      "bromley:mtfs:scenario=plan,service=placements,financial_year=2027/28/low")
    #expect(trace.value == "1.00")
    #expect(trace.restsOn.contains("lever step-down"))
    #expect(trace.assumptions.map(\.name).contains("step-down"))
    #expect(!trace.assumptions.map(\.name).contains("bus-fare"))
  }

  @Test("a figure that reads no statistics names none; a total rests on every cost")
  func filtered() throws {
    let buses = try trace("latest:mtfs.csv:service=buses")
    #expect(buses.column == "central")
    #expect(buses.inputs.map(\.name) == ["own.csv", "bromley.scenario"])
    #expect(buses.sources.isEmpty)
    let total = try trace("latest:mtfs.csv:5")
    #expect(total.assumptions.count == 4)
    #expect(total.formulas.count == 3)
  }

  @Test("a comma in a value, and a year at the end, are no separators")
  func separators() throws {
    #expect(try trace("latest:mtfs.csv:service=a, b,line=price/high").value == "0.30")
    let reference = try FigureReference("r:mtfs.csv:line=net,financial_year=2027/28")
    #expect(reference.column == nil)
    #expect(
      reference.place
        == .columns([
          .init(column: "line", value: "net"), .init(column: "financial_year", value: "2027/28"),
        ]))
  }

  @Test("an assumption is traced to what uses it, by name or number")
  func assumption() throws {
    let named = try trace("latest:manifest.json:assumptions:price-rise")
    #expect(named.value == "7% a year")
    #expect(
      named.formulas == [
        "The same in every draw. Written at bromley.scenario:12; used by cost placements."
      ])
    #expect(named.assumptions.map(\.name) == ["price-rise"])
    #expect(named.inputs.map(\.name) == ["bromley.scenario"])
    #expect(try trace("latest:manifest.json:assumptions:1") == named)
  }

  @Test("what cannot be found is said, with the nearest")
  func errors() {
    #expect(failure("latest").contains("a run, a file and a row are needed"))
    #expect(failure("latest:mtfs.csv:1/low").contains("line 1 is the header"))
    #expect(failure("latest:mtfs.csv:99/low").contains("lines 2 to 6"))
    #expect(failure("latest:ledger.csv:2").contains("has no rows"))
    #expect(failure("latest:mtfs.csv:2/centrl").contains("nearest is central"))
    #expect(failure("latest:mtfs.csv:sevice=total").contains("nearest is service"))
    #expect(failure("latest:mtfs.csv:service=placement").contains("nearest is placements"))
    #expect(
      failure("latest:mtfs.csv:scenario=baseline,service=buses").contains("each value occurs"))
    #expect(failure("latest:mtfs.csv:line=price").contains("on lines 2, 3, 4, 5, 6"))
    #expect(failure("latest:mtfs.csv:net/low").contains("neither a line"))
    #expect(failure("latest:manifest.json:2/low").contains("is not a table"))
    #expect(failure("latest:manifest.json:assumptions:9").contains("has 4 assumptions"))
    #expect(
      failure("latest:manifest.json:assumptions:price-ris").contains("the nearest is price-rise"))
    #expect(failure("nowhere:mtfs.csv:2").contains("There is no run 'nowhere'"))
    #expect(failure("latest:costs.csv:2").contains("it has ledger.csv"))
  }
}
