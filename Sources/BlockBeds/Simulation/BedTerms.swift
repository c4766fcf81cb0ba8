public import Probability

/// How children stay, as a law with a mean that the demand gives.
public enum StayLaw: Hashable, Sendable {
  /// Leaving is as likely in one week as in another.
  case exponential
  /// Leaving becomes likelier (shape above 1) or less likely with time.
  case weibull(shape: Double)
  /// Everybody stays for the mean.
  case constant
}

/// What the simulation adds to the closed forms.
public struct BedTerms: Hashable, Sendable {
  /// How long children stay.
  public var stay: StayLaw
  /// Chance that a child in a spot placement may be moved to a bed that falls free.
  public var transferShare: Double
  /// Weeks between a bed falling free and the child moving in; the bed waits.
  public var transferDelayWeeks: Double
  /// Chance that a vacancy suits a child, for each vacancy on its own.
  public var matchChance: Double
  /// Share of the beds that are paid for at least, where a bed is paid for by use; `nil` where beds are
  /// paid for used or not.
  public var guaranteedShare: Double?
  /// Shape of a gamma law about the mean number of referrals; `nil` where it is known.
  public var loadShape: Double?
  /// Referrals in each week against the mean, repeated; empty where they are steady.
  public var season: [Double]

  /// Terms. Throws for shares outside 0 to 1, and for numbers that are negative or not finite.
  public init(
    stay: StayLaw = .exponential, transferShare: Double = 0, transferDelayWeeks: Double = 0,
    matchChance: Double = 1, guaranteedShare: Double? = nil, loadShape: Double? = nil,
    season: [Double] = []
  ) throws(ParameterError) {
    for (name, share) in [
      ("transfer share", transferShare), ("match chance", matchChance),
      ("guaranteed share", guaranteedShare ?? 0),
    ] where !(share >= 0 && share <= 1) {
      throw ParameterError(name, share, "must be between 0 and 1")
    }
    guard matchChance > 0 else {
      throw ParameterError("match chance", matchChance, "must be above 0, or no bed is ever used")
    }
    guard transferDelayWeeks >= 0, transferDelayWeeks.isFinite else {
      throw ParameterError("transfer delay", transferDelayWeeks, "must be at least 0 weeks")
    }
    if let loadShape, !(loadShape > 0 && loadShape.isFinite) {
      throw ParameterError("load shape", loadShape, "must be above 0")
    }
    if case .weibull(let shape) = stay, !(shape > 0.1 && shape.isFinite) {
      throw ParameterError("shape of the stay", shape, "must be above 0.1")
    }
    guard season.allSatisfy({ $0 >= 0 && $0.isFinite }) else {
      throw ParameterError("season", season.count, "must be numbers from 0")
    }
    guard season.isEmpty || season.contains(where: { $0 > 0 }) else {
      throw ParameterError("season", "nought in every week", "must be above 0 in some week")
    }
    self.stay = stay
    self.transferShare = transferShare
    self.transferDelayWeeks = transferDelayWeeks
    self.matchChance = matchChance
    self.guaranteedShare = guaranteedShare
    self.loadShape = loadShape
    self.season = season
  }
}
