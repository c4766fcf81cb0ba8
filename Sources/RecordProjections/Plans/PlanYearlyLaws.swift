public import Cohorts
public import CouncilReturns

/// The laws of leaving, moving and joining that the open census-to-census model of plans uses, for
/// shares that are drawn afresh every year.
///
/// With counts pooled over the years of the table, n children of a cell (NCY, need, setting), L of
/// them leavers and M movers, and the same letters with a bar for all cells of the NCY:
/// - leaving: beta(L + p, n − L + 1 − p), p = (L̄ + ½)/(n̄ + 1);
/// - moving of those who stay on: beta(M + p, n − L − M + 1 − p), p = (M̄ + ½)/(n̄ − L̄ + 1), or
///   beta(M + 1, … + 1) where nobody of the NCY stayed on;
/// - destinations: Dirichlet, moves from the cell plus one move spread over the possible settings in
///   proportion to c̄ + 1/K, c̄ being the moves of the NCY to a setting (of the last NCY before with
///   any, where it has none) and K the number of valid ones among them; possible is a target of the
///   setting that is valid at the NCY or was moved to;
/// - joining: beta(j + 0.001z, N − j), j and N being joiners and population a year, z the number of
///   years without joiners; the states of joiners Dirichlet, arrivals plus 1/K over the K valid
///   states of the NCY. Nobody joins an NCY that nobody joined in any year.
public struct PlanYearlyLaws: Sendable {
  /// Older children whose rates follow recent years only.
  public struct RecentYears: Hashable, Sendable {
    /// The first school year (NCY) that it holds for.
    public let fromNCY: Int

    /// Census years after this one are used.
    public let after: Int

    /// Rates of `fromNCY` and above from census years after `after`.
    public init(fromNCY: Int, after: Int) {
      self.fromNCY = fromNCY
      self.after = after
    }
  }

  /// The rows of the census model, one per cell; `nil` where a state is not valid.
  public let rows: [CensusModel.Row?]

  /// The entrances of the census model, one per school year.
  public let entrances: [CensusModel.Entrance?]

  /// The space of the cells.
  public let space: PlanSpace

  /// Estimates the laws.
  ///
  /// - Parameters:
  ///   - transitions: the steps that leaving, moving and the states of joiners are taken from.
  ///   - joining: the steps that the numbers of joiners are taken from, where they are others.
  ///   - population: all children, for the census years of the steps.
  ///   - valid: the states children may be in.
  ///   - space: the cells.
  ///   - recent: older children whose rates follow recent years only.
  /// - Throws: ``PlanProjectionError`` where joiners have no population that they could come from.
  public init(
    transitions: PlanTransitions, joining: PlanTransitions? = nil, population: ChildPopulation,
    valid: ValidPlanStates, space: PlanSpace, recent: RecentYears? = nil
  ) throws(PlanProjectionError) {
    let routes = PlanRoutes(valid, space: space)
    let all = PlanYearlyEstimate(PlanCounts(transitions, space: space), routes: routes)
    var rows = all.rows()
    let joining = joining ?? transitions
    var entrances = try all.entrances(
      joiners: PlanCounts(joining, space: space), population: population)
    if let recent {
      let late = PlanYearlyEstimate(
        PlanCounts(
          transitions.restricted(to: transitions.years.filter { $0 > recent.after }), space: space),
        routes: routes)
      let lateJoining = joining.restricted(to: joining.years.filter { $0 > recent.after })
      let lateRows = late.rows()
      let lateEntrances = try late.entrances(
        joiners: PlanCounts(lateJoining, space: space), population: population)
      for (age, ncy) in space.ncy.enumerated() where ncy >= recent.fromNCY {
        entrances[age] = lateEntrances[age]
        for cell in age * space.states..<(age + 1) * space.states { rows[cell] = lateRows[cell] }
      }
    }
    self.rows = rows
    self.entrances = entrances
    self.space = space
  }

  /// The census model with these laws; throws ``CohortError`` where a law is out of range.
  public func model() throws(CohortError) -> CensusModel {
    try CensusModel(
      shape: CensusShape(ages: space.ncy.count, states: space.states), rows: rows,
      entrances: entrances)
  }
}
