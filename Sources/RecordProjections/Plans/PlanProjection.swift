import Cohorts
public import CouncilReturns

/// Plans projected from a table of transitions, census to census.
public struct PlanProjection: Sendable {
  /// When shares are drawn.
  public enum Parameters: String, Sendable, CaseIterable {
    /// Once per simulation, for the whole horizon, with year effects.
    case perReplicate = "per-replicate"
    /// Afresh for every cell, year and simulation, as the open census-to-census model does.
    case perYear = "per-year"
  }

  /// What is projected and how.
  public struct Options: Hashable, Sendable {
    /// The first January census of the table. Only steps that end by then are used.
    public var from: Int
    /// The last one.
    public var until: Int
    /// When shares are drawn.
    public var parameters = Parameters.perReplicate
    /// The number of simulations.
    public var simulations = 1_000
    /// The seed of the random numbers.
    public var seed: UInt64 = 1
    /// The threads to use; the results are the same for any number.
    public var threads = 1
    /// Older children whose rates follow recent years only; for ``Parameters/perYear``.
    public var recent: PlanYearlyLaws.RecentYears?

    /// A projection between two January censuses.
    public init(from: Int, until: Int) {
      self.from = from
      self.until = until
    }
  }

  /// The options.
  public let options: Options

  /// The January census that the projection starts from: the latest one up to `from`.
  public let startYear: Int

  /// The cells.
  public let space: PlanSpace

  /// The figures.
  public let measures: PlanMeasures

  /// What a reader of the figures should know, in sentences.
  public let notes: [String]

  let engine: PlanEngine
  let course: CensusCourse

  /// Prepares a projection.
  ///
  /// - Parameters:
  ///   - transitions: the steps between past censuses.
  ///   - population: all children of the area, for the census years of the steps and for every
  ///     projected year.
  ///   - costs: pounds per child and year by need and setting; without them no costs are projected.
  ///   - valid: the states children may be in; without them, those the transitions show.
  ///   - joining: the steps that the numbers of joiners are taken from, where they are others.
  ///   - start: the children of the census to start from, where they are not those at the end of the
  ///     last steps.
  ///   - options: the years, the simulations and when shares are drawn.
  /// - Throws: ``PlanProjectionError`` where the years are in the wrong order, no steps end by the
  ///   first year, or the population lacks a year; it says which.
  public init(
    transitions: PlanTransitions, population: ChildPopulation, costs: PlanCosts? = nil,
    valid: ValidPlanStates? = nil, joining: PlanTransitions? = nil,
    start: [PlanState: Int]? = nil, options: Options
  ) throws(PlanProjectionError) {
    let used = transitions.restricted(to: transitions.years.filter { $0 < options.from })
    guard let lastStep = used.years.last else {
      throw PlanProjectionError(
        "no steps of the transitions end by January \(options.from), so there is no census to "
          + "project from; the first steps end in January "
          + "\(transitions.years.first.map { String($0 + 1) } ?? "of no year")")
    }
    startYear = lastStep + 1
    guard options.until > startYear, options.until >= options.from else {
      throw PlanProjectionError(
        "the last year, \(options.until), must come after the census that the projection starts "
          + "from, January \(startYear), and not before the first year, \(options.from)")
    }
    guard options.until - startYear < 100 else {
      throw PlanProjectionError(
        "\(options.until) lies more than 99 years after the census of January \(startYear); take a "
          + "nearer year")
    }
    guard options.simulations >= 1, options.simulations <= 1_000_000 else {
      throw PlanProjectionError(
        "\(options.simulations) simulations cannot be run; take 1 to 1,000,000")
    }
    let start = start ?? used.stock(at: startYear)
    let valid = valid ?? ValidPlanStates(observedIn: used)
    space = PlanSpace(valid: valid, transitions: used, start: start)
    let evidence = PlanEvidence(
      transitions: used,
      joining: joining.map { $0.restricted(to: $0.years.filter { $0 < options.from }) },
      population: population, valid: valid, space: space)
    let engine = try PlanEngine(evidence, options: options)
    let shape = engine.shape
    let exposures = try evidence.exposures(from: startYear + 1, through: options.until)
    var initial = [Int](repeating: 0, count: space.cells)
    for (state, count) in start { initial[space.cell(state)] += count }
    measures = try PlanProjectionError.converting { [space] () throws(CohortError) in
      try PlanMeasures(space: space, costs: costs, shape: shape)
    }
    course = try PlanProjectionError.converting { [initial] () throws(CohortError) in
      try CensusCourse(initial: initial, exposures: exposures, shape: shape)
    }
    self.engine = engine
    self.options = options
    notes = evidence.notes(start: start, unpriced: measures.unpriced)
  }
}
