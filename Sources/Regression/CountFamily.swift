/// The law of counts about their mean μ, with log μ linear in the terms.
public enum CountFamily: String, Equatable, Sendable, CaseIterable {
  /// Variance μ.
  case poisson

  /// Variance φ μ, with φ the Pearson dispersion.
  case quasiPoisson

  /// Variance μ + μ²/θ (NB2), with θ by maximum likelihood.
  case negativeBinomial

  /// The same law among all families of response.
  var response: ResponseFamily {
    switch self {
    case .poisson: .poisson
    case .quasiPoisson: .quasiPoisson
    case .negativeBinomial: .negativeBinomial
    }
  }
}
