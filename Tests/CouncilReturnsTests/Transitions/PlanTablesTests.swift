import CouncilReturns
import Testing

@Suite("Population, costs and valid states")
struct PlanTablesTests {
  @Test("A population by calendar year and school year")
  func population() throws {
    let text = "calendar-year,academic-year,population\n2020,-1,812\n2020,0,800.5\n2021,0,790\n"
    let population = try ChildPopulation(bytes: Array(text.utf8), file: "p.csv")
    #expect(population.years == [2020, 2021])
    #expect(population.children(year: 2020, ncy: 0) == 800.5)
    #expect(population.children(year: 2021, ncy: -1) == nil)
  }

  @Test("Costs by need and setting")
  func costs() throws {
    let costs = try PlanCosts(bytes: Array("need,setting,cost\nX,A,1000\n".utf8), file: "c.csv")
    #expect(costs.cost(need: "X", setting: "A") == 1000)
    #expect(costs.cost(need: "X", setting: "B") == nil)
  }

  @Test("Valid states by setting, with lists in quotes")
  func validStates() throws {
    let text = """
      setting,setting-group,min-academic-year,max-academic-year,needs,setting->setting
      A,g,-1,3,"Y, X","B,A"
      B,g,0,6,X,B
      """
    let states = try ValidPlanStates(bytes: Array(text.utf8), file: "v.csv")
    #expect(states.settings == ["A", "B"])
    #expect(states.rules["A"] == .init(ncy: -1...3, needs: ["X", "Y"], targets: ["A", "B"]))
    #expect(states.contains(PlanState(ncy: -1, need: "Y", setting: "A")))
    #expect(!states.contains(PlanState(ncy: 4, need: "Y", setting: "A")))
    #expect(!states.contains(PlanState(ncy: 0, need: "Y", setting: "B")))
    #expect(!states.contains(PlanState(ncy: 0, need: "X", setting: "C")))
  }

  @Test("Valid states that transitions show")
  func observed() {
    let a = PlanState(ncy: 3, need: "X", setting: "A")
    let b = PlanState(ncy: 5, need: "Y", setting: "B")
    let states = ValidPlanStates(
      observedIn: PlanTransitions([
        .init(year: 2020, from: a, to: PlanState(ncy: 4, need: "X", setting: "B"), count: 1),
        .init(year: 2020, from: b, to: nil, count: 1),
      ]))
    #expect(states.rules["A"] == .init(ncy: 3...3, needs: ["X"], targets: ["B"]))
    #expect(states.rules["B"] == .init(ncy: 4...5, needs: ["X", "Y"], targets: ["B"]))
  }

  @Test("What cannot be read is refused with row and column")
  func refusals() {
    func error(_ body: () throws(ReturnsError) -> Void) -> ReturnsError? {
      do {
        try body()
        return nil
      } catch {
        return error
      }
    }
    func population(_ row: String) -> ReturnsError? {
      error { () throws(ReturnsError) in
        _ = try ChildPopulation(
          bytes: Array("calendar-year,academic-year,population\n2020,1,5\n\(row)".utf8),
          file: "p.csv")
      }
    }
    #expect(population("2020,1,6")?.row == 3)
    #expect(population("2020,1,6")?.column == "academic-year")
    #expect(population("2020,2,-6")?.column == "population")
    #expect(population("2020,2,many")?.column == "population")
    func costs(_ row: String) -> ReturnsError? {
      error { () throws(ReturnsError) in
        _ = try PlanCosts(
          bytes: Array("need,setting,cost\nX,A,5\n\(row)".utf8), file: "c.csv")
      }
    }
    #expect(costs("X,A,6")?.row == 3)
    #expect(costs("X,,6")?.column == "setting")
    #expect(costs("X,B,\"1,000\"")?.column == "cost")
    func states(_ row: String) -> ReturnsError? {
      let header = "setting,min-academic-year,max-academic-year,needs,setting->setting\n"
      return error { () throws(ReturnsError) in
        _ = try ValidPlanStates(
          bytes: Array((header + "A,0,5,X,A\n" + row).utf8), file: "v.csv")
      }
    }
    #expect(states("A,0,5,X,A")?.column == "setting")
    #expect(states("B,6,5,X,A")?.column == "max-academic-year")
    #expect(states("B,0,5,,A")?.column == "needs")
    #expect(states("B,0,5,X,\"A,C\"")?.column == "setting->setting")
    #expect(states("B,0,5,X,\"A,C\"")?.row == 3)
    #expect(states("B,0,5,X,")?.column == nil)
  }
}
