public import CouncilReturns
import Periods

/// Projects children looked after from a council's SSDA903 returns.
public enum CareProjection {
  /// The most days between start and end, a hundred years.
  public static let dayLimit = 36_525

  /// The most simulated futures.
  public static let simulationLimit = 1_000_000

  /// The projection that is asked for.
  ///
  /// Throws ``ReturnsError`` where the returns or the request do not allow it.
  public static func project(
    _ returns: CareReturns, _ request: CareProjectionRequest
  ) throws(ReturnsError) -> CareProjectionTable {
    try check(request)
    let stockFlow = try CareStockFlow(
      returns, method: request.method, from: request.windowStart, to: request.windowEnd)
    return try stockFlow.project(request)
  }

  static func check(_ request: CareProjectionRequest) throws(ReturnsError) {
    guard request.until > request.start else {
      throw ReturnsError(
        file: "--until",
        reason: "is \(request.until.iso); it must be after the start, \(request.start.iso)")
    }
    guard request.start.days(to: request.until) <= dayLimit else {
      throw ReturnsError(
        file: "--until",
        reason: "is \(request.until.iso), more than a hundred years after the start")
    }
    guard (0...simulationLimit).contains(request.simulations) else {
      throw ReturnsError(
        file: "--simulations",
        reason: "is \(request.simulations); take 0 to \(simulationLimit)")
    }
  }
}
