import Foundation

/// Figures compared with their reference: how many, and the worst relative error with its place.
struct Agreement {
  private(set) var figures = 0
  private(set) var worst = 0.0
  private(set) var place = ""

  /// Compares a figure; its error counts relative to the expected size, or to `floor` where that is
  /// larger (sums that cancel are only as exact as their parts). A zero counts absolutely.
  mutating func compare(
    _ value: Double?, _ expected: Double, floor: Double = 0, _ place: String
  ) {
    figures += 1
    let size = max(abs(expected), floor)
    var error = abs((value ?? .nan) - expected) / (size == 0 ? 1 : size)
    if !error.isFinite { error = .infinity }
    if error > worst || self.place.isEmpty {
      worst = max(worst, error)
      self.place = place
    }
  }

  /// Compares lists figure by figure; lists of different lengths disagree altogether.
  mutating func compare(
    _ values: [Double], _ expected: [Double], floor: Double = 0, _ place: String
  ) {
    guard values.count == expected.count else {
      return fail("\(place): \(values.count) values where \(expected.count) are expected")
    }
    for (index, pair) in zip(values, expected).enumerated() {
      compare(pair.0, pair.1, floor: floor, values.count == 1 ? place : "\(place)[\(index)]")
    }
  }

  /// Counts a figure that could not be computed.
  mutating func fail(_ reason: String) {
    figures += 1
    if worst < .infinity { place = reason }
    worst = .infinity
  }

  /// Takes in the figures of another comparison.
  mutating func add(_ other: Agreement) {
    figures += other.figures
    if other.worst > worst || place.isEmpty {
      worst = max(worst, other.worst)
      place = other.place
    }
  }

  /// The finding of these figures.
  func finding(
    _ area: String, _ subject: String, against reference: String, target: Finding.Target
  ) -> Finding {
    Finding(
      area, subject, against: reference, figures: figures, .relativeError, worst, target: target,
      note: worst == 0 ? "" : place)
  }
}

/// Fits compared with the best known value of their criterion: only a shortfall counts.
struct Shortfalls {
  private(set) var values: [(shortfall: Double, place: String)] = []

  /// Records a log-likelihood, or the negative of a criterion, beside the reference's.
  mutating func compare(_ value: Double?, atLeast expected: Double, _ place: String) {
    let shortfall = expected - (value ?? .nan)
    values.append((shortfall.isNaN ? .infinity : shortfall, place))
  }

  /// Records a fit that was refused.
  mutating func fail(_ reason: String) { values.append((.infinity, reason)) }

  /// The finding of the largest shortfall.
  func finding(
    _ area: String, _ subject: String, against reference: String, atMost limit: Double
  ) -> Finding {
    let worst = values.max { $0.shortfall < $1.shortfall }
    return Finding(
      area, subject, against: reference, figures: values.count, .shortfall,
      worst?.shortfall ?? .nan, target: .atMost(limit), note: worst?.place ?? "")
  }

  /// The finding of the share of fits that fall short by more than a tolerance.
  func share(
    _ area: String, _ subject: String, against reference: String, beyond tolerance: Double,
    atMost limit: Double
  ) -> Finding {
    let share =
      Double(values.count { $0.shortfall > tolerance }) / Double(max(values.count, 1))
    return Finding(
      area, subject, against: reference, figures: values.count, .share, share,
      target: .atMost(limit))
  }
}
