/// An amount of money in whole pence, exact.
///
/// Positive is a cost or a pressure, negative an income or a saving.
public struct Pence: Hashable, Comparable, Sendable, AdditiveArithmetic {
  /// The amount in pence.
  public let count: Int64

  /// That many pence.
  public init(_ count: Int64) {
    self.count = count
  }

  /// Whole pounds.
  public init(pounds: Int64) {
    count = pounds * 100
  }

  /// Pounds as a double, rounded half away from zero to the penny. Throws
  /// ``FinanceError/notAnAmount(_:)`` where it is not finite or beyond 90 thousand billion pounds,
  /// past which a double no longer holds pence.
  public init(roundingPounds pounds: Double) throws(FinanceError) {
    let scaled = (pounds * 100).rounded(.toNearestOrAwayFromZero)
    guard scaled.isFinite, abs(scaled) < 9.007_199_254_740_992e15 else {
      throw .notAnAmount("\(pounds)")
    }
    count = Int64(scaled)
  }

  /// Nothing.
  public static let zero = Pence(0)

  /// The amount in pounds as a double.
  public var pounds: Double { Double(count) / 100 }

  /// Their sum.
  public static func + (left: Pence, right: Pence) -> Pence { Pence(left.count + right.count) }

  /// Their difference.
  public static func - (left: Pence, right: Pence) -> Pence { Pence(left.count - right.count) }

  /// The amount with the other sign.
  public static prefix func - (amount: Pence) -> Pence { Pence(-amount.count) }

  /// Smaller amounts (greater savings) come first.
  public static func < (left: Pence, right: Pence) -> Bool { left.count < right.count }
}

extension Pence: CustomStringConvertible {
  /// `£1,234.56`, a saving in brackets: `(£1,234.56)`.
  public var description: String { formatted(in: .pence) }
}
