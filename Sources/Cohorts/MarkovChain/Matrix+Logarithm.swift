import Foundation
import LinearAlgebra

extension Matrix {
  /// The principal logarithm of a matrix without eigenvalues at or below 0.
  ///
  /// Inverse scaling and squaring: square roots by the product form of Denman and Beavers until the
  /// matrix is near the identity, then the Gauss–Legendre form of the diagonal Padé approximant,
  /// log(I + X) = Σ wⱼ X (I + xⱼX)⁻¹ (Higham 2008, Functions of Matrices, chapter 11).
  ///
  /// Throws ``CohortError`` where the roots do not converge, which is where there is no such
  /// logarithm.
  func logarithm() throws(CohortError) -> Matrix {
    do {
      var root = self
      var halvings = 0
      while root.distanceFromIdentity > 0.2 {
        guard halvings < 60 else { throw Self.noLogarithm }
        root = try root.squareRoot()
        halvings += 1
      }
      let scale = Double(sign: .plus, exponent: halvings, significand: 1)
      var deviation = root
      for i in 0..<rows { deviation[i, i] -= 1 }
      var result = Matrix(rows: rows, columns: rows)
      for (node, weight) in Self.nodes {
        var shifted = Matrix.identity(rows)
        for i in 0..<rows {
          for j in 0..<rows { shifted[i, j] += node * deviation[i, j] }
        }
        let part = try LUFactorization(shifted).solve(deviation)
        for i in 0..<rows {
          for j in 0..<rows { result[i, j] += weight * scale * part[i, j] }
        }
      }
      return result
    } catch let error as CohortError {
      throw error
    } catch {
      throw Self.noLogarithm
    }
  }

  /// Half the principal power, by M ← (2I + M + M⁻¹)/4, X ← X(I + M⁻¹)/2 from M = X = A.
  private func squareRoot() throws -> Matrix {
    var product = self
    var root = self
    for _ in 0..<60 {
      let inverse = try LUFactorization(product).inverse()
      var half = inverse
      for i in 0..<rows { half[i, i] += 1 }
      root = try root.times(half)
      for i in 0..<rows {
        for j in 0..<rows {
          root[i, j] /= 2
          product[i, j] = (product[i, j] + inverse[i, j]) / 4
        }
        product[i, i] += 0.5
      }
      let distance = product.distanceFromIdentity
      guard distance.isFinite else { throw Self.noLogarithm }
      if distance < 1e-14 * Double(rows) { return root }
    }
    // Rounding may hold the product a little away; the root itself says whether it is one.
    let square = try root.times(root)
    var error = 0.0
    for i in 0..<rows {
      for j in 0..<rows { error = Swift.max(error, abs(square[i, j] - self[i, j])) }
    }
    guard error < 1e-12 else { throw Self.noLogarithm }
    return root
  }

  /// The 1-norm of A − I.
  private var distanceFromIdentity: Double {
    (0..<columns).reduce(0) { largest, j in
      let sum = (0..<rows).reduce(0) { $0 + abs(self[$1, j] - ($1 == j ? 1 : 0)) }
      return sum.isNaN ? .infinity : Swift.max(largest, sum)
    }
  }

  private static let noLogarithm = CohortError(
    "P", "has no real logarithm (an eigenvalue at, near or below 0); use a shorter period")

  /// The eight nodes and weights of Gauss–Legendre quadrature on (0, 1).
  private static let nodes: [(Double, Double)] = {
    let half: [(Double, Double)] = [
      (0.183_434_642_495_649_8, 0.362_683_783_378_362),
      (0.525_532_409_916_329, 0.313_706_645_877_887_3),
      (0.796_666_477_413_626_7, 0.222_381_034_453_374_48),
      (0.960_289_856_497_536_3, 0.101_228_536_290_376_26),
    ]
    var nodes: [(Double, Double)] = []
    for (place, weight) in half {
      nodes.append(((1 - place) / 2, weight / 2))
      nodes.append(((1 + place) / 2, weight / 2))
    }
    return nodes
  }()
}
