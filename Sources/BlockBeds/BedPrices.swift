public import Probability

/// What a block bed and a spot placement cost a week.
public struct BedPrices: Hashable, Sendable {
  /// A block bed, used or not, £ a week.
  public let fixed: Double
  /// On top in a week that it is used, £.
  public let perUse: Double
  /// A spot placement, £ a week.
  public let spot: Double

  /// Prices. Throws where one is missing (0 or less for `fixed` and `spot`, less than 0 for `perUse`)
  /// or not finite, and where a used block bed has nothing to save (`perUse` not below `spot`).
  public init(fixed: Double, perUse: Double = 0, spot: Double) throws(ParameterError) {
    guard fixed > 0, fixed.isFinite else {
      throw ParameterError(
        "block price", fixed, "must be above £0 a week: a missing price is not £0")
    }
    guard spot > 0, spot.isFinite else {
      throw ParameterError("spot price", spot, "must be above £0 a week: a missing price is not £0")
    }
    guard perUse >= 0, perUse < spot else {
      throw ParameterError(
        "price per use", perUse, "must be at least £0 and below the spot price, or no bed could pay"
      )
    }
    self.fixed = fixed
    self.perUse = perUse
    self.spot = spot
  }

  /// The share of weeks that a bed must be used to pay for itself: `f / (s − v)`; above 1 none does.
  public var breakEvenUse: Double { fixed / (spot - perUse) }
}

/// Who might use the beds.
public struct BedDemand: Hashable, Sendable {
  /// Children referred a week.
  public let arrivalsPerWeek: Double
  /// How long they stay on average, weeks.
  public let meanStayWeeks: Double
  /// The share whom the homes on offer would ever suit.
  public let suitedShare: Double

  /// A demand. Throws for numbers that are negative or not finite, and for a share outside 0 to 1.
  public init(
    arrivalsPerWeek: Double, meanStayWeeks: Double, suitedShare: Double = 1
  ) throws(ParameterError) {
    guard arrivalsPerWeek >= 0, arrivalsPerWeek.isFinite else {
      throw ParameterError("referrals", arrivalsPerWeek, "must not be negative")
    }
    guard meanStayWeeks > 0, meanStayWeeks.isFinite else {
      throw ParameterError("stay", meanStayWeeks, "must be above 0 weeks")
    }
    guard suitedShare >= 0, suitedShare <= 1 else {
      throw ParameterError("suited share", suitedShare, "must be between 0 and 1")
    }
    self.arrivalsPerWeek = arrivalsPerWeek
    self.meanStayWeeks = meanStayWeeks
    self.suitedShare = suitedShare
  }

  /// Children in placement at once on average: arrivals a week times weeks of stay (J. D. C. Little).
  public var load: Double { arrivalsPerWeek * meanStayWeeks }
  /// Of those, whom the beds would suit.
  public var suitedLoad: Double { suitedShare * load }
}
