extension ThetaModel {
  /// How the parameters of a Theta model are fitted.
  public struct Settings: Equatable, Sendable {
    /// The bounds of α, inside (0, 1).
    public let alphas: ClosedRange<Double>

    /// The upper bound of θ; the lower one is 1.
    public let largestTheta: Double

    /// Whether the initial level is the one whose first forecast is the first value, instead of a
    /// fitted one.
    ///
    /// A fitted level leaves the series behind on short ones, because it can spend its one freedom
    /// on removing the first scored error.
    public let anchored: Bool

    /// The number of one-step errors at the start that are not scored, in long series.
    public let skipped: Int

    /// The settings for annual series and others without a season: an anchored level,
    /// 0.5 ≤ α ≤ 0.99, 1 ≤ θ ≤ 10¹⁰, three errors left out.
    ///
    /// Sums over a year average out what is short-lived, so that the level follows them closely;
    /// a small α fitted to a dozen of them is noise.
    public static let annual = Settings(
      unchecked: 0.5...0.99, largestTheta: 1e10, anchored: true, skipped: 3)

    /// The settings for series with a season: as ``annual``, with 0.1 ≤ α ≤ 0.99.
    public static let seasonal = Settings(
      unchecked: 0.1...0.99, largestTheta: 1e10, anchored: true, skipped: 3)

    /// ``annual`` or ``seasonal``, by the number of periods of a season.
    public static func standard(season: Int) -> Settings { season > 1 ? seasonal : annual }

    /// The settings of the published models: a fitted level, 0.1 ≤ α ≤ 0.99, 1 ≤ θ ≤ 10¹⁰, three
    /// errors left out.
    public static let published = Settings(
      unchecked: 0.1...0.99, largestTheta: 1e10, anchored: false, skipped: 3)

    private init(
      unchecked alphas: ClosedRange<Double>, largestTheta: Double, anchored: Bool, skipped: Int
    ) {
      self.alphas = alphas
      self.largestTheta = largestTheta
      self.anchored = anchored
      self.skipped = skipped
    }

    /// Own settings.
    ///
    /// Throws `invalidParameter` for bounds of α outside 0.001…0.999, a largest θ outside 1…10¹⁵,
    /// or a negative number of skipped errors.
    public init(
      alphas: ClosedRange<Double>, largestTheta: Double = 1e10, anchored: Bool = true,
      skipped: Int = 3
    ) throws(ForecastingError) {
      try requireRange("lower bound of alpha", alphas.lowerBound, 0.001, 0.999)
      try requireRange("upper bound of alpha", alphas.upperBound, 0.001, 0.999)
      try requireRange("largest theta", largestTheta, 1, 1e15)
      guard skipped >= 0 else {
        throw .invalidParameter(name: "skipped", value: Double(skipped), range: "0 or more")
      }
      self.init(
        unchecked: alphas, largestTheta: largestTheta, anchored: anchored, skipped: skipped)
    }

    /// The number of errors left out of a series of that length: at most a third of it.
    public func skipped(of length: Int) -> Int { min(skipped, length / 3) }
  }
}
