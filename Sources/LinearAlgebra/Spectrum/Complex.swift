import CLAPACKE

/// A complex number, for eigenvalues of matrices that are not symmetric.
public struct Complex: Equatable, Sendable {
  /// The real part.
  public var real: Double

  /// The imaginary part.
  public var imaginary: Double

  /// The number real + i · imaginary.
  public init(_ real: Double, _ imaginary: Double = 0) {
    self.real = real
    self.imaginary = imaginary
  }

  /// The distance from zero, without overflow on the way.
  public var magnitude: Double { cblas_dnrm2(2, [real, imaginary], 1) }

  /// The number with the imaginary part negated.
  public var conjugate: Complex { Complex(real, -imaginary) }

  /// The sum.
  public static func + (a: Complex, b: Complex) -> Complex {
    Complex(a.real + b.real, a.imaginary + b.imaginary)
  }

  /// The difference.
  public static func - (a: Complex, b: Complex) -> Complex {
    Complex(a.real - b.real, a.imaginary - b.imaginary)
  }

  /// The product.
  public static func * (a: Complex, b: Complex) -> Complex {
    Complex(
      a.real * b.real - a.imaginary * b.imaginary, a.real * b.imaginary + a.imaginary * b.real)
  }
}
