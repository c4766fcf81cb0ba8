import Foundation

/// How much the rates of a year differ from those of other years by more than chance.
public enum YearSpread {
  /// The least standard deviation of a year's effect on the logarithm of a rate.
  public static let floor = 0.03

  /// The standard deviation taken where fewer than four years are seen.
  public static let unseen = 0.06

  /// The standard deviation of a year's effect on the logarithm of a rate, from the counts of each
  /// year and what the average rates lead one to expect: the moment estimate
  /// max(0, (X²/df − 1)/mean count), X² Pearson's, and at least ``floor``; with fewer than four years
  /// ``unseen``.
  ///
  /// `fitted` is the number of parameters that were fitted to the yearly totals.
  public static func estimate(observed: [Double], expected: [Double], fitted: Int) -> Double {
    let pairs = zip(observed, expected).filter { $0.1 > 0 }
    guard pairs.count >= 4, pairs.count > fitted else { return unseen }
    let squares = pairs.reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) / $1.1 }
    let mean = pairs.reduce(0) { $0 + $1.1 } / Double(pairs.count)
    let excess = (squares / Double(pairs.count - fitted) - 1) / mean
    return Foundation.sqrt(Swift.max(floor * floor, excess))
  }
}
