public import Periods

/// Children by single year of age, as published for 30 June of each year.
public struct PopulationByAge: Hashable, Sendable {
  /// Children aged 0 to 17, by calendar year.
  public let byYear: [Int: [Double]]

  private let years: [Int]

  /// A population; throws ``CareProjectionError`` where a year has not 18 ages of at least 1 child.
  public init(byYear: [Int: [Double]]) throws(CareProjectionError) {
    guard !byYear.isEmpty else {
      throw CareProjectionError("population", "is empty; it must have at least one year")
    }
    for (year, ages) in byYear.sorted(by: { $0.key < $1.key }) {
      guard ages.count == 18, ages.allSatisfy({ $0 >= 1 && $0.isFinite }) else {
        throw CareProjectionError(
          "population \(year)", "must have a number of children for each age from 0 to 17")
      }
    }
    self.byYear = byYear
    years = byYear.keys.sorted()
  }

  /// Children of an age in the middle of a month: linear between two Junes, constant beyond.
  public func children(age: Int, in month: Month) -> Double {
    let time = Double(month.year) + (Double(month.monthOfYear) - 6.5) / 12
    guard let first = years.first, let last = years.last else { return 1 }
    if time <= Double(first) { return byYear[first]?[age] ?? 1 }
    if time >= Double(last) { return byYear[last]?[age] ?? 1 }
    let upper = years.firstIndex { Double($0) > time } ?? years.count - 1
    let (from, to) = (years[upper - 1], years[upper])
    let share = (time - Double(from)) / Double(to - from)
    return (byYear[from]?[age] ?? 1) * (1 - share) + (byYear[to]?[age] ?? 1) * share
  }
}

/// An input that a projection of looked-after children refuses.
public struct CareProjectionError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The input at fault, such as `--until`.
  public let input: String

  /// What is wrong with it and what to do.
  public let reason: String

  /// A refusal of that input for that reason.
  public init(_ input: String, _ reason: String) {
    self.input = input
    self.reason = reason
  }

  /// The message shown to the user.
  public var description: String { "\(input): \(reason)" }
}
