import Probability

/// One forecast made with what was known at an earlier time, and what came.
public struct ForecastTrial: Sendable {
  /// Whose stock: an authority, or the council itself.
  public let series: String

  /// Which part of it: `all`, or a placement.
  public let group: String

  /// The method.
  public let method: String

  /// The last time that was known, as the table writes it.
  public let origin: String

  /// Months ahead.
  public let horizon: Int

  /// Equally likely values, ascending.
  public let members: [Double]

  /// What came.
  public let outcome: Double

  /// The mean absolute change of the known history over as many months; `nil` where there is none.
  public let scale: Double?

  /// A trial of an ensemble; members are sorted.
  public init(
    series: String, group: String, method: String, origin: String, horizon: Int,
    members: [Double], outcome: Double, scale: Double?
  ) {
    self.series = series
    self.group = group
    self.method = method
    self.origin = origin
    self.horizon = horizon
    self.members = members.sorted()
    self.outcome = outcome
    self.scale = scale
  }

  /// The mean of the members.
  public var mean: Double { CompensatedSum(members).value / Double(max(1, members.count)) }

  /// A quantile of the members, type 7 (Hyndman and Fan 1996).
  public func quantile(_ p: Double) -> Double {
    guard let last = members.indices.last else { return .nan }
    let position = p * Double(last)
    let below = min(last, Int(position))
    return members[below]
      + (position - Double(below)) * (members[min(last, below + 1)] - members[below])
  }

  /// The central interval that holds that share of the members.
  public func interval(_ coverage: Double) -> ClosedRange<Double> {
    quantile((1 - coverage) / 2)...quantile((1 + coverage) / 2)
  }

  /// The members' share below the outcome, and at or below it.
  public var transform: (low: Double, high: Double) {
    let n = Double(members.count)
    return (
      Double(members.count { $0 < outcome }) / n, Double(members.count { $0 <= outcome }) / n
    )
  }

  /// Equally likely values of a law: its quantiles at (k − ½)/200.
  static func members(of law: Normal) -> [Double] {
    (1...200).map { law.quantile((Double($0) - 0.5) / 200) }
  }
}
