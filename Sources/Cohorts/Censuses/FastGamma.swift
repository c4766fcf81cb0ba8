import Foundation
import Probability

/// Gamma variates for parameters that are drawn by the thousand in every replicate.
///
/// Wilson and Hilferty (1931): for shape k the cube root of a gamma variate over k is close to normal
/// with mean 1 − 1/9k and variance 1/9k; the mean of the cube is then 1 − (9k)⁻³. Below shape 3, where
/// that is coarse, a variate of shape k + 1 times U^(1/k), which is exact given the former (Johnk).
/// Always two uniforms, so that one variate never shifts another's numbers.
public enum FastGamma {
  /// The uniforms that a variate may use.
  public static let uniforms = 2

  /// A variate of that shape (above 0) and scale 1; at least 1e-300.
  public static func variate(_ shape: Double, _ u: Double, _ v: Double) -> Double {
    guard shape < 3 else { return max(1e-300, cube(shape, u)) }
    return max(1e-300, cube(shape + 1, u) * exp(log(v) / shape))
  }

  @inline(__always)
  private static func cube(_ shape: Double, _ u: Double) -> Double {
    let ninth = 1 / (9 * shape)
    let root = 1 - ninth + SpecialFunctions.normalQuantile(u) * ninth.squareRoot()
    return root > 0 ? shape * root * root * root : 0
  }
}
