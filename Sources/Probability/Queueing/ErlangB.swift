/// Erlang's loss formula: the share of children who find every bed taken.
///
/// Children come at random (Poisson), stay for a time of any law with a given mean, and one who finds
/// no bed goes elsewhere for good. Load is arrivals a week times the mean stay in weeks. Source: A. K.
/// Erlang, 1917; that only the mean of the stay counts is B. A. Sevastyanov, 1957.
public enum ErlangB {
  /// The share who find all of `beds` taken: `B(0) = 1`, `B(c) = a B(c−1) / (c + a B(c−1))`.
  ///
  /// Throws for negative beds or a load that is negative or not finite.
  public static func blocking(beds: Int, load: Double) throws(ParameterError) -> Double {
    try blockings(upTo: beds, load: load)[beds]
  }

  /// The shares for 0 to `beds` beds. Throws as ``blocking(beds:load:)``.
  public static func blockings(upTo beds: Int, load: Double) throws(ParameterError) -> [Double] {
    guard beds >= 0 else { throw ParameterError("beds", beds, "must not be negative") }
    try check(load)
    var result = [1.0]
    result.reserveCapacity(beds + 1)
    var last = 1.0
    for bed in stride(from: 1, through: beds, by: 1) {
      last = load * last / (Double(bed) + load * last)
      result.append(last)
    }
    return result
  }

  /// The share for a number of beds that need not be whole, as approximations of peaked demand use:
  /// `1/B(c, a) = a ∫₀^∞ e^{−ax} (1 + x)^c dx = e^a a^{−c} Γ(c + 1, a)`.
  ///
  /// Throws for negative beds or a load that is not above 0. Source: D. L. Jagerman, 1974.
  public static func blocking(realBeds: Double, load: Double) throws(ParameterError) -> Double {
    guard realBeds >= 0, realBeds.isFinite else {
      throw ParameterError("beds", realBeds, "must be a number that is not negative")
    }
    guard load > 0, load.isFinite else {
      throw ParameterError("load", load, "must be above 0")
    }
    let gamma = try Gamma(shape: realBeds + 1, scale: 1)
    let logInverse =
      load - realBeds * Libm.log(load) + SpecialFunctions.logGamma(realBeds + 1)
      + gamma.logUpperTail(load)
    return Libm.exp(-logInverse)
  }

  /// How much use each bed adds: `ρ_c = a (B(c−1) − B(c))` for beds 1 to `beds`; always falling.
  ///
  /// Throws as ``blocking(beds:load:)``.
  public static func lastBedUses(upTo beds: Int, load: Double) throws(ParameterError) -> [Double] {
    let shares = try blockings(upTo: beds, load: load)
    return zip(shares, shares.dropFirst()).map { load * ($0 - $1) }
  }

  /// The fewest beds with which at most `target` of children find none.
  ///
  /// Throws for a target outside 0 to 1 (0 itself cannot be reached) or a load that is not valid.
  public static func fewestBeds(
    load: Double, target: Double
  ) throws(ParameterError) -> (beds: Int, blocking: Double) {
    guard target > 0, target <= 1 else {
      throw ParameterError("target", target, "must be above 0 and at most 1")
    }
    try check(load)
    var beds = 0
    var share = 1.0
    while share > target {
      beds += 1
      share = load * share / (Double(beds) + load * share)
    }
    return (beds, share)
  }

  /// Mean and variance of the number of children elsewhere because no bed was free.
  public struct Overflow: Hashable, Sendable {
    /// Mean number elsewhere: `m = a B(c, a)`.
    public let mean: Double
    /// Variance over mean, above 1 because overflow comes in bunches: `1 − m + a / (c + 1 + m − a)`.
    public let ratio: Double
    /// Variance.
    public var variance: Double { mean * ratio }

    /// The overflow of beds under a load. Throws as ``ErlangB/blocking(beds:load:)``.
    ///
    /// Source: J. Riordan in R. I. Wilkinson, 1956.
    public init(beds: Int, load: Double) throws(ParameterError) {
      mean = try load * ErlangB.blocking(beds: beds, load: load)
      ratio = 1 - mean + load / (Double(beds) + 1 + mean - load)
    }

    /// The share of this overflow that finds `beds` further beds taken: `B(c/z, m/z)` (W. S. Hayward).
    ///
    /// Throws for negative beds; without overflow it is 0.
    public func blocking(nextBeds beds: Int) throws(ParameterError) -> Double {
      guard beds >= 0 else { throw ParameterError("beds", beds, "must not be negative") }
      guard mean > 0 else { return 0 }
      return try ErlangB.blocking(realBeds: Double(beds) / ratio, load: mean / ratio)
    }
  }

  private static func check(_ load: Double) throws(ParameterError) {
    guard load >= 0, load.isFinite else {
      throw ParameterError("load", load, "must be a number that is not negative")
    }
  }
}
