import DisclosureControl
import Testing

@Suite("Suppression")
struct SuppressionTests {
  @Test("of a table whose row leaks the sum of two small counts hides a third")
  func leakingRow() throws {
    let table = try TwoWayCounts(interior: [[1, 1, 50], [60, 70, 80], [15, 25, 35]])
    let suppression = table.problem.suppress(.standard)
    #expect(suppression.primary == [0, 1])
    #expect(suppression.suppressed == [0, 1, 2, 8, 9, 10])
    #expect(suppression.secondary == [2, 8, 9, 10])
    #expect(suppression.intervals[2] == AttackerInterval(lower: 10, upper: 52))
    #expect(suppression.unprotected.isEmpty)
    #expect(table.published(suppression)[0] == [nil, nil, nil, 52])
    #expect(table.published(suppression)[1] == [60, 70, 80, 210])
  }

  @Test("leaves a table without small counts as it is, and shows zeros unless told not to")
  func nothingToHide() throws {
    let plain = try TwoWayCounts(interior: [[10, 20], [30, 40]])
    #expect(plain.problem.suppress(.standard).suppressed.isEmpty)
    let zeros = try TwoWayCounts(interior: [[0, 20], [30, 40]])
    #expect(zeros.problem.suppress(.standard).suppressed.isEmpty)
    let rules = try DisclosureRules(threshold: 5, protectsZeros: true)
    #expect(zeros.problem.suppress(rules).primary == [0])
  }

  @Test("of a small count alone needs nothing more: nobody can work it out")
  func alone() throws {
    let problem = try DisclosureProblem(
      cells: [DisclosureCell(name: "children", value: 3)], equations: [])
    let suppression = problem.suppress(.standard)
    #expect(suppression.suppressed == [0])
    #expect(suppression.intervals[0]?.width == .infinity)
  }

  @Test("of a part and its total together leaves a reader nothing but the other part")
  func unbounded() throws {
    let problem = try DisclosureProblem(
      cells: [
        DisclosureCell(name: "all", value: 12, level: 1), DisclosureCell(name: "girls", value: 9),
        DisclosureCell(name: "boys", value: 3),
      ], equations: [[0, 1, 2]])
    let intervals = problem.attackerIntervals(suppressed: [0, 2])
    #expect(intervals[2] == AttackerInterval(lower: 0, upper: nil))
    #expect(intervals[0] == AttackerInterval(lower: 9, upper: nil))
  }

  @Test("does not lean on what readers know already, and says what can't be hidden")
  func known() throws {
    func problem(known: Set<Int>) throws -> DisclosureProblem {
      try DisclosureProblem(
        cells: [60.0, 3, 20, 37].enumerated().map { index, value in
          DisclosureCell(
            name: "\(index)", value: value, level: index == 0 ? 1 : 0,
            isKnown: known.contains(index))
        }, equations: [[0, 1, 2, 3]])
    }
    #expect(try problem(known: []).suppress(.standard).suppressed == [1, 2])
    #expect(try problem(known: [2]).suppress(.standard).suppressed == [1, 3])
    let given = try problem(known: [0, 2, 3]).suppress(.standard)
    #expect(given.unprotected == [1])
    #expect(try problem(known: [1]).suppress(.standard).unprotected == [1])
  }

  @Test("of a figure that is sensitive for another reason keeps the width asked for")
  func always() throws {
    let problem = try DisclosureProblem(
      cells: [
        DisclosureCell(name: "all", value: 900_000, level: 1, sensitivity: .never),
        DisclosureCell(name: "a", value: 120_000, sensitivity: .always(width: 160_000)),
        DisclosureCell(name: "b", value: 30_000, sensitivity: .never),
        DisclosureCell(name: "c", value: 750_000, sensitivity: .never),
      ], equations: [[0, 1, 2, 3]])
    // b alone leaves a within 150,000.
    #expect(problem.suppress(.standard).suppressed == [1, 2, 3])
  }

  @Test("of tables linked by shared figures treats them as one problem")
  func linked() throws {
    var release = LinkedRelease<String>()
    for (key, value, level) in [
      ("all", 57.0, 1), ("without", 54, 0), ("group", 3, 0), ("boys", 30, 0), ("girls", 27, 0),
      ("boys without", 28, 0), ("girls without", 26, 0),
    ] {
      try release.add(key, DisclosureCell(name: key, value: value, level: level))
    }
    try release.add(total: "all", of: ["without", "group"])
    try release.add(total: "all", of: ["boys", "girls"])
    try release.add(total: "without", of: ["boys without", "girls without"])
    try release.add(total: "without", of: ["boys without", "girls without"])
    let problem = try release.problem()
    #expect(problem.equations.count == 3)
    let suppression = problem.suppress(.standard)
    #expect(
      suppression.suppressed.map { release.keys[$0] } == ["without", "group", "girls without"])
    #expect(throws: DisclosureError.disagreement(cell: "all", first: 57, second: 58)) {
      try release.add("all", DisclosureCell(name: "all", value: 58))
    }
    #expect(throws: DisclosureError.self) { try release.add(total: "all", of: ["nobody"]) }
  }

  @Test("trimmed hides every small count with no more figures")
  func trimmed() throws {
    for index in 0..<200 {
      let problem = try TwoWayCounts(interior: RandomTables.counts(index)).problem
      let full = problem.suppress(.standard)
      let trimmed = problem.suppress(.standard, trims: true)
      #expect(Set(trimmed.suppressed).isSubset(of: full.suppressed))
      #expect(trimmed.unprotected == full.unprotected)
      #expect(trimmed.primary == full.primary)
    }
  }

  @Test("refuses figures and sums that make no table", arguments: [true, false])
  func refusals(_ isNegative: Bool) throws {
    #expect(throws: DisclosureError.self) {
      try TwoWayCounts(interior: isNegative ? [[1, -2]] : [[1, 2], [3]])
    }
    #expect(throws: DisclosureError.self) { try TwoWayCounts(interior: []) }
    let cells = [2.0, 3, 6].map { DisclosureCell(name: "\($0)", value: $0) }
    for equation in [[2, 0, 1], [2], [2, 0, 0], [2, 5]] {
      #expect(throws: DisclosureError.self) {
        try DisclosureProblem(cells: cells, equations: [equation])
      }
    }
    let message = DisclosureError.doesNotAdd(total: "all", printed: 6, sum: 5).description
    #expect(message.hasPrefix("all is printed as 6.0 and its parts add to 5.0"))
    #expect(throws: DisclosureError.self) { try DisclosureRules(threshold: 0) }
    #expect(throws: DisclosureError.self) { try DisclosureRules(threshold: .nan) }
    #expect(throws: DisclosureError.self) { try DisclosureRules(threshold: 5, minimumWidth: -1) }
  }
}
