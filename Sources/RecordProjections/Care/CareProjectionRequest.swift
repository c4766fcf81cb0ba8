public import Periods

/// What is asked of a projection of children looked after.
public struct CareProjectionRequest: Hashable, Sendable {
  /// The first day of the window that rates are estimated from.
  public var windowStart: CalendarDate

  /// Its last day.
  public var windowEnd: CalendarDate

  /// The day whose stock the projection starts from.
  public var start: CalendarDate

  /// The last day projected.
  public var until: CalendarDate

  /// How to project.
  public var method: CareMethod

  /// Simulated futures; 0 for none.
  public var simulations: Int

  /// The seed of the simulation.
  public var seed: UInt64

  /// How far apart the dates are.
  public var step: CareDurationProjection.Step

  /// Children by age, where entries are to follow them; for ``CareMethod/duration``.
  public var population: PopulationByAge?

  /// A request.
  public init(
    windowStart: CalendarDate, windowEnd: CalendarDate, start: CalendarDate, until: CalendarDate,
    method: CareMethod = .duration, simulations: Int = 0, seed: UInt64 = 0,
    step: CareDurationProjection.Step = .month, population: PopulationByAge? = nil
  ) {
    self.windowStart = windowStart
    self.windowEnd = windowEnd
    self.start = start
    self.until = until
    self.method = method
    self.simulations = simulations
    self.seed = seed
    self.step = step
    self.population = population
  }
}
