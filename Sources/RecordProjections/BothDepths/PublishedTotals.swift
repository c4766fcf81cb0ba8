/// What published statistics say of a total in later years: a log-normal law for each.
public struct PublishedTotals: Hashable, Sendable {
  /// The year of the last published figure.
  public let origin: Int

  /// Expected totals, one year after the origin first.
  public let means: [Double]

  /// Standard deviations of their logarithms, past errors included.
  public let logSpreads: [Double]

  /// Totals to be reconciled with; throws ``CareProjectionError`` unless there is a positive mean and
  /// a spread, not negative, for each of at least one year.
  public init(origin: Int, means: [Double], logSpreads: [Double]) throws(CareProjectionError) {
    guard !means.isEmpty, means.count == logSpreads.count,
      means.allSatisfy({ $0 > 0 && $0.isFinite }),
      logSpreads.allSatisfy({ $0 >= 0 && $0.isFinite })
    else {
      throw CareProjectionError(
        "published totals", "need a positive mean and a spread for each of one year or more")
    }
    self.origin = origin
    self.means = means
    self.logSpreads = logSpreads
  }
}
