import Probability

extension StayMixture {
  /// Entries at one exact age at a constant rate.
  public struct EntryAge: Hashable, Sendable {
    /// The age at entry, in years.
    public let age: Double

    /// Entries per day.
    public let perDay: Double

    /// Entries at that age and rate.
    public init(age: Double, perDay: Double) {
      self.age = age
      self.perDay = perDay
    }
  }

  /// Somebody in the starting stock.
  public struct Current: Hashable, Sendable {
    /// Days since the stay began.
    public let elapsed: Double

    /// The age at the start, in years.
    public let age: Double

    /// A stay of that elapsed time and age.
    public init(elapsed: Double, age: Double) {
      self.elapsed = elapsed
      self.age = age
    }
  }

  /// The stock after t days where every stay ends at an age, whatever its length.
  ///
  /// A year has 365.25 days. The stays of the starting stock count only while age + t/365.25 is
  /// below the limit; entries at age a contribute ∫ S up to min(t, (limit − a) 365.25).
  ///
  /// - Parameters:
  ///   - t: days since the start; the mixture is in days.
  ///   - entries: entries by age at constant rates from day 0.
  ///   - current: the starting stock.
  ///   - limit: the age at which every stay ends, 18 for care.
  /// - Throws: ``CohortError`` where a number is negative or not finite.
  public func stock(
    atDay t: Double, entries: [EntryAge], current: [Current], ageLimit limit: Double = 18
  ) throws(CohortError) -> StayStock {
    try Self.nonNegative("t", t)
    try Self.nonNegative("ageLimit", limit)
    let year = 365.25
    var new = CompensatedSum()
    for (index, entry) in entries.enumerated() {
      try Self.nonNegative("entriesByAge[\(index)].age", entry.age)
      try Self.nonNegative("entriesByAge[\(index)].perDay", entry.perDay)
      new.add(entry.perDay * integral(to: min(t, (limit - entry.age) * year)))
    }
    for (index, child) in current.enumerated() {
      try Self.nonNegative("current[\(index)].elapsed", child.elapsed)
      try Self.nonNegative("current[\(index)].age", child.age)
    }
    let chances = current.lazy.map { child in
      child.age + t / year < limit ? self.survival(beyond: t, elapsed: child.elapsed) : 0
    }
    return StayStock(new: new.value, chances: chances)
  }
}
