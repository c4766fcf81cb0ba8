import Forecasting
import LinearAlgebra
import Testing

@Suite("Hierarchies")
struct HierarchyTests {
  static func areas() throws -> Hierarchy {
    try Hierarchy.grouped(
      total: "England", dimensions: [.init("region", "area"), .init("need")],
      labels: [
        ["North", "A", "autism"], ["North", "A", "speech"], ["North", "B", "autism"],
        ["North", "B", "speech"], ["South", "C", "autism"], ["South", "C", "speech"],
      ])
  }

  @Test func groupsAndNestsFromLabels() throws {
    let hierarchy = try HierarchyTests.areas()
    #expect(
      hierarchy.names == [
        "England", "England/autism", "England/speech", "North", "South", "North/autism",
        "North/speech", "South/autism", "South/speech", "A", "B", "C", "A/autism", "A/speech",
        "B/autism", "B/speech", "C/autism", "C/speech",
      ])
    #expect(hierarchy.count == 18 && hierarchy.cellCount == 6 && hierarchy.totalCount == 12)
    #expect(
      try hierarchy.aggregate([1, 2, 4, 8, 16, 32]) == [
        63, 21, 42, 15, 48, 5, 10, 16, 32, 3, 12, 48, 1, 2, 4, 8, 16, 32,
      ])
    #expect(hierarchy.index(of: "B/autism") == 14 && hierarchy.index(of: "D") == nil)
    #expect(hierarchy.cellNames.first == "A/autism")
  }

  @Test func coherence() throws {
    let hierarchy = try Hierarchy.flat(total: "all", parts: ["a", "b"])
    #expect(try hierarchy.discrepancies([10, 4, 5]) == [1])
    #expect(try !hierarchy.isCoherent([10, 4, 5]))
    #expect(try hierarchy.isCoherent([9, 4, 5]))
    #expect(try hierarchy.isCoherent([10, 4, 5], tolerance: 0.1))
    #expect(try !hierarchy.isCoherent([10, 4, 5], tolerance: 0.0999))
  }

  @Test func proportions() throws {
    let hierarchy = try HierarchyTests.areas()
    let base = (0..<18).map { Double($0 + 1) }
    #expect(try hierarchy.bottomUp(base) == hierarchy.aggregate([13, 14, 15, 16, 17, 18]))
    // Two years: totals 10 and 30.
    let history: [[Double]] = [[1, 9], [2, 3], [3, 6], [2, 3], [1, 3], [1, 6]]
    let average = try hierarchy.topDown([100] + Array(repeating: 0, count: 17), history: history)
    #expect(agree(Array(average[12...]), [20, 15, 25, 15, 10, 15]))
    let averages = try hierarchy.topDown(
      [100] + Array(repeating: 0, count: 17), history: history, proportions: .ofAverages)
    #expect(agree(Array(averages[12...]), [25, 12.5, 22.5, 12.5, 10, 17.5]))
    var middle = Array(repeating: 0.0, count: 18)
    middle[3] = 58
    middle[4] = 22
    let out = try hierarchy.middleOut(
      middle, level: ["South", "North"], history: history, proportions: .ofAverages)
    #expect(out[0] == 80 && agree([out[3], out[4]], [58, 22]))
    #expect(agree(Array(out[12...]), [20, 10, 18, 10, 8, 14]))
    #expect(try hierarchy.isCoherent(out))
  }

  @Test func zerosInTheHistory() throws {
    let pair = try Hierarchy.flat(total: "all", parts: ["a", "b"])
    #expect(try pair.topDown([8, 0, 0], history: [[0, 1], [0, 3]]) == [8, 2, 6])
    for way in [Hierarchy.Proportions.average, .ofAverages] {
      #expect(
        try pair.topDown([8, 0, 0], history: [[0], [0]], proportions: way) == [8, 4, 4])
    }
  }

  @Test func refusals() throws {
    let hierarchy = try Hierarchy.flat(total: "all", parts: ["a", "b"])
    func message(_ body: () throws -> Void) -> String {
      do {
        try body()
        return ""
      } catch { return "\(error)" }
    }
    #expect(message { _ = try Hierarchy.flat(total: "all", parts: []) }.contains("0 cells"))
    #expect(message { _ = try Hierarchy.flat(total: "a", parts: ["a"]) }.contains("occurs twice"))
    #expect(
      message { _ = try Hierarchy(names: ["a"], summing: Matrix(rows: 2, columns: 1)) }
        .contains("names: 1 where 2"))
    #expect(
      message { _ = try Hierarchy(names: ["a", "b"], summing: Matrix(rows: [[1], [2]])) }
        .contains("hierarchy, b: the last 1 rows"))
    #expect(
      message { _ = try Hierarchy(names: ["a", "b"], summing: Matrix(rows: [[.nan], [1]])) }
        .contains("row 0"))
    #expect(message { _ = try hierarchy.aggregate([1]) }.contains("cells: 1 where 2"))
    #expect(message { _ = try hierarchy.aggregate([1, .infinity]) }.contains("cells of b[0]"))
    #expect(message { _ = try hierarchy.aggregate([1e308, 1e308]) }.contains("sums of all"))
    #expect(message { _ = try hierarchy.bottomUp([1, 2]) }.contains("forecasts"))
    #expect(
      message { _ = try hierarchy.topDown([1, 2, 3], history: [[1], [1, 2]]) }
        .contains("history of b: 2 where 1"))
    #expect(
      message { _ = try hierarchy.topDown([1, 2, 3], history: [[1], [.nan]]) }
        .contains("history of b[0]"))
    #expect(
      message { _ = try hierarchy.topDown([1, 2, 3], history: [[1], [1]], total: "none") }
        .contains("no series"))
    #expect(
      message { _ = try hierarchy.middleOut([1, 2, 3], level: ["a"], history: [[1], [1]]) }
        .contains("hierarchy, b: belongs to no series"))
    #expect(
      message {
        _ = try hierarchy.middleOut([1, 2, 3], level: ["all", "a"], history: [[1], [1]])
      }
      .contains("holds a twice"))
    let region = Hierarchy.Dimension("region", "area")
    #expect(
      message { _ = try Hierarchy.grouped(total: "t", dimensions: [], labels: [["a"]]) }
        .contains("at least one dimension"))
    #expect(
      message { _ = try Hierarchy.grouped(total: "t", dimensions: [region], labels: [["a"]]) }
        .contains("cell 0: 1 labels where 2"))
    #expect(
      message {
        _ = try Hierarchy.grouped(
          total: "t", dimensions: [region], labels: [["N", "a"], ["S", "a"]])
      }.contains("area a: lies in both N and S"))
    #expect(
      message {
        _ = try Hierarchy.grouped(
          total: "t", dimensions: [region], labels: [["N", "a"], ["N", "a"]])
      }.contains("occur twice"))
  }
}
