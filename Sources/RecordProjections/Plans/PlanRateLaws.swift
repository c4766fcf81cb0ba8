import Cohorts
import CouncilReturns

/// The laws of rates that are drawn once per simulation.
///
/// - Leaving, and moving of those who stay on, by (school year, setting), shrunk up the ladder (phase,
///   setting), setting, all.
/// - Destinations by (phase, setting) where five or more children moved, else by phase, shrunk to the
///   phase and that to all.
/// - Joiners per school year by a gamma law of the rate per child, with a common damped growth; their
///   states by school year, shrunk to the phase and that to all.
/// - Effects of a year on leaving, moving and joining, from how much years differ by more than chance.
struct PlanRateLaws {
  private let evidence: PlanEvidence
  private let space: PlanSpace
  private let routes: PlanRoutes
  private let groups: PlanGroups
  private let counts: PlanCounts

  init(_ evidence: PlanEvidence) {
    self.evidence = evidence
    space = evidence.space
    routes = PlanRoutes(evidence.valid, space: evidence.space)
    counts = PlanCounts(evidence.transitions, space: evidence.space)
    groups = PlanGroups(counts, routes: routes)
  }

  /// The census model; throws ``PlanProjectionError`` where the population does not cover the steps.
  func model() throws(PlanProjectionError) -> CensusRateModel {
    let staying = zip(counts.stock, counts.leavers).map { $0 - $1 }
    let trend = try trend()
    do throws(CohortError) {
      let leaving = try ShareLadder(
        happened: groups.sum(counts.leavers), exposed: groups.sum(counts.stock),
        parents: groups.parents)
      let moving = try ShareLadder(
        happened: groups.sum(counts.movers), exposed: groups.sum(staying), parents: groups.parents)
      let destinations = PlanDestinations(counts, routes: routes, groups: groups)
      let spread = PlanYearSpread(evidence.transitions, space: space, groups: groups)
      return try CensusRateModel(
        shape: CensusShape(ages: space.ncy.count, states: space.states),
        rows: (0..<space.cells).map { row($0, destinations) }, leaving: leaving, moving: moving,
        destinations: destinations.laws,
        entrances: try PlanArrivals(counts, routes: routes, groups: groups).entrances(trend: trend),
        growth: (trend.growth, trend.growthError),
        effects: .init(leave: spread.leaving, move: spread.moving, entry: trend.yearEffect))
    } catch {
      throw PlanProjectionError("\(error)")
    }
  }

  private func row(_ cell: Int, _ destinations: PlanDestinations) -> CensusRateModel.Row? {
    guard routes.isValid[cell] else { return nil }
    let age = cell / space.states
    let state = cell % space.states
    let own = space.setting(ofState: state)
    let leaf = groups.leaf(ofCell: cell)
    return CensusRateModel.Row(
      leave: leaf, move: leaf, destinations: destinations.law(age: age, setting: own),
      ways: ways(age: age, state: state, own: own))
  }

  /// The settings of its targets that take a child of this need a year older: a move ends where the
  /// child may be.
  private func ways(age: Int, state: Int, own: Int) -> [CensusRateModel.Way] {
    guard age + 1 < space.ncy.count else { return [] }
    let need = space.need(ofState: state)
    return routes.targets[own].sorted().compactMap { setting in
      let target = space.state(need: need, setting: setting)
      guard setting != own, routes.isValid[(age + 1) * space.states + target] else { return nil }
      return CensusRateModel.Way(state: target, component: setting)
    }
  }

  /// The trend of joiners per child, over the school years that take joiners.
  private func trend() throws(PlanProjectionError) -> EntryTrend {
    let joining = evidence.joining.map { PlanCounts($0, space: space) } ?? counts
    var exposed: [[Double]] = []
    for (index, year) in joining.years.enumerated() {
      var row: [Double] = []
      for (age, ncy) in space.ncy.enumerated() {
        let children = evidence.population.children(year: year, ncy: ncy)
        guard children ?? 0 > 0 || joining.joiners[index][age] == 0 else {
          throw PlanProjectionError(
            "the population has no children for calendar year \(year) and NCY \(ncy), which "
              + "\(joining.joiners[index][age]) joiners came from; add that row")
        }
        row.append(children ?? 0)
      }
      exposed.append(row)
    }
    do {
      return try EntryTrend(
        entrants: joining.joiners.map { $0.map(Double.init) }, exposed: exposed,
        years: joining.years)
    } catch {
      throw PlanProjectionError("\(error)")
    }
  }
}
