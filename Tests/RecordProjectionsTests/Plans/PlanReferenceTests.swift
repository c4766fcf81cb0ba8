import Cohorts
import CouncilReturns
import RecordProjections
import ReferenceCases
import Testing

@Suite(
  "Plans against the open census-to-census model",
  .enabled(if: SharedReference.isPresent, "the reference files are not beside the repository"))
struct PlanReferenceTests {
  private func compare(_ table: PlanProjectionTable, run: String, from: Int) throws {
    let reference = try PlanReference.moments(run: run)
    var found = 0
    for row in table.rows where row.year >= from {
      let name = "\(row.year),\(PlanReference.name(row.key))"
      guard let expected = reference[name] else { continue }
      found += 1
      // The reference is printed with four decimals.
      #expect(
        abs(row.exactMean - expected.mean) <= 1e-4 + 1e-9 * expected.mean, "\(run) \(name) mean")
      #expect(
        abs(row.exactStandardDeviation - expected.sd) <= 1e-3 + 1e-6 * expected.sd,
        "\(run) \(name) sd")
    }
    let expected = reference.keys.count { Int($0.prefix(4)) ?? 0 >= from }
    #expect(found == expected, "\(run): \(found) of \(expected) figures")
  }

  @Test("Parameters agree to 1e-6")
  func parameters() throws {
    let transitions = try PlanReference.transitions()
    let valid = try PlanReference.valid()
    let start = transitions.stock(at: 2017)
    let space = PlanSpace(valid: valid, transitions: transitions, start: start)
    #expect(start.count == 378)
    #expect(start.values.reduce(0, +) == 2153)
    for row in try PlanReference.rows("peer-params/initial_population_state.csv") {
      #expect(start[state(row, "ay", "need", "setting")] == Int(row["pop"] ?? ""))
    }
    let laws = try PlanYearlyLaws(
      transitions: transitions, population: PlanReference.population(), valid: valid, space: space)
    try compare(laws, space, prefix: "", suffix: "")
    let spliced = try PlanYearlyLaws(
      transitions: transitions, population: PlanReference.population(), valid: valid, space: space,
      recent: .init(fromNCY: 11, after: 2015))
    try compare(spliced, space, prefix: "spliced_", suffix: "_ncy11plus")
  }

  private func compare(
    _ laws: PlanYearlyLaws, _ space: PlanSpace, prefix: String, suffix: String
  ) throws {
    let first = space.ncy.lowerBound
    for row in try PlanReference.rows("peer-params/\(prefix)joiner_beta_expectations.csv") {
      let age = (Int(row["ay"] ?? "") ?? 0) - first
      let law = try #require(laws.entrances[age]?.rate)
      close(law.a, row["alpha"], "joiners \(row)")
      close(law.b, row["beta"], "joiners \(row)")
    }
    for row in try PlanReference.rows("peer-params/\(prefix)leaver_beta\(suffix).csv") {
      let law = try #require(laws.rows[cell(space, row)]).leave
      close(law.a, row["alpha"], "leavers \(row)")
      close(law.b, row["beta"], "leavers \(row)")
    }
    for row in try PlanReference.rows("peer-params/\(prefix)mover_beta\(suffix).csv") {
      let law = try #require(laws.rows[cell(space, row)]).move
      close(law.a, row["alpha"], "movers \(row)")
      close(law.b, row["beta"], "movers \(row)")
    }
    guard prefix.isEmpty else { return }
    for row in try PlanReference.rows("peer-params/joiners_dirichlet.csv") {
      let cell = cell(space, row)
      let ways = laws.entrances[cell / space.states]?.ways
      close(ways?.first { $0.state == cell % space.states }?.weight, row["alpha"], "\(row)")
    }
    for row in try PlanReference.rows("peer-params/movers_dirichlet.csv") {
      let target = state(row, "ncy", "need-to", "setting-to")
      let way = self.cell(space, target) % space.states
      // A way that can never be taken need not be kept.
      guard let ways = laws.rows[cell(space, row)]?.ways, !ways.isEmpty else { continue }
      close(ways.first { $0.state == way }?.weight, row["alpha"], "\(row)")
    }
  }

  private func close(_ value: Double?, _ expected: String?, _ name: String) {
    let expected = PlanReference.number(expected)
    #expect(abs((value ?? .nan) - expected) <= 1e-6 * abs(expected), "\(name)")
  }

  private func state(
    _ row: [String: String], _ ncy: String, _ need: String, _ setting: String
  ) -> PlanState {
    PlanState(ncy: Int(row[ncy] ?? "") ?? 0, need: row[need] ?? "", setting: row[setting] ?? "")
  }

  private func cell(_ space: PlanSpace, _ row: [String: String]) -> Int {
    cell(space, state(row, "ncy", "need", "setting"))
  }

  private func cell(_ space: PlanSpace, _ state: PlanState) -> Int {
    let need = space.needs.firstIndex(of: state.need) ?? 0
    let setting = space.settings.firstIndex(of: state.setting) ?? 0
    return (state.ncy - space.ncy.lowerBound) * space.states + need * space.settings.count + setting
  }

  @Test("Exact moments agree: baseline")
  func baseline() async throws {
    let table = await (try PlanReference.projection()).table()
    try compare(table, run: "baseline", from: 2017)
    let joined = try PlanReference.rows("exact/flows.csv")
    for row in joined where row["run"] == "baseline" {
      let year = Int(row["calendar-year"] ?? "") ?? 0
      let flows = try #require(table.exactFlows[year])
      #expect(abs(flows.entered - PlanReference.number(row["joiners"])) < 1e-4)
      #expect(abs(flows.moved - PlanReference.number(row["movers"])) < 1e-4)
      #expect(abs(flows.left - PlanReference.number(row["leavers"])) < 1e-4)
      // What the other model drops without a word leaves for a reason here.
      #expect(
        abs(flows.withoutPlace + flows.agedOut - PlanReference.number(row["silently-dropped"]))
          < 1e-4)
    }
  }

  @Test("Exact moments of every cell agree")
  func cells() throws {
    let transitions = try PlanReference.transitions()
    let valid = try PlanReference.valid()
    let start = transitions.stock(at: 2017)
    let space = PlanSpace(valid: valid, transitions: transitions, start: start)
    let population = try PlanReference.population()
    let model = try PlanYearlyLaws(
      transitions: transitions, population: population, valid: valid, space: space
    ).model()
    var initial = [Int](repeating: 0, count: space.cells)
    for (state, count) in start { initial[cell(space, state)] += count }
    let course = try CensusCourse(
      initial: initial,
      exposures: (2018...2022).map { year in
        space.ncy.map { Int(population.children(year: year, ncy: $0) ?? 0) }
      }, shape: model.shape)
    let measures = try CensusMeasures(
      count: 0, partsOfCells: [[CensusMeasures.Part]](repeating: [], count: space.cells),
      shape: model.shape)
    let moments = model.freshMoments(of: course, measures: measures)
    for row in try PlanReference.rows("exact/state_means_2018_2022.csv") {
      let step = (Int(row["calendar-year"] ?? "") ?? 0) - 2018
      guard moments.indices.contains(step) else { continue }
      let cell = cell(space, row)
      #expect(
        abs(moments[step].cellMean[cell] - PlanReference.number(row["mean"])) < 1e-4, "\(row)")
      #expect(
        abs(moments[step].cellStandardDeviation[cell] - PlanReference.number(row["sd"])) < 1e-3,
        "\(row)")
    }
  }

  @Test("Exact moments agree: each fold of the back-test", arguments: [2013, 2014, 2015])
  func folds(last: Int) async throws {
    let table = await (try PlanReference.projection(from: last + 1)).table()
    try compare(table, run: "fold-\(last)", from: last + 2)
  }

  @Test("Exact moments agree: older children by recent years")
  func splice() async throws {
    let projection = try PlanReference.projection { $0.recent = .init(fromNCY: 11, after: 2015) }
    try compare(await projection.table(), run: "splice-v1.7", from: 2018)
  }

  @Test("Exact moments agree: a scenario that multiplies steps")
  func scenario() async throws {
    let transitions = try PlanReference.transitions()
    let multiplied = PlanTransitions(
      transitions.flows.map { flow in
        let grows =
          (flow.to?.setting == "A" && flow.to?.ncy == 1)
          || (flow.to?.setting == "B" && flow.to?.ncy == 12)
        return .init(
          year: flow.year, from: flow.from, to: flow.to, count: flow.count * (grows ? 40 : 1))
      })
    // The census that is projected from stays as it was.
    let projection = try PlanReference.projection(
      transitions: multiplied, joining: transitions, start: transitions.stock(at: 2017))
    try compare(await projection.table(), run: "scenario-head", from: 2018)
  }

  @Test("Simulation agrees with the exact moments and quantiles")
  func simulation() async throws {
    let n = 2_000
    let table = await (try PlanReference.projection { $0.simulations = n }).table()
    var squares = 0.0
    var count = 0.0
    for row in table.rows where row.year > 2017 && row.exactStandardDeviation > 0.3 {
      let z =
        (row.mean - row.exactMean) / (row.exactStandardDeviation / Double(n).squareRoot())
      #expect(abs(z) <= 4, "\(row.year) \(row.key)")
      squares += z * z
      count += 1
      if row.exactMean > 5 {
        let ratio = row.standardDeviation / row.exactStandardDeviation
        #expect(abs(ratio - 1) <= 4 / (2 * Double(n)).squareRoot() + 0.02, "\(row.year) \(row.key)")
      }
    }
    // Figures of one simulation hang together, so that this varies more than by 1/√(2·count).
    #expect(abs((squares / count).squareRoot() - 1) < 0.4)
    var quantiles: [String: [Double]] = [:]
    for row in try PlanReference.rows("exact/quantiles_20000.csv") {
      let name = "\(row["calendar-year"] ?? ""),\(row["dimension"] ?? ""),\(row["key"] ?? "")"
      quantiles[name] = ["p2.5", "p50", "p97.5"].map { PlanReference.number(row[$0]) }
    }
    for row in table.rows where row.key.dimension == .total || row.key.dimension == .cost {
      guard let expected = quantiles["\(row.year),\(PlanReference.name(row.key))"] else { continue }
      // √(p(1 − p)/n)/density of the normal law with this spread, for p = ½ and 2.5%.
      let unit = row.exactStandardDeviation / Double(n).squareRoot()
      #expect(abs(row.quantiles[2] - expected[1]) <= 4 * 1.25 * unit + 1, "\(row.year) median")
      #expect(abs(row.quantiles[0] - expected[0]) <= 4 * 2.67 * unit + 1, "\(row.year) 2.5%")
      #expect(abs(row.quantiles[4] - expected[2]) <= 4 * 2.67 * unit + 1, "\(row.year) 97.5%")
    }
  }
}
