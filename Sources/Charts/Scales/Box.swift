/// A rectangle in the units of a drawing: x to the right, y downwards.
public struct Box: Sendable, Equatable {
  /// Left edge.
  public var x: Double
  /// Top edge.
  public var y: Double
  /// Width, not negative.
  public var width: Double
  /// Height, not negative.
  public var height: Double

  /// A rectangle by its top left corner and its size.
  public init(x: Double, y: Double, width: Double, height: Double) {
    self.x = x
    self.y = y
    self.width = width
    self.height = height
  }

  /// The smallest rectangle around points; `nil` for none.
  public init?(around points: [Point]) {
    guard let first = points.first else { return nil }
    var (left, right, top, bottom) = (first.x, first.x, first.y, first.y)
    for point in points {
      (left, right) = (min(left, point.x), max(right, point.x))
      (top, bottom) = (min(top, point.y), max(bottom, point.y))
    }
    self.init(x: left, y: top, width: right - left, height: bottom - top)
  }

  /// Right edge.
  public var right: Double { x + width }
  /// Bottom edge.
  public var bottom: Double { y + height }

  /// Whether the other rectangle lies within this one, but for `tolerance` at each edge.
  public func contains(_ other: Box, tolerance: Double = 0.05) -> Bool {
    other.x >= x - tolerance && other.y >= y - tolerance
      && other.right <= right + tolerance && other.bottom <= bottom + tolerance
  }

  /// Whether the two share more than `tolerance` in both directions.
  public func overlaps(_ other: Box, tolerance: Double = 0.05) -> Bool {
    min(right, other.right) - max(x, other.x) > tolerance
      && min(bottom, other.bottom) - max(y, other.y) > tolerance
  }

  /// The rectangle drawn in by `margin` at each edge, to nothing at the least.
  public func inset(by margin: Double) -> Box {
    let (across, down) = (min(margin, width / 2), min(margin, height / 2))
    return Box(x: x + across, y: y + down, width: width - 2 * across, height: height - 2 * down)
  }
}

/// A place in a drawing.
public struct Point: Sendable, Equatable {
  /// To the right.
  public var x: Double
  /// Downwards.
  public var y: Double
  /// A place.
  public init(x: Double, y: Double) {
    self.x = x
    self.y = y
  }
}
