import Probability

/// The z scores that ordinary noise exceeds anywhere in a series at a chosen rate.
///
/// From 40,000 simulated series of each length and kind, the largest of four kinds of noise: about
/// a line, a random walk, autocorrelated at 0.5, and a random walk whose drift wanders. Half of the
/// rate is spent on values and half on changes.
enum CriticalValues {
  /// Length; limits of values and changes at one in twenty; the same at one in a hundred.
  private static let table: [(length: Double, five: (Double, Double), one: (Double, Double))] = [
    (8, (4.41, 6.05), (6.93, 11.20)), (9, (4.69, 4.87), (7.28, 7.71)),
    (10, (4.30, 5.04), (6.25, 7.86)), (11, (4.45, 4.64), (6.49, 6.65)),
    (12, (4.22, 4.76), (6.01, 7.08)), (13, (4.33, 4.49), (6.00, 6.49)),
    (15, (4.24, 4.38), (5.79, 6.08)), (17, (4.18, 4.37), (5.58, 5.84)),
    (20, (4.06, 4.33), (5.26, 5.80)), (25, (4.05, 4.16), (5.07, 5.31)),
    (30, (3.96, 4.14), (4.86, 5.22)), (40, (3.93, 4.06), (4.71, 4.91)),
    (60, (3.92, 4.02), (4.57, 4.73)),
  ]

  /// The limits for a length, between tabulated ones in proportion to 1/n; beyond 60 values they
  /// grow as the largest of so many normal values does.
  static func of(length: Int, _ rate: FalseAlarmRate) -> (value: Double, change: Double) {
    let n = Double(max(length, SeriesEvents.minimumLength))
    let limits = table.map { rate == .onePercent ? $0.one : $0.five }
    let above = table.firstIndex { $0.length >= n } ?? table.count
    guard above < table.count else {
      let last = limits[limits.count - 1]
      let tail = { (count: Double) in SpecialFunctions.normalQuantile(1 - rate.rawValue / 4 / count)
      }
      let growth = tail(n) / tail(60)
      return (last.0 * growth, last.1 * growth)
    }
    guard table[above].length > n else { return limits[above] }
    let (low, high) = (table[above - 1].length, table[above].length)
    let share = (1 / low - 1 / n) / (1 / low - 1 / high)
    let between = { (a: Double, b: Double) in a + share * (b - a) }
    return (
      between(limits[above - 1].0, limits[above].0), between(limits[above - 1].1, limits[above].1)
    )
  }
}
