public import CouncilReturns
import Periods

/// Projects children looked after from a council's SSDA903 returns.
public enum CareProjection {
  /// The most days between start and end, a hundred years.
  public static let dayLimit = 36_525

  /// The most simulated futures.
  public static let simulationLimit = 1_000_000

  /// The projection that is asked for, with `threads` tasks, whose number changes no figure.
  /// `progress` is called from any task with how many more futures of the method duration are done.
  ///
  /// Throws ``ReturnsError``, ``CohortError`` or ``CareProjectionError`` where the returns or the
  /// request do not allow it.
  public static func project(
    _ returns: CareReturns, _ request: CareProjectionRequest, threads: Int = 1,
    progress: @Sendable @escaping (Int) -> Void = { _ in }
  ) async throws -> CareProjectionTables {
    try check(request)
    guard let rules = request.method.flowRules else {
      return try await CareDurationProjection.tables(
        returns: returns, window: (request.windowStart, request.windowEnd), start: request.start,
        until: request.until, simulations: request.simulations, seed: request.seed,
        threads: threads, step: request.step, population: request.population,
        progress: progress)
    }
    return try CareStockFlow(
      returns, rules: rules, from: request.windowStart, to: request.windowEnd
    ).project(request)
  }

  static func check(_ request: CareProjectionRequest) throws(CareProjectionError) {
    guard request.until > request.start else {
      throw CareProjectionError(
        "--until", "is \(request.until.iso); it must be after the start, \(request.start.iso)")
    }
    guard request.start.days(to: request.until) <= dayLimit else {
      throw CareProjectionError(
        "--until", "is \(request.until.iso), more than a hundred years after the start")
    }
    guard (0...simulationLimit).contains(request.simulations) else {
      throw CareProjectionError(
        "--simulations", "is \(request.simulations); take 0 to \(simulationLimit)")
    }
    guard request.population == nil || request.method == .duration else {
      throw CareProjectionError(
        "--population",
        "has no place in the method \(request.method.rawValue), whose entrants are a constant number "
          + "a day; leave it out, or take the method duration")
    }
  }
}
