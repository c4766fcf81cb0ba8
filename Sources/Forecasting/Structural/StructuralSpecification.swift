/// The components of a structural time series model (Harvey 1989).
public enum StructuralKind: String, CaseIterable, Equatable, Sendable {
  /// A random walk seen with noise: μ ← μ + ξ.
  case level

  /// A random walk with a slope that is itself a random walk: μ ← μ + ν + ξ, ν ← ν + ζ.
  case trend

  /// The basic structural model: the trend with seasonal dummies whose sum over a year is noise.
  case seasonal
}

/// What is known of the states before the first value.
///
/// The states start from the first observed value with slope and seasonal pattern zero, with
/// variance 10⁴·var(y).
public enum StructuralStart: String, CaseIterable, Equatable, Sendable {
  /// One unknown amount shared by all states, their covariance having every entry equal, as R's
  /// `StructTS` computes. The first value then settles the slope and pattern near zero: use it to
  /// compare with R.
  case common

  /// Every state unknown by itself, so that slope and pattern are learnt from the series.
  case independent
}

/// The variances of the disturbances of one step, in squared units of the series.
public struct StructuralVariances: Equatable, Sendable {
  /// Of the level.
  public let level: Double

  /// Of the slope; unused by the local level.
  public let slope: Double

  /// Of the seasonal pattern; used by the basic structural model only.
  public let seasonal: Double

  /// Of the observation noise, R's epsilon.
  public let irregular: Double

  /// Variances, each 0 or more; those of components that a model lacks are not read.
  public init(
    level: Double = 0, slope: Double = 0, seasonal: Double = 0, irregular: Double = 0
  ) {
    self.level = level
    self.slope = slope
    self.seasonal = seasonal
    self.irregular = irregular
  }
}

extension StructuralKind {
  /// The names of the variances in R's order.
  var varianceNames: [String] {
    switch self {
    case .level: ["level", "epsilon"]
    case .trend: ["level", "slope", "epsilon"]
    case .seasonal: ["level", "slope", "seas", "epsilon"]
    }
  }

  /// The variances of the model in R's order.
  func list(_ variances: StructuralVariances) -> [Double] {
    switch self {
    case .level: [variances.level, variances.irregular]
    case .trend: [variances.level, variances.slope, variances.irregular]
    case .seasonal: [variances.level, variances.slope, variances.seasonal, variances.irregular]
    }
  }

  /// The variances from a list in R's order.
  func variances(_ list: [Double]) -> StructuralVariances {
    switch self {
    case .level: StructuralVariances(level: list[0], irregular: list[1])
    case .trend: StructuralVariances(level: list[0], slope: list[1], irregular: list[2])
    case .seasonal:
      StructuralVariances(level: list[0], slope: list[1], seasonal: list[2], irregular: list[3])
    }
  }

  /// The number of states.
  func dimension(season: Int) -> Int {
    switch self {
    case .level: 1
    case .trend: 2
    case .seasonal: season + 1
    }
  }
}
