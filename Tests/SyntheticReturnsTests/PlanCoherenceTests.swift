import Periods
import SyntheticReturns
import Testing

@Suite("Coherence of synthetic SEN2 returns")
struct PlanCoherenceTests {
  @Test("Requests lead to assessments and these to plans, in order of time")
  func order() throws {
    try Synthetic.withFolder { folder in
      try Synthetic.council(years: 2024...2025, seed: 3, censuses: 1).write(to: folder)
      let prefix = "\(folder)/sen2/2025/Blade-Export_25-02-2025_"
      func table(_ name: String) throws -> [[String: String]] {
        try ReturnTable(prefix + name + ".csv").rows
      }
      func keyed(_ name: String, _ key: String) throws -> [String: [String: String]] {
        Dictionary(
          try table(name).map { ($0[key] ?? "", $0) }, uniquingKeysWith: { first, _ in first })
      }
      let people = try keyed("person", "persontableid")
      let requests = try keyed("requests", "requeststableid")
      let assessments = try keyed("assessment", "assessmenttableid")
      #expect(people.values.allSatisfy { $0["sourceid"]?.hasPrefix("SYN") == true })
      for request in requests.values {
        let person = try #require(people[request["persontableid"] ?? ""])
        let received = try #require(try timestamp(request["receiveddate"]))
        let birth = try #require(try timestamp(person["personbirthdate"]))
        #expect(birth < received)
        if let decided = try timestamp(request["requestoutcomedate"]) {
          #expect(received <= decided)
        }
      }
      for assessment in assessments.values {
        let request = try #require(requests[assessment["requeststableid"] ?? ""])
        #expect(["Y", "H"].contains(request["requestoutcome"]))
        let decided = try #require(try timestamp(request["requestoutcomedate"]))
        if let ended = try timestamp(assessment["assessmentoutcomedate"]) {
          #expect(decided <= ended)
        }
      }
      for plan in try table("namedplan") {
        let assessment = try #require(assessments[plan["assessmenttableid"] ?? ""])
        let start = try #require(try timestamp(plan["startdate"]))
        let assessed = try #require(try timestamp(assessment["assessmentoutcomedate"]))
        #expect(assessed <= start)
        if let end = try timestamp(plan["ceasedate"]) { #expect(start < end) }
      }
      let census = CensusDate.sen2(january: 2025)
      for plan in try table("activeplans") {
        let request = try #require(requests[plan["requeststableid"] ?? ""])
        let person = try #require(people[request["persontableid"] ?? ""])
        let birth = try #require(try timestamp(person["personbirthdate"]))
        #expect((0...25).contains(age(birth, on: census)))
      }
      for placement in try table("placementdetail") {
        let entry = try #require(try timestamp(placement["entrydate"]))
        #expect(entry <= census)
      }
    }
  }

  @Test("Transitions chain from census to census, and the stocks are the published ones")
  func transitions() throws {
    try Synthetic.withFolder { folder in
      try Synthetic.council(seed: 3, censuses: 0).write(to: folder)
      let rows = try ReturnTable("\(folder)/sen2/transitions.csv").rows
      var ends: [Int: [String: Int]] = [:]
      var starts: [Int: [String: Int]] = [:]
      for row in rows {
        let year = try #require(Int(row["calendar-year"] ?? ""))
        let first = try #require(Int(row["academic-year-1"] ?? ""))
        #expect(Int(row["academic-year-2"] ?? "") == first + 1)
        if let setting = row["setting-1"], setting != "NONSEND" {
          starts[year, default: [:]]["\(setting)|\(row["need-1"] ?? "")|\(first)", default: 0] += 1
        }
        if let setting = row["setting-2"], setting != "NONSEND" {
          ends[year + 1, default: [:]][
            "\(setting)|\(row["need-2"] ?? "")|\(first + 1)", default: 0] += 1
        }
      }
      #expect(starts[2024] == ends[2024])
      #expect(starts[2022]?.values.reduce(0, +) == 3_241)
      #expect(ends[2025]?.values.reduce(0, +) == 4_395)
      let population = try ReturnTable("\(folder)/sen2/population.csv").rows
      #expect(Set(population.map { $0["calendar-year"] }).count == 14)
      #expect(population.count == 14 * 26)
    }
  }

  @Test("Version 1.2 has neither sources of requests nor dates of phase transfers")
  func versions() throws {
    try Synthetic.withFolder { folder in
      try Synthetic.council(years: 2025...2025, size: .scaled(0.05), version: .v12)
        .write(to: folder)
      let prefix = "\(folder)/sen2/2025/Blade-Export_25-02-2025_"
      let request = try #require(try ReturnTable(prefix + "requests.csv").rows.first)
      #expect(request["requestsource"] == nil && request["SYNTHETIC"] == "yes")
      let plan = try #require(try ReturnTable(prefix + "activeplans.csv").rows.first)
      #expect(plan["phasetransferduedate"] == nil && plan["SYNTHETIC"] == "yes")
    }
  }
}
