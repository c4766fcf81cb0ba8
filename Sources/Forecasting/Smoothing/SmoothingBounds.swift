/// The region in which smoothing parameters are fitted.
///
/// 10⁻⁴ ≤ α, β, γ ≤ 0.9999, β ≤ α, γ ≤ 1 − α and 0.8 ≤ φ ≤ 0.98, the customary bounds (Hyndman,
/// Khandakar, Journal of Statistical Software 27(3), 2008), and for seasonal models forgetting of
/// the initial state (Hyndman, Koehler, Ord, Snyder 2008, chapter 10).
enum SmoothingBounds {
  static let lowest = 1e-4
  static let highest = 0.9999
  static let phi = 0.8...0.98

  /// Whether a seasonal model forgets its initial state: no root of its characteristic polynomial
  /// z^{m+1} + (α+β−φ) z^m + (α+β−αφ)(z^{m−1} + … + z²) + (α+β−αφ+γ−1) z + φ(1−α−γ) lies outside
  /// the unit circle.
  static func isForgetful(_ smoothing: ExponentialSmoothing.Smoothing, season m: Int) -> Bool {
    let (alpha, beta, gamma, phi) = (
      smoothing.alpha, smoothing.beta, smoothing.gamma, smoothing.phi
    )
    let inner = alpha + beta - alpha * phi
    var polynomial = [Double](repeating: inner, count: m + 2)
    polynomial[0] = 1
    polynomial[1] = alpha + beta - phi
    polynomial[m] = inner + gamma - 1
    polynomial[m + 1] = phi * (1 - alpha - gamma)
    // Without trend the level and the mean of the season are one state: a root at 1 drops out.
    if beta == 0 && phi == 1 {
      for k in 1...(m + 1) { polynomial[k] += polynomial[k - 1] }
      polynomial.removeLast()
    }
    // Schur, Cohn: reflect until the degree is zero.
    while polynomial.count > 1 {
      let degree = polynomial.count - 1
      let reflection = polynomial[degree] / polynomial[0]
      if !(abs(reflection) < 1 + 1e-10) { return false }
      let rest = 1 - reflection * reflection
      if rest <= 1e-10 { return true }
      let copy = polynomial
      for k in 0..<degree {
        polynomial[k] = (copy[k] - reflection * copy[degree - k]) / rest
      }
      polynomial.removeLast()
    }
    return true
  }
}
