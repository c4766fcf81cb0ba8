/// How people leave a cell in one step, and where they go: shared by all cells that it is given to.
///
/// A step first decides who leaves (one binomial), then where the leavers go (one multinomial).
/// Cells under one law share the draw of its parameters.
public struct CohortLaw: Hashable, Sendable {
  /// How many leave.
  public enum Leaving: Hashable, Sendable {
    /// A hazard for each unit of time: of a step of length Δ the share 1 − e^{−λΔ} leaves.
    case rate(Double)
    /// A share of each step, whatever its length.
    case share(Double)
  }

  /// Where a leaver goes.
  public enum Destination: Hashable, Sendable {
    /// Out of the model, for that reason.
    case exit(reason: String)
    /// To the state that differs in those dimensions (dimension: level); an empty change is a new
    /// spell in the same state.
    case move([String: String])
  }

  /// The name, which also names the random numbers of its parameters.
  public let name: String

  /// How many leave.
  public let leaving: Leaving

  /// Where they go, with shares that sum to 1. Empty where nobody leaves.
  public let destinations: [(to: Destination, share: Double)]

  /// How uncertain the rate or share of leaving is.
  public let uncertainty: ParameterUncertainty

  /// κ of the Dirichlet law of the destinations, α = κ · share; `nil` where they are known.
  public let splitConcentration: Double?

  /// The name of the year effect on the rate, if any.
  public let effect: String?

  /// A law.
  ///
  /// Throws ``CohortError`` where a rate is negative or not finite, a share is outside 0...1, the
  /// shares of destinations do not sum to 1 within 1e-9 though somebody leaves, or an uncertainty is
  /// out of range.
  public init(
    name: String, leaving: Leaving, destinations: [(to: Destination, share: Double)],
    uncertainty: ParameterUncertainty = .none, splitConcentration: Double? = nil,
    effect: String? = nil
  ) throws(CohortError) {
    let leaves: Bool
    switch leaving {
    case .rate(let rate):
      guard rate >= 0, rate.isFinite else {
        throw CohortError(name, "has rate \(rate); it must be finite and at least 0")
      }
      guard !uncertainty.isOfShare else {
        throw CohortError(name, "has a rate with the uncertainty of a share (beta)")
      }
      leaves = rate > 0
    case .share(let share):
      guard share >= 0, share <= 1 else {
        throw CohortError(name, "has share \(share); it must lie between 0 and 1")
      }
      leaves = share > 0
    }
    guard destinations.count < 1 << 16 else {
      throw CohortError(name, "has \(destinations.count) destinations; 65,535 are possible")
    }
    for (index, destination) in destinations.enumerated() {
      guard destination.share >= 0, destination.share.isFinite else {
        throw CohortError(
          "\(name) destination \(index)", "has share \(destination.share); it must be at least 0")
      }
    }
    let total = destinations.reduce(0) { $0 + $1.share }
    guard abs(total - 1) <= 1e-9 || (!leaves && total == 0) else {
      throw CohortError(
        name, "has destinations that sum to \(total); leavers must all go somewhere")
    }
    if let splitConcentration, !(splitConcentration > 0 && splitConcentration.isFinite) {
      throw CohortError(name, "has split concentration \(splitConcentration); it must be above 0")
    }
    try uncertainty.check(name)
    self.name = name
    self.leaving = leaving
    self.destinations = destinations
    self.uncertainty = uncertainty
    self.splitConcentration = splitConcentration
    self.effect = effect
  }

  /// Two laws are the same where every part is.
  public static func == (a: CohortLaw, b: CohortLaw) -> Bool {
    a.name == b.name && a.leaving == b.leaving && a.uncertainty == b.uncertainty
      && a.splitConcentration == b.splitConcentration && a.effect == b.effect
      && a.destinations.elementsEqual(b.destinations) { $0.to == $1.to && $0.share == $1.share }
  }

  /// Hashes every part.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(name)
    hasher.combine(leaving)
    hasher.combine(uncertainty)
    for destination in destinations {
      hasher.combine(destination.to)
      hasher.combine(destination.share)
    }
  }

  /// The hazard for each unit of time, or −log(1 − share) for a step.
  var hazard: Double {
    switch leaving {
    case .rate(let rate): rate
    case .share(let share): -libmLog1p(-share)
    }
  }
}
