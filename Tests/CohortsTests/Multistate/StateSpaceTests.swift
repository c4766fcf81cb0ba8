import Cohorts
import Testing

@Suite("State spaces and clocks")
struct StateSpaceTests {
  @Test("cells are states by bands, with valid combinations alone")
  func cells() throws {
    let age = try CohortClock(
      name: "age", bands: ["0-1", "2+"], starts: [0, 2], ticks: 5, end: .leaves(reason: "18"))
    let stay = try CohortClock(
      name: "stay", bands: ["new", "old"], starts: [0, 1], ticks: 3, restartsOnMove: true)
    let space = try StateSpace(
      dimensions: [
        .init(name: "place", levels: ["home", "school"]), .init(name: "need", levels: ["a", "b"]),
      ], clocks: [age, stay], isValid: { $0 != [1, 1] })
    #expect(space.states.count == 3)
    #expect(space.cellCount == 12)
    #expect(space.tickCount == 15)
    #expect(space.state(["school", "a"]) == 2)
    #expect(space.state(["school", "b"]) == nil)
    #expect(space.state(["school"]) == nil)
    #expect(space.state(["school", "c"]) == nil)
    let cell = try space.cell(state: 2, ticks: [4, 0])
    #expect(space.name(ofCell: cell) == "school|a|2+|new")
    #expect(space.bands(ofCell: cell) == [1, 0])
    let byAge = try CohortGrouping.by("age", of: space)
    #expect(byAge.groups == ["0-1", "2+"] && byAge.groupOfCell[cell] == 1)
    #expect(try CohortGrouping.by("need", of: space).groupOfCell[cell] == 0)
    #expect(throws: CohortError.self) { try space.cell(state: 2, ticks: [5, 0]) }
    #expect(throws: CohortError.self) { try space.cell(state: 2, ticks: [0]) }
  }

  @Test("spaces and clocks that cannot be are refused")
  func refused() throws {
    let place = StateSpace.Dimension(name: "place", levels: ["home", "school"])
    #expect(throws: CohortError.self) { try StateSpace(dimensions: [place, place]) }
    #expect(throws: CohortError.self) {
      try StateSpace(dimensions: [.init(name: "place", levels: [])])
    }
    #expect(throws: CohortError.self) {
      try StateSpace(dimensions: [.init(name: "place", levels: ["a", "a"])])
    }
    #expect(throws: CohortError.self) {
      try StateSpace(dimensions: [place], isValid: { _ in false })
    }
    let days = try CohortClock(name: "days", bands: ["all"], starts: [0], ticks: 100_000)
    let weeks = try CohortClock(name: "weeks", bands: ["all"], starts: [0], ticks: 10_000)
    #expect(throws: CohortError.self) {
      try StateSpace(dimensions: [place], clocks: [days, weeks])
    }
    let wide = (0..<20_000).map { "level \($0)" }
    #expect(throws: CohortError.self) {
      try StateSpace(dimensions: [
        .init(name: "x", levels: wide), .init(name: "y", levels: wide),
      ])
    }
    for (bands, starts, ticks) in [
      ([], [], 1), (["a"], [1], 5), (["a", "b"], [0, 0], 5), (["a", "b"], [0, 5], 5),
      (["a", "a"], [0, 1], 5), (["a", "b"], [0], 5),
    ] as [([String], [Int], Int)] {
      #expect(throws: CohortError.self) {
        try CohortClock(name: "clock", bands: bands, starts: starts, ticks: ticks)
      }
    }
  }
}
