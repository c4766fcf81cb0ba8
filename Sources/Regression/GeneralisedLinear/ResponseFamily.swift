/// The law of a response about its mean μ in a generalised linear model.
public enum ResponseFamily: String, Equatable, Sendable, CaseIterable {
  /// Real numbers of variance φ.
  case gaussian

  /// Shares of trials, of variance μ(1 − μ) over the number of trials.
  case binomial

  /// Shares of trials, of variance φ μ(1 − μ) over the number of trials.
  case quasiBinomial

  /// Counts of variance μ.
  case poisson

  /// Counts of variance φ μ.
  case quasiPoisson

  /// Counts of variance μ + μ²/θ (NB2), with θ by maximum likelihood.
  case negativeBinomial

  /// Positive numbers of variance φ μ².
  case gamma

  /// The link used where none is asked for: the canonical one, and the logarithm for the negative
  /// binomial law.
  public var defaultLink: Link { links[0] }

  /// The links that can be asked for, the default first.
  public var links: [Link] {
    switch self {
    case .gaussian: [.identity, .log, .inverse]
    case .binomial, .quasiBinomial: [.logit, .probit, .complementaryLogLog, .log, .identity]
    case .poisson, .quasiPoisson, .negativeBinomial: [.log, .identity]
    case .gamma: [.inverse, .log, .identity]
    }
  }

  /// Whether the variance carries a dispersion φ that is estimated from the residuals.
  public var estimatesDispersion: Bool {
    switch self {
    case .gaussian, .quasiBinomial, .quasiPoisson, .gamma: true
    case .binomial, .poisson, .negativeBinomial: false
    }
  }

  /// Whether the family is defined by its variance alone and has no likelihood of its own.
  public var isQuasi: Bool { self == .quasiPoisson || self == .quasiBinomial }

  /// Whether the response is a share of trials.
  public var isShare: Bool { self == .binomial || self == .quasiBinomial }

  /// Whether the response is a count.
  public var isCount: Bool {
    self == .poisson || self == .quasiPoisson || self == .negativeBinomial
  }

  /// What one response must be; `nil` where the value is fit for the family.
  func objection(to value: Double) -> String? {
    switch self {
    case .gaussian:
      value.isFinite ? nil : "a response must be a finite number"
    case .binomial, .quasiBinomial:
      value >= 0 && value <= 1
        ? nil : "a share must be between 0 and 1; divide successes by trials"
    case .poisson, .quasiPoisson, .negativeBinomial:
      value >= 0 && value.isFinite && value == value.rounded()
        ? nil : "a count must be a whole number and not negative"
    case .gamma:
      value > 0 && value.isFinite
        ? nil : "a Gamma response must be positive; use another family for zeros"
    }
  }
}
