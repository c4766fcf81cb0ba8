/// People who enter a cohort model, step by step, from one source.
public struct CohortEntries: Hashable, Sendable {
  /// How the number of a step varies around its mean.
  public enum Count: Hashable, Sendable {
    /// Poisson.
    case poisson
    /// Negative binomial of that size k: variance μ + μ²/k.
    case negativeBinomial(size: Double)
    /// Exactly the mean, which must be a whole number.
    case fixed
  }

  /// Where some of the entrants stand at the end of the step in which they enter.
  public struct Place: Hashable, Sendable {
    /// The state.
    public let state: Int

    /// The ticks, one for each clock.
    public let ticks: [Int]

    /// The share of the entrants.
    public let share: Double

    /// A place.
    public init(state: Int, ticks: [Int] = [], share: Double) {
      self.state = state
      self.ticks = ticks
      self.share = share
    }
  }

  /// The name, which also names its random numbers.
  public let name: String

  /// The mean number in each step.
  public let means: [Double]

  /// How the number varies.
  public let count: Count

  /// Where entrants stand; shares sum to 1.
  public let places: [Place]

  /// How uncertain the means are, one factor for all steps.
  public let uncertainty: ParameterUncertainty

  /// κ of the Dirichlet law of the places; `nil` where the shares are known.
  public let splitConcentration: Double?

  /// The name of the year effect on the means, if any.
  public let effect: String?

  /// A source.
  ///
  /// Throws ``CohortError`` where a mean is negative, not finite or above 10⁷, a fixed number is not
  /// whole or has a random factor, a size is not above 0, or shares are negative or do not sum to 1
  /// within 1e-9.
  public init(
    name: String, means: [Double], count: Count = .poisson, places: [Place],
    uncertainty: ParameterUncertainty = .none, splitConcentration: Double? = nil,
    effect: String? = nil
  ) throws(CohortError) {
    for (step, mean) in means.enumerated() where !(mean >= 0 && mean <= 1e7) {
      throw CohortError("\(name) at step \(step)", "has mean \(mean); it lies between 0 and 1e7")
    }
    switch count {
    case .poisson: break
    case .negativeBinomial(let size):
      guard size > 0, size.isFinite else {
        throw CohortError(name, "has size \(size); it must be finite and above 0")
      }
    case .fixed:
      if let step = means.firstIndex(where: { $0 != $0.rounded() }) {
        throw CohortError("\(name) at step \(step)", "is \(means[step]); people are whole")
      }
      guard uncertainty == .none, effect == nil else {
        throw CohortError(name, "has a fixed number; it cannot be uncertain or follow an effect")
      }
    }
    guard !uncertainty.isOfShare else {
      throw CohortError(name, "has a mean with the uncertainty of a share (beta)")
    }
    guard places.count < 1 << 17, places.allSatisfy({ $0.share >= 0 && $0.share.isFinite }) else {
      throw CohortError(name, "has a negative share or too many places (131,071 at most)")
    }
    let total = places.reduce(0) { $0 + $1.share }
    guard abs(total - 1) <= 1e-9 else {
      throw CohortError(name, "has shares that sum to \(total); they must sum to 1")
    }
    if let splitConcentration, !(splitConcentration > 0 && splitConcentration.isFinite) {
      throw CohortError(name, "has split concentration \(splitConcentration); it must be above 0")
    }
    try uncertainty.check(name)
    self.name = name
    self.means = means
    self.count = count
    self.places = places
    self.uncertainty = uncertainty
    self.splitConcentration = splitConcentration
    self.effect = effect
  }
}
