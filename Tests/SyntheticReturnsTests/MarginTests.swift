import Periods
import SyntheticReturns
import Testing

@Suite("Margins of synthetic returns")
struct MarginTests {
  @Test(
    "All published figures are met within 2%",
    arguments: ["Bromley", "Trafford", "Oxfordshire", "E06000060"])
  func margins(area: String) throws {
    let council = try Synthetic.council(area, years: 2021...2025)
    let off = council.margins.filter { !$0.isWithinTolerance }
    #expect(off.isEmpty, "\(off.map(\.description))")
    // The years 2021 to 2025: stocks, starts, ends, ages, placements, settings, needs and requests.
    #expect(council.margins.count > 450)
    for measure in [
      "cla", "cla-starts", "cla-ceases", "cla-placements-started", "plans", "new-plans",
      "ceased-plans", "plan-requests", "plan-assessments",
    ] {
      #expect(council.margins.contains { $0.measure == measure }, "\(measure)")
    }
    #expect(council.margins.contains { $0.split == "need" })
  }

  @Test("The files hold what the margins say: DfE, Bromley, 31 March and January 2025")
  func files() throws {
    try Synthetic.withFolder { folder in
      try Synthetic.council(years: 2025...2025).write(to: folder)
      let episodes = try ReturnTable("\(folder)/ssda903/2024-25/episodes.csv").rows
      #expect(episodes.filter { $0["DEC"] == "" }.count == 343)
      #expect(
        Set(episodes.filter { $0["RNE"] == "S" && isInYear($0["DECOM"]) }.map { $0["CHILD"] }).count
          == 125)
      let ended = episodes.filter { !["", "X1"].contains($0["REC"] ?? "") }
      #expect(Set(ended.map { $0["CHILD"] }).count == 133)
      let places = episodes.filter { $0["DEC"] == "" }.map { $0["PLACE"]?.first }
      #expect(places.filter { $0 == "U" }.count == 232)
      #expect(places.filter { $0 == "A" }.count == 7)

      let prefix = "\(folder)/sen2/2025/Blade-Export_25-02-2025_"
      let active = try ReturnTable(prefix + "activeplans.csv").rows
      #expect(active.count == 4_395)
      let named = try ReturnTable(prefix + "namedplan.csv").rows
      #expect(named.filter { $0["startdate"]?.hasPrefix("2024") == true }.count == 674)
      #expect(named.filter { $0["ceasedate"]?.hasPrefix("2024") == true }.count == 462)
      let needs = try ReturnTable(prefix + "senneed.csv").rows.filter { $0["sentyperank"] == "1" }
      #expect(needs.filter { $0["sentype"] == "SLCN" }.count == 1_513)
      let requests = try ReturnTable(prefix + "requests.csv").rows
      #expect(requests.filter { $0["receiveddate"]?.hasPrefix("2024") == true }.count == 1_062)
    }
  }

  private func isInYear(_ text: String?) -> Bool {
    guard let day = try? day(text) else { return false }
    return day.daysSince1970 > 19_813
  }

  @Test("A scale multiplies all figures, a number of children the rest in proportion")
  func scales() throws {
    let tenth = try Synthetic.council(years: 2025...2025, size: .scaled(0.1))
    #expect(tenth.margins.first { $0.measure == "plans" && $0.split == "total" }?.made == 440)
    let some = try Synthetic.council(years: 2025...2025, size: .lookedAfter(686))
    #expect(some.margins.first { $0.measure == "cla" && $0.split == "total" }?.made == 686)
    #expect(
      some.margins.contains { $0.measure == "plans" && $0.split == "total" && $0.made == 8_790 })
  }

  @Test("An area with totals only takes the nation's shares")
  func totalsOnly() throws {
    let council = try Synthetic.council("York", years: 2024...2025)
    let off = council.margins.filter { !$0.isWithinTolerance }
    #expect(off.isEmpty, "\(off.map(\.description))")
  }

  @Test("Assessments outnumber agreed requests of a year where earlier requests are still open")
  func carriedRequests() throws {
    let council = try Synthetic.council("Solihull", years: 2021...2025)
    let off = council.margins.filter { !$0.isWithinTolerance }
    #expect(off.isEmpty, "\(off.map(\.description))")
  }

  @Test("Suppressed cells take what others leave; of a return not made only its zeros are off")
  func suppressedAndUnreported() throws {
    let council = try Synthetic.council("West Berkshire", years: 2021...2025)
    let off = council.margins.filter { !$0.isWithinTolerance }
    #expect(Set(off.map(\.measure)) == ["plan-requests"])
    #expect(off.map(\.period) == ["2022", "2022"] && off.map(\.published) == [0, 0])
  }
}
