extension ExponentialSmoothing {
  /// What candidates are compared by; the lowest wins.
  public enum Criterion: String, Sendable, CaseIterable {
    /// Akaike's criterion.
    case aic
    /// Akaike's criterion for short series.
    case aicc
    /// The Bayesian criterion.
    case bic

    func value(_ criteria: InformationCriteria) -> Double {
      switch self {
      case .aic: criteria.aic
      case .aicc: criteria.aicc
      case .bic: criteria.bic
      }
    }
  }

  /// What became of one candidate of an automatic choice.
  public struct Candidate: Equatable, Sendable, CustomStringConvertible {
    /// What the comparison found.
    public enum Outcome: Equatable, Sendable {
      /// Fitted, with that value of the criterion; infinite where the series is too short for it.
      case fitted(Double)
      /// It reproduces the series without error; of such candidates the one with the fewest
      /// parameters is chosen.
      case exact
      /// Not a candidate for this series, and why.
      case refused(ForecastingError)
    }

    /// The member of the family.
    public let specification: Specification
    /// What the comparison found.
    public let outcome: Outcome

    /// The candidate and what became of it, in words.
    public var description: String {
      switch outcome {
      case .fitted(let value): "\(specification.name): \(value)"
      case .exact: "\(specification.name): reproduces the series without error"
      case .refused(let error): "\(specification.name): not used: \(error)"
      }
    }
  }

  /// An automatic choice with its evidence.
  public struct Selection: Equatable, Sendable {
    /// The chosen model.
    public let model: ExponentialSmoothing
    /// Every candidate in the order in which it was tried.
    public let candidates: [Candidate]
  }

  /// The longest season for which seasonal models are tried unasked.
  public static let longestSeason = 24

  /// The customary candidates: every combination of error, additive trend and season but those
  /// with an additive error and a multiplicative season, whose variance is unbounded; seasonal ones
  /// for seasons of 2 to ``longestSeason`` periods (Hyndman, Khandakar, Journal of Statistical
  /// Software 27(3), 2008).
  public static func customaryCandidates(season: Int) -> [Specification] {
    let seasons: [Composition?] =
      season >= 2 && season <= longestSeason ? [nil, .additive, .multiplicative] : [nil]
    var list: [Specification] = []
    for kind in seasons {
      for error in Composition.allCases where error == .multiplicative || kind != .multiplicative {
        for trend in [Trend.none, .additive, .additiveDamped] {
          list.append(Specification(error: error, trend: trend, season: kind))
        }
      }
    }
    return list
  }

  /// Fits every candidate and chooses the one with the lowest criterion.
  ///
  /// Candidates that the series is too short for, or whose multiplicative parts meet values that are
  /// not positive, are left out with the reason. Where no candidate has a finite criterion the one
  /// with the fewest parameters is chosen.
  ///
  /// - Parameters:
  ///   - series: The values, oldest first, without gaps.
  ///   - season: The number of periods of a season; 1 for none.
  ///   - criterion: What candidates are compared by.
  ///   - candidates: The members of the family to try; ``customaryCandidates(season:)`` unless said.
  /// - Throws: the reason of the smallest candidate where none can be fitted.
  public static func select(
    _ series: [Double], season: Int = 1, criterion: Criterion = .aicc,
    candidates: [Specification]? = nil
  ) throws(ForecastingError) -> Selection {
    var tried: [Candidate] = []
    var best: (model: ExponentialSmoothing, rank: (Double, Int))?
    var refusal: (error: ForecastingError, parameters: Int)?
    for specification in candidates ?? customaryCandidates(season: season) {
      let parameters = specification.parameterCount(season: max(season, 1))
      do throws(ForecastingError) {
        let model = try fit(series, specification, season: season)
        let value = model.criteria.map(criterion.value)
        tried.append(
          Candidate(
            specification: specification, outcome: value.map { .fitted($0) } ?? .exact))
        let finite = value.map { $0 < .infinity } ?? false
        let rank = (value ?? -.infinity, finite ? 0 : parameters)
        if best.map({ rank < $0.rank }) ?? true { best = (model, rank) }
      } catch {
        tried.append(Candidate(specification: specification, outcome: .refused(error)))
        if refusal.map({ parameters < $0.parameters }) ?? true { refusal = (error, parameters) }
      }
    }
    if let best { return Selection(model: best.model, candidates: tried) }
    throw refusal?.error ?? .tooShort(method: "an automatic choice", length: 0, needed: 1)
  }

  /// The model that ``select(_:season:criterion:candidates:)`` chooses.
  public static func automatic(
    _ series: [Double], season: Int = 1, criterion: Criterion = .aicc,
    candidates: [Specification]? = nil
  ) throws(ForecastingError) -> ExponentialSmoothing {
    try select(series, season: season, criterion: criterion, candidates: candidates).model
  }
}
