extension ExponentialSmoothing {
  /// How an error or a season enters: added to the level or as a share of it.
  public enum Composition: String, Hashable, Sendable, CaseIterable {
    /// Added.
    case additive = "A"
    /// Multiplied.
    case multiplicative = "M"
  }

  /// How the level moves from step to step.
  public enum Trend: String, Hashable, Sendable, CaseIterable {
    /// No trend.
    case none = "N"
    /// A slope added at every step.
    case additive = "A"
    /// A slope added at every step, φ times smaller each time.
    case additiveDamped = "Ad"
    /// A growth factor.
    case multiplicative = "M"
    /// A growth factor that is raised to the power φ at every step.
    case multiplicativeDamped = "Md"

    /// Whether the trend has a damping parameter φ.
    public var isDamped: Bool { self == .additiveDamped || self == .multiplicativeDamped }
    /// Whether the trend is a growth factor.
    public var isMultiplicative: Bool { self == .multiplicative || self == .multiplicativeDamped }
  }

  /// A member of the family: error, trend and season, as `ETS(A,Ad,N)` (Hyndman, Koehler, Ord,
  /// Snyder, Forecasting with Exponential Smoothing, 2008, section 2.5).
  public struct Specification: Hashable, Sendable, CustomStringConvertible {
    /// How the error enters.
    public let error: Composition

    /// The trend.
    public let trend: Trend

    /// How the season enters; `nil` for none.
    public let season: Composition?

    /// A member of the family.
    public init(error: Composition, trend: Trend, season: Composition? = nil) {
      self.error = error
      self.trend = trend
      self.season = season
    }

    /// The member written as `AAdN`, `A,Ad,N` or `ETS(A,Ad,N)`; `nil` for any other text.
    public init?(_ notation: String) {
      var text = notation.filter { $0 != "," && $0 != " " }
      if text.hasPrefix("ETS(") && text.hasSuffix(")") {
        text = String(text.dropFirst(4).dropLast())
      }
      guard text.count >= 3, let first = text.first, let last = text.last,
        let error = Composition(rawValue: String(first)),
        let trend = Trend(rawValue: String(text.dropFirst().dropLast()))
      else { return nil }
      let season = Composition(rawValue: String(last))
      if season == nil && last != "N" { return nil }
      self.init(error: error, trend: trend, season: season)
    }

    /// The field's notation, `ETS(A,Ad,N)`.
    public var name: String {
      "ETS(\(error.rawValue),\(trend.rawValue),\(season?.rawValue ?? "N"))"
    }

    /// ``name``.
    public var description: String { name }

    /// The number of smoothing parameters, φ included.
    public var smoothingCount: Int {
      1 + (trend == .none ? 0 : 1) + (trend.isDamped ? 1 : 0) + (season == nil ? 0 : 1)
    }

    /// The number of estimated parameters without the variance: the smoothing parameters and the
    /// initial states, of which `season` − 1 are seasonal because they sum to a constant.
    public func parameterCount(season length: Int) -> Int {
      smoothingCount + 1 + (trend == .none ? 0 : 1) + (season == nil ? 0 : length - 1)
    }

    /// Whether any part is multiplicative, which asks for positive values.
    public var needsPositiveValues: Bool {
      error == .multiplicative || trend.isMultiplicative || season == .multiplicative
    }

    /// Whether the one-step means depend linearly on the initial state.
    var isLinear: Bool { !trend.isMultiplicative && season != .multiplicative }
  }

  /// The smoothing parameters of a model.
  public struct Smoothing: Equatable, Sendable {
    /// The smoothing of the level, α.
    public let alpha: Double
    /// The smoothing of the trend, β; zero without trend.
    public let beta: Double
    /// The smoothing of the season, γ; zero without season.
    public let gamma: Double
    /// The damping of the trend, φ; one without damping.
    public let phi: Double

    /// Smoothing parameters; leave out those the model does not have.
    public init(alpha: Double, beta: Double = 0, gamma: Double = 0, phi: Double = 1) {
      self.alpha = alpha
      self.beta = beta
      self.gamma = gamma
      self.phi = phi
    }
  }

  /// The state of a model between two periods.
  public struct State: Equatable, Sendable {
    /// The level.
    public var level: Double
    /// The slope, or the growth factor of a multiplicative trend; `nil` without trend.
    public var slope: Double?
    /// The seasonal states, the most recent first (the next period uses the last one); empty
    /// without season.
    public var season: [Double]

    /// A state; leave out what the model does not have.
    public init(level: Double, slope: Double? = nil, season: [Double] = []) {
      self.level = level
      self.slope = slope
      self.season = season
    }

    /// Level, slope and seasonal states in one list.
    public var values: [Double] { [level] + (slope.map { [$0] } ?? []) + season }
  }
}
