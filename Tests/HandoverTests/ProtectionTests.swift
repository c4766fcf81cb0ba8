import DisclosureControl
import Handover
import Results
import Testing

@Suite("A run for the public")
struct ProtectionTests {
  private func hidden(_ protected: ProtectedRun, _ table: String, _ column: String = "mean")
    -> Set<[String]>
  {
    let rows = protected.run.table(table)
    let names = ["scenario", "cost", "split", "calendar", "period", "financial_year"]
    return Set(
      rows.rows.indices.filter { rows.isSuppressed($0, column) }.map { row in
        names.map { rows.text(row, $0) }.filter { !$0.isEmpty }
      })
  }

  @Test("hides a small count, one more, and the same in every scenario")
  func counts() throws {
    let protected = try Fixture.safe()
    let found = hidden(protected, "forecasts")
    for scenario in ["baseline", "move"] {
      for period in ["2026/27", "2027/28"] {
        #expect(found.contains([scenario, "=home+1", "financial-year", period]))
        #expect(found.contains([scenario, "special", "financial-year", period]))
        #expect(!found.contains([scenario, "day", "financial-year", period]))
        #expect(!found.contains([scenario, "none-yet", "financial-year", period]))
        #expect(!found.contains([scenario, "total", "financial-year", period]))
      }
      #expect(found.contains([scenario, "=home+1", "census", "2027-01"]))
    }
    #expect(protected.primary == 4)
    #expect(protected.secondary == 4)
  }

  @Test("hides the published count that a forecast starts from wherever it is small")
  func baselines() throws {
    let rows = try Fixture.safe().run.table("forecasts")
    for row in rows.rows.indices {
      let isHidden = ["=home+1", "special"].contains(rows.text(row, "split"))
      for column in ["last_value", "linear", "constant_growth"] {
        #expect(rows.isSuppressed(row, column) == isHidden)
      }
    }
  }

  @Test("hides costs and differences that rest on a hidden count")
  func costs() throws {
    let protected = try Fixture.safe()
    let costs = hidden(protected, "costs")
    #expect(costs.contains(["baseline", "places", "=home+1", "2026/27"]))
    #expect(costs.contains(["baseline", "places", "special", "2026/27"]))
    #expect(!costs.contains(["baseline", "places", "total", "2026/27"]))
    let differences = protected.run.table("comparisons")
    for row in differences.rows.indices {
      let isHidden = ["=home+1", "special"].contains(differences.text(row, "split"))
      #expect(differences.isSuppressed(row, "p50") == isHidden)
    }
    let lines = protected.run.table("mtfs")
    #expect(lines.number(0, "central") == 1_200)
  }

  @Test("hides MTFS lines and gaps where a cost's total is hidden")
  func totals() throws {
    var run = Fixture.run()
    for index in run.forecasts.indices { run.forecasts[index].summary = Fixture.summary(0) }
    for index in run.forecasts.indices
    where run.forecasts[index].split == "total" || run.forecasts[index].split == "=home+1" {
      run.forecasts[index].summary = Fixture.summary(3)
    }
    for index in run.costs.indices {
      let isPaid = ["total", "=home+1"].contains(run.costs[index].split)
      run.costs[index].summary = Fixture.summary(isPaid ? 270_000 : 0)
    }
    let protected = try Fixture.safe(run)
    #expect(protected.run.table("costs").isSuppressed(0, "mean"))
    #expect(protected.run.table("mtfs").isSuppressed(0, "central"))
  }

  @Test("hides the flows of a step with a small one, and leaves its stocks")
  func ledger() throws {
    let ledger = try Fixture.safe().run.table("ledger")
    #expect(ledger.isSuppressed(0, "exits") && ledger.isSuppressed(0, "entries"))
    #expect(ledger.isSuppressed(0, "residual"))
    #expect(ledger.number(0, "closing") == 338)
    #expect(ledger.number(1, "exits") == 40)
  }

  @Test("leaves out texts that can hold a count")
  func texts() throws {
    let protected = try Fixture.safe()
    #expect(protected.run.table("answers").rows.isEmpty)
    #expect(protected.run.table("checks").text(0, "found").isEmpty)
    let document = String(decoding: RunDocument.bytes(protected), as: UTF8.self)
    #expect(!document.contains("3 plans"))
    let open = String(decoding: RunDocument.bytes(try Fixture.open()), as: UTF8.self)
    #expect(open.contains("3 plans"))
  }

  @Test("for internal use is the run itself")
  func internalUse() throws {
    let open = try Fixture.open()
    #expect(open.run.tables == (try Fixture.finished().tables))
    #expect(open.notes.count == 1)
  }

  @Test("lets no reader come near a small count, whatever the counts")
  func audit() throws {
    for index in 0..<60 {
      var run = Fixture.run()
      // Counts from 0 to 44, the smaller ones more often; scenario two differs in one year.
      func count(_ place: Int) -> Double {
        let u = Double((index * 7_919 + place * 104_729) % 997) / 997
        return (45 * u * u * u).rounded()
      }
      var totals: [[String]: Double] = [:]
      for row in run.forecasts.indices where run.forecasts[row].split != "total" {
        let forecast = run.forecasts[row]
        let item = Fixture.items.firstIndex(of: forecast.split) ?? 0
        let isChanged = forecast.scenario == "move" && forecast.period == "2027/28"
        let value = count(item + 4 * forecast.period.utf8.count + (isChanged ? 40 : 0))
        run.forecasts[row].summary = Fixture.summary(value)
        totals[[forecast.scenario, forecast.calendar, forecast.period], default: 0] += value
      }
      for row in run.forecasts.indices where run.forecasts[row].split == "total" {
        let forecast = run.forecasts[row]
        run.forecasts[row].summary = Fixture.summary(
          totals[[forecast.scenario, forecast.calendar, forecast.period]] ?? 0)
      }
      run.costs = []
      let protected = try Fixture.safe(run)
      let table = protected.run.table("forecasts")
      for (place, total) in totals {
        let rows = run.forecasts.indices.filter {
          let row = run.forecasts[$0]
          return [row.scenario, row.calendar, row.period] == place
        }
        let cells = rows.map {
          DisclosureCell(name: run.forecasts[$0].split, value: run.forecasts[$0].summary.mean)
        }
        let hidden = rows.indices.filter { table.isSuppressed(rows[$0], "mean") }
        if hidden.count == rows.count { continue }
        let problem = try DisclosureProblem(cells: cells, equations: [Array(cells.indices)])
        let intervals = problem.attackerIntervals(suppressed: hidden)
        for (cell, value) in cells.map(\.value).enumerated() where value > 0 && value < 5 {
          #expect(intervals[cell]?.isAtLeast(4) == true, "\(index) \(place) \(total)")
        }
      }
    }
  }
}
