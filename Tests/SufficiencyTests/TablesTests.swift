import Sufficiency
import Testing

@Suite("Tables of stages and of who could go where")
struct SufficiencyTableTests {
  static func reason(_ work: () throws -> Void) -> String {
    do { try work() } catch { return "\(error)" }
    return "accepted"
  }
  static func stages(_ text: String) throws -> [OverflowCascade.Stage] {
    try OverflowCascade.stages(bytes: Array(text.utf8), file: "stages.csv")
  }
  static func allocation(
    groups: String = "group,children\na,2\nb,1\n", places: String = "place,capacity\nx,2\ny,3\n",
    costs: String = "group,place,cost_per_week\na,x,600\nb,y,900\n"
  ) throws -> AllocationTables {
    try AllocationTables(
      groups: (Array(groups.utf8), "groups.csv"), places: (Array(places.utf8), "places.csv"),
      costs: (Array(costs.utf8), "costs.csv"))
  }

  @Test("stages are read in order, an empty capacity is without limit")
  func stageTable() throws {
    let found = try Self.stages(
      "stage,capacity,suited_share,price_per_week\nblock,8,0.8,5200\nspot,,1,6800\n")
    #expect(found.map(\.name) == ["block", "spot"])
    #expect(found[0].capacity == 8 && found[1].capacity == nil)
    #expect(found[0].suitedShare == 0.8 && found[1].weeklyPrice == 6800)
  }

  @Test(
    "what is wrong with a stage is said with its place",
    arguments: [
      ("block,8,1.2,5200\n", "stages.csv:2:9", "above 1"),
      ("block,8,0.8,\n", "stages.csv:2:13", "missing price"),
      ("block,-8,0.8,5200\n", "stages.csv:2:7", "whole number"),
      ("block,8,much,5200\n", "stages.csv:2:9", "number from 0"),
      ("block,8,0.8,5200\nblock,8,0.8,5200\n", "stages.csv:3:1", "already"),
      ("", "stages.csv", "no stages"),
    ])
  func stageMistakes(rows: String, place: String, why: String) {
    let text = Self.reason {
      _ = try Self.stages("stage,capacity,suited_share,price_per_week\n" + rows)
    }
    #expect(text.contains(place) && text.contains(why), "\(text)")
  }

  @Test("pairs without a cost do not suit")
  func pairs() throws {
    let tables = try Self.allocation()
    #expect(tables.cost == [[600, nil], [nil, 900]])
    #expect(tables.children == [2, 1] && tables.capacity == [2, 3])
  }

  @Test("unknown names, costs given twice or missing, and groups that nothing suits are refused")
  func mistakes() {
    let head = "group,place,cost_per_week\n"
    for (costs, place, why) in [
      (head + "c,x,600\n", "costs.csv:2:1", "table of groups"),
      (head + "a,z,600\n", "costs.csv:2:3", "table of places"),
      (head + "a,x,600\na,x,700\n", "costs.csv:3:3", "already"),
      (head + "a,x,\n", "costs.csv:2:5", "missing price"),
      (head + "a,x,600\n", "costs.csv", "no place suits 'b'"),
    ] {
      let text = Self.reason { _ = try Self.allocation(costs: costs) }
      #expect(text.contains(place) && text.contains(why), "\(text)")
    }
    let none = Self.reason { _ = try Self.allocation(groups: "group,children\n") }
    #expect(none.contains("groups.csv") && none.contains("nothing to place"), "\(none)")
    let half = Self.reason { _ = try Self.allocation(places: "place,capacity\nx,1.5\n") }
    #expect(half.contains("places.csv:2:3"), "\(half)")
  }
}
