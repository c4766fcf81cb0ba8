import Foundation
import Testing

@Suite("headroom size-block, sufficiency and emergency")
struct PlacementDecisionTests {
  private let worked = [
    "size-block", "--referrals", "0.55", "--stay", "30", "--suited", "0.7", "--block", "5200",
    "--spot", "6800", "--beds", "16",
  ]

  @Test("the worked example of block beds, to the pound, as a page, a table and a document")
  func sizeBlock() throws {
    let page = try Command.run(worked)
    #expect(page.status == 0)
    #expect(page.output.contains("8 beds, £5,587,673, £266,762 less than all in spot placements"))
    #expect(page.output.contains("from 5 to 10 is within 1%"))
    #expect(page.output.contains("9 beds, £5,244,256, £610,180 less"))
    let rows = Command.table(try Command.run(worked + ["--format", "csv"]).output)
    #expect(rows.count == 17)
    #expect(rows[8]["cost_no_transfer"]?.hasPrefix("5587673.3") == true)
    let document = try Command.run(worked + ["--format", "json", "--current", "12"])
    let object = try JSONSerialization.jsonObject(with: Data(document.output.utf8))
    #expect((object as? [String: Any])?["best_no_transfer"] as? Int == 8)
    #expect(document.output.contains("£165,338 less with 8"))
  }

  @Test("the worked example of block beds from a scenario file, to the pound")
  func scenario() throws {
    try Command.temporary { folder in
      let run = try Command.run(
        ["run", "scenarios/block-beds.scenario", "--out", folder, "--quiet"])
      #expect(run.status == 0, "\(run.messages)")
      let files = Command.contents(folder)
      let answers = try #require(files.first { $0.key.hasSuffix("answers.csv") }?.value)
      let rows = Command.table(String(decoding: answers, as: UTF8.self))
      func figure(_ beds: Int, _ quantity: String) throws -> Double {
        let row = try #require(
          rows.first { $0["label"] == "\(beds)" && $0["quantity"] == quantity })
        return try #require(Double(row["value"] ?? ""))
      }
      // Beds, cost where nobody moves, cost where all move at once, use of the last bed.
      let table: [(beds: Int, still: Double, moving: Double, last: Double)] = [
        (4, 5_661_703, 5_521_959, 0.8782), (6, 5_603_957, 5_368_212, 0.8340),
        (7, 5_589_650, 5_305_541, 0.8050), (8, 5_587_673, 5_261_470, 0.7703),
        (9, 5_600_373, 5_244_256, 0.7289), (10, 5_630_349, 5_261_506, 0.6802),
        (12, 5_753_012, 5_417_416, 0.5599), (16, 6_303_066, 6_162_658, 0.2655),
      ]
      for row in table {
        let still = try figure(row.beds, "cost of a year where nobody moves")
        let moving = try figure(row.beds, "cost of a year where all move at once")
        let last = try figure(row.beds, "use of the last place where nobody moves")
        #expect(still.rounded() == row.still)
        #expect(moving.rounded() == row.moving)
        #expect(abs(last - row.last) <= 0.00005)
      }
      #expect(try figure(0, "cost of a year where nobody moves").rounded() == 5_854_436)
      let twelve = try figure(12, "cost of a year where nobody moves")
      let eight = try figure(8, "cost of a year where nobody moves")
      #expect((twelve - eight).rounded() == 165_338)
      #expect(run.output.isEmpty || run.output.contains("least at 8 places"))
    }
  }

  @Test("simulated beds are the same bytes again, and lie between the bounds")
  func simulated() throws {
    let arguments =
      worked + ["--simulate", "200", "--transfer-share", "0.5", "--format", "csv", "--seed", "4"]
    let first = try Command.run(arguments)
    #expect(first.status == 0)
    #expect(try Command.run(arguments).output == first.output)
    let row = Command.table(first.output)[9]
    let low = try #require(Double(row["cost_transfer"] ?? ""))
    let high = try #require(Double(row["cost_no_transfer"] ?? ""))
    let cost = try #require(Double(row["simulated_cost"] ?? ""))
    let error = try #require(Double(row["simulated_se"] ?? ""))
    #expect(cost > low - 4 * error && cost < high + 4 * error)
  }

  @Test(
    "prices that are missing, odd shares and too few beds are refused with the reason",
    arguments: [
      (["--block", "0", "--spot", "6800"], 2, "missing price is not £0"),
      (["--block", "5200", "--spot", "6800", "--suited", "1.4"], 2, "suited share"),
      (["--block", "5200", "--spot", "6800", "--beds", "900"], 64, "--beds"),
      (["--block", "5200", "--spot", "6800", "--current", "99"], 64, "--current"),
      (["--block", "5200", "--spot", "6800", "--stay-law", "weird"], 64, "--stay-law"),
      (["--block", "5200", "--spot", "6800", "--season", "1,x"], 64, "--season"),
      (["--block", "5200", "--spot", "6800", "--guarantee", "0.5"], 64, "simulation alone"),
      (
        ["--block", "5200", "--spot", "6800", "--simulate", "9", "--peakedness", "2"], 64,
        "closed form alone"
      ),
    ])
  func sizeBlockMistakes(options: [String], status: Int, reason: String) throws {
    let result = try Command.run(["size-block", "--referrals", "0.5", "--stay", "30"] + options)
    #expect(Int(result.status) == status)
    #expect(result.messages.contains(reason), "\(result.messages)")
  }

  private let places = [
    "sufficiency", "places", "--demand", "demonstration/sufficiency/demand.csv", "--places",
    "demonstration/sufficiency/places.csv", "--current", "demonstration/sufficiency/current.csv",
    "--unplaced-price", "12000", "--from", "2026-04", "--months", "6", "--simulations", "60",
  ]

  @Test("children against places: a page, and a table that is the same bytes again")
  func sufficiency() throws {
    let page = try Command.run(places)
    #expect(page.status == 0)
    #expect(page.output.contains("not placed as planned"))
    let table = try Command.run(places + ["--format", "csv"])
    #expect(try Command.run(places + ["--format", "csv"]).output == table.output)
    let rows = Command.table(table.output)
    #expect(rows.contains { $0["what"] == "chance full" && $0["of"] == "residential block" })
    #expect(rows.filter { $0["what"] == "cost GBP" }.count == 6)
    let late = try Command.run(Array(places.dropLast(6)) + ["--from", "April"])
    #expect(late.status == 2 && late.messages.contains("--from takes a month"))
    let carers = try Command.run([
      "sufficiency", "carers", "--carers", "110", "--enquiries", "20", "--conversion", "0.06",
      "--lag", "0,0,0,0,0.3,0.4,0.3", "--leave", "0.012", "--places-per-carer", "1.6",
      "--unavailable", "0.18", "--months", "12", "--format", "csv",
    ])
    #expect(Command.table(carers.output).last?["carers"]?.hasPrefix("103.2642878") == true)
    let stepDown = try Command.run([
      "sufficiency", "step-down", "--children", "6", "--success", "0.65", "--month", "3",
      "--return-chance", "0.03", "--cost-from", "29600", "--cost-to", "5200", "--support", "2100",
      "--preparation", "4500", "--months", "12", "--format", "csv",
    ])
    #expect(Command.table(stepDown.output).last?["cumulative"]?.hasPrefix("668090.16") == true)
  }

  @Test(
    "emergencies of the demonstration returns: counts rounded unless they may be seen, no child")
  func emergency() throws {
    let arguments = [
      "emergency", "--returns", "demonstration/ssda903", "--codes", "Z1,K2", "--from", "2021-04",
      "--until", "2025-03-31", "--simulations", "200",
    ]
    let page = try Command.run(arguments + ["--premium", "2000"])
    #expect(page.status == 0, "\(page.messages)")
    #expect(page.output.contains("rounded to the nearest 5"))
    #expect(page.output.contains("above the placements planned"))
    let table = try Command.run(arguments + ["--format", "csv"])
    let counts = Command.table(table.output).filter { $0["table"] == "age" }
    #expect(!counts.isEmpty)
    #expect(counts.allSatisfy { Int($0["value"] ?? "")?.isMultiple(of: 5) == true })
    #expect(!table.output.contains("SYN") && !page.output.contains("SYN"))
    let exact = try Command.run(arguments + ["--format", "csv", "--exact"])
    #expect(exact.output != table.output)
    let wrong = try Command.run(
      arguments.map { $0 == "2021-04" ? "2026-04" : $0 } + ["--format", "csv"])
    #expect(wrong.status == 2 && wrong.messages.contains("before it starts"))
    let mistyped = try Command.run(arguments.map { $0 == "Z1,K2" ? "z1" : $0 })
    #expect(mistyped.status == 2 && mistyped.messages.contains("no SSDA903 placement code"))
    let whole = try Command.run(
      arguments + [
        "--format", "json", "--definition", "demonstration/emergency/definitions.csv", "--prices",
        "demonstration/emergency/prices.csv", "--peers", "demonstration/emergency/peers.csv",
        "--usual", "2021-04..2022-03", "--children", "73457",
      ])
    #expect(whole.status == 0, "\(whole.messages)")
    let object = try JSONSerialization.jsonObject(with: Data(whole.output.utf8))
    let rows = (object as? [String: Any])?["rows"] as? [[String: String]] ?? []
    #expect(Set(rows.compactMap { $0["table"] }).isSuperset(of: ["funnel", "rate", "forecast"]))
    #expect(rows.contains { $0["label"] == "East team: above" })
    let outside = try Command.run(arguments + ["--usual", "2019-04..2022-03"])
    #expect(outside.status == 2 && outside.messages.contains("not a span within"))
    // Secure homes: too few for anything but rounded counts.
    let few = try Command.run(
      arguments.map { $0 == "Z1,K2" ? "K1" : $0 == "2021-04" ? "2025-02" : $0 })
    #expect(few.status == 0 && few.output.contains("Too few to say more"))
    #expect(!few.output.contains("begin in a month"))
  }
}
