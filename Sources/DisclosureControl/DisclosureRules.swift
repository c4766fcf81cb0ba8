/// What counts as too small to publish, and how well it has to be hidden.
public struct DisclosureRules: Sendable, Equatable {
  /// Figures above 0 and below this are not published: 5 protects 1 to 4.
  public let threshold: Double
  /// The narrowest interval, in children, that a reader may be able to work out for a small figure.
  public let minimumWidth: Double
  /// Whether 0 is protected like a small figure.
  public let protectsZeros: Bool

  /// 1 to 4 protected within an interval of at least 4 children; zeros shown.
  public static let standard = DisclosureRules(
    checkedThreshold: 5, minimumWidth: 4, protectsZeros: false)

  /// Rules with a threshold of their own; the width is the threshold less one where none is given.
  ///
  /// Throws ``DisclosureError`` for a threshold that is not above 0 or a width below 0.
  public init(
    threshold: Double, minimumWidth: Double? = nil, protectsZeros: Bool = false
  ) throws(DisclosureError) {
    guard threshold.isFinite, threshold > 0, threshold <= 1e6 else {
      throw .rule(name: "threshold", reason: "is \(threshold); it takes a number from 1")
    }
    let width = minimumWidth ?? max(threshold - 1, 0)
    guard width.isFinite, width >= 0 else {
      throw .rule(name: "minimum width", reason: "is \(width); it takes a number from 0")
    }
    self.init(checkedThreshold: threshold, minimumWidth: width, protectsZeros: protectsZeros)
  }

  private init(checkedThreshold: Double, minimumWidth: Double, protectsZeros: Bool) {
    threshold = checkedThreshold
    self.minimumWidth = minimumWidth
    self.protectsZeros = protectsZeros
  }

  /// Whether a figure is protected for its own size: 0 < v < t, and 0 where zeros are protected.
  public func isSmall(_ value: Double) -> Bool {
    value < threshold && (value > 0 || protectsZeros)
  }
}
