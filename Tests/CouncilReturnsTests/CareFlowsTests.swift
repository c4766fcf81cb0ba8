import Cohorts
import CouncilReturns
import Foundation
import Periods
import ReferenceCases
import Testing

@Suite("Daily flows of looked-after children")
struct CareFlowsTests {
  /// A child who turns 10 on 5 April 2020: fostered, then in a children's home, and away for a while.
  private static let wanderer = """
    A,2020-04-01,S,C2,U4,2020-04-08,X1
    A,2020-04-08,L,C1,U4,2020-04-15,X1
    A,2020-04-15,P,C1,K2,2020-04-20,E4A
    A,2020-04-25,S,C1,P3,,
    """

  private func returns(
    _ episodes: String, births: [String: String] = ["A": "2010-04-05"]
  ) throws -> CareReturns {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    let year = folder.appending(path: "2020")
    try FileManager.default.createDirectory(at: year, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try "CHILD,DECOM,RNE,LS,PLACE,DEC,REC\n\(episodes)\n".write(
      to: year.appending(path: "episodes.csv"), atomically: true, encoding: .utf8)
    let rows = births.sorted { $0.key < $1.key }.map { "\($0.key),1,\($0.value)" }
    try (["CHILD,SEX,DOB"] + rows).joined(separator: "\n").write(
      to: year.appending(path: "header.csv"), atomically: true, encoding: .utf8)
    return try CareReturns.read(folder: folder.path)
  }

  private func date(_ iso: String) throws -> CalendarDate { try CalendarDate(iso: iso) }

  private func state(_ age: CareStays.AgeGroup, _ placement: CareFlows.Placement) -> Int {
    CareFlows.state(age, placement)
  }

  @Test func baseRulesKeepEveryEpisodeInTheAgeOfItsStart() throws {
    let flows = try CareFlows(try returns(Self.wanderer), rules: .stockFlow)
    let history = try flows.history(from: try date("2020-04-01"), to: try date("2020-04-30"))
    let young = state(.fiveToNine, .fostering)
    let old = state(.tenToFifteen, .fostering)
    #expect(history.stock(young, day: -1) == 0)
    #expect(history.stock(young, day: 0) == 1)
    #expect(history.stock(young, day: 6) == 1, "ten on day 4, in the group of the start still")
    #expect(history.stock(old, day: 7) == 1)
    #expect(history.stock(state(.tenToFifteen, .residential), day: 18) == 1)
    #expect(history.stock(state(.tenToFifteen, .other), day: 24) == 1)
    let moves = history.moves.map { [$0.day, $0.from, $0.to] }
    #expect(
      moves == [
        [7, young, young], [14, old, state(.tenToFifteen, .residential)],
        [19, state(.tenToFifteen, .residential), state(.tenToFifteen, .notInCare)],
      ])
    #expect(history.entries[young] == 1)
    #expect(history.entries[state(.tenToFifteen, .other)] == 1)
    #expect(history.entries.reduce(0, +) == 2)
  }

  @Test func regionalRulesJoinEpisodesAndSplitThemAtBirthdays() throws {
    let flows = try CareFlows(try returns(Self.wanderer), rules: .stockFlowRegional)
    let history = try flows.history(from: try date("2020-04-01"), to: try date("2020-04-30"))
    let young = state(.fiveToNine, .fostering)
    let old = state(.tenToFifteen, .fostering)
    #expect(history.stock(young, day: 3) == 1 && history.stock(young, day: 4) == 0)
    #expect(history.stock(old, day: 4) == 1 && history.stock(old, day: 13) == 1)
    let moves = history.moves.map { [$0.day, $0.from, $0.to] }
    let home = state(.tenToFifteen, .residential)
    #expect(
      moves == [[4, young, old], [14, old, home], [19, home, state(.tenToFifteen, .notInCare)]])
    #expect(history.stock(home, day: 24) == 1, "P3 is residential here")
  }

  /// The same child overlapping with itself is cut; another without date of birth, with an unknown
  /// placement or ending before it starts is in no stock, and said.
  @Test func whatCannotBeCountedIsSetAside() throws {
    let flows = try CareFlows(
      try returns(
        """
        A,2020-04-01,S,C2,U4,2020-05-30,X1
        A,2020-04-10,P,C2,K2,,
        B,2020-04-01,S,C2,U4,,
        C,2020-04-01,S,C2,Q7,,
        """, births: ["A": "2008-01-01", "C": "2008-01-01"]), rules: .stockFlow)
    let stock = flows.stock(on: try date("2020-04-30"))
    #expect(stock[state(.tenToFifteen, .residential)] == 1)
    #expect(stock.reduce(0, +) == 1)
    #expect(flows.setAside.values.reduce(0, +) >= 1)
    #expect(flows.setAside["child without date of birth"] == 1)
  }

  @Test func windowsOutsideTheReturnsAreRefused() throws {
    let flows = try CareFlows(try returns(Self.wanderer), rules: .stockFlow)
    #expect(flows.firstDay == (try date("2020-04-01")))
    #expect(flows.lastDay == (try date("2021-03-31")))
    for (from, to) in [
      ("2020-04-01", "2020-04-01"), ("2020-05-01", "2020-04-01"), ("2020-03-31", "2020-05-01"),
      ("2020-05-01", "2021-04-01"),
    ] {
      #expect(throws: ReturnsError.self) {
        try flows.history(from: try date(from), to: try date(to))
      }
    }
    #expect(throws: ReturnsError.self) { try flows.checkStart(try date("2020-03-31")) }
    #expect(throws: ReturnsError.self) { try flows.checkStart(try date("2021-04-01")) }
    try flows.checkStart(try date("2021-03-31"))
  }

  @Test func windowsWithoutChildrenAreRefused() throws {
    let flows = try CareFlows(
      try returns("A,2020-06-01,S,C2,U4,2020-06-20,E4A"), rules: .stockFlow)
    #expect(throws: ReturnsError.self) {
      try flows.history(from: try date("2020-07-01"), to: try date("2020-08-01"))
    }
  }

  @Test func returnsWithoutUsableEpisodesAreRefused() throws {
    let none = try returns("B,2020-04-01,S,C2,U4,,")
    #expect(throws: ReturnsError.self) { try CareFlows(none, rules: .stockFlow) }
  }

  /// Moves and child-days at risk of the artificial sample, counted by the base model itself.
  @Test(
    .enabled(if: SharedReference.isPresent),
    arguments: [("A", "2019-07-01", "2020-01-01"), ("B", "2021-03-27", "2022-03-27")])
  func countsOfTheSample(_ run: String, _ from: String, _ to: String) throws {
    let folder = SharedReference.folder.appending(path: "peers/cla/input").path
    let flows = try CareFlows(try CareReturns.read(folder: folder), rules: .stockFlow)
    let history = try flows.history(from: try date(from), to: try date(to))
    let rule = StockFlowHistory.RateRule(countsEmptyDays: true, firstDayOpensWithItsClose: true)
    let file = SharedReference.folder.appending(path: "peers/cla/base_transition_counts.csv")
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").dropFirst()
    var moves = 0
    for line in lines.map({ $0.split(separator: ",").map(String.init) }) where line[0] == run {
      let from = state(try age(line[1]), try placement(line[2]))
      let to = state(try age(line[3]), try placement(line[4]))
      #expect(history.moves.count { $0.from == from && $0.to == to } == Int(line[5]))
      #expect(Double(history.personDays(from, rule)) == Double(line[6]))
      #expect(history.days - history.daysAtRisk(from, rule) == Int(line[7]))
      #expect(history.days == Int(line[8]))
      moves += Int(line[5]) ?? 0
    }
    #expect(moves == history.moves.count)
  }

  private func age(_ name: String) throws -> CareStays.AgeGroup {
    let names = [
      "BIRTH_TO_ONE", "ONE_TO_FIVE", "FIVE_TO_TEN", "TEN_TO_SIXTEEN", "SIXTEEN_TO_EIGHTEEN",
    ]
    return try #require(names.firstIndex(of: name).flatMap(CareStays.AgeGroup.init(rawValue:)))
  }

  private func placement(_ name: String) throws -> CareFlows.Placement {
    let names = ["FOSTERING", "RESIDENTIAL", "SUPPORTED", "OTHER", "NOT_IN_CARE"]
    return try #require(names.firstIndex(of: name).flatMap(CareFlows.Placement.init(rawValue:)))
  }
}
