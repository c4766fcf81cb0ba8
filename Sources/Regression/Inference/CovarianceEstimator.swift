/// How the covariance of the estimates is estimated.
///
/// White 1980; MacKinnon and White 1985; Newey and West 1987 and 1994; Liang and Zeger 1986; the
/// conventions are those of Zeileis 2004 and 2006.
public enum CovarianceEstimator: Equatable, Sendable {
  /// The model's own: independent rows with the variance that the family states.
  case classical

  /// Independent rows of unequal variance: squared scores as they are.
  case hc0

  /// ``hc0`` times n/(n − p).
  case hc1

  /// Squared scores over 1 − h, h the leverage.
  case hc2

  /// Squared scores over (1 − h)².
  case hc3

  /// Rows in time order whose errors are correlated over neighbours.
  case neweyWest(NeweyWest)

  /// Rows correlated within clusters, one label per row; with `corrected`, times
  /// G/(G − 1) · (n − 1)/(n − p) for G clusters (CR1), else as it is (CR0).
  case clustered([String], corrected: Bool)
}

/// Settings of the covariance of Newey and West: Bartlett weights 1 − j/(lag + 1).
public struct NeweyWest: Equatable, Sendable {
  /// The largest lag; from the data by Newey and West (1994) where `nil`.
  public var lag: Int?

  /// Whether a first vector autoregression is taken out of the scores first and put back after.
  public var isPrewhitened: Bool

  /// Whether the covariance is multiplied by n/(n − p).
  public var isAdjusted: Bool

  /// Settings; by default a lag from the data and the small-sample adjustment, without prewhitening.
  public init(lag: Int? = nil, isPrewhitened: Bool = false, isAdjusted: Bool = true) {
    self.lag = lag
    self.isPrewhitened = isPrewhitened
    self.isAdjusted = isAdjusted
  }
}
