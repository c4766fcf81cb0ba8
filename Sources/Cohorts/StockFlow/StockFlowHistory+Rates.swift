extension StockFlowHistory {
  /// How the daily shares of people who move are averaged to a rate.
  public struct RateRule: Hashable, Sendable {
    /// Whether a day that opens with nobody in the state counts as a day without moves. Otherwise
    /// it is left out of the mean.
    public let countsEmptyDays: Bool

    /// Whether moves of the window's first day are divided by the stock at the end of that day
    /// itself, as an estimate does that knows nothing of the day before.
    public let firstDayOpensWithItsClose: Bool

    /// A rule.
    public init(countsEmptyDays: Bool, firstDayOpensWithItsClose: Bool) {
      self.countsEmptyDays = countsEmptyDays
      self.firstDayOpensWithItsClose = firstDayOpensWithItsClose
    }
  }

  /// Daily rates from each state to each other, states × states by rows with a diagonal of 0: the
  /// mean over days of (moves of the day) / (stock at the end of the day before).
  ///
  /// A mean of daily shares weighs a move out of a small stock more than one out of a large stock;
  /// it is the estimate of the daily stock-and-flow models in use. Events over exposure is the
  /// maximum-likelihood estimate. Moves out of a state that opens the day empty count nothing.
  public func dailyRates(_ rule: RateRule) -> [Double] {
    var sums = [Double](repeating: 0, count: states * states)
    var counts = [Int](repeating: 0, count: states * states)
    var order: [Int] = []
    let sorted = moves.filter { $0.from != $0.to }.sorted { $0.day < $1.day }
    var first = 0
    while first < sorted.count {
      let day = sorted[first].day
      order.removeAll(keepingCapacity: true)
      while first < sorted.count, sorted[first].day == day {
        let pair = sorted[first].from * states + sorted[first].to
        if counts[pair] == 0 { order.append(pair) }
        counts[pair] += sorted[first].count
        first += 1
      }
      for pair in order {
        let atRisk = peopleAtRisk(pair / states, day: day, rule)
        if atRisk > 0 { sums[pair] += Double(counts[pair]) / Double(atRisk) }
        counts[pair] = 0
      }
    }
    for state in 0..<states {
      let counted = rule.countsEmptyDays ? days : daysAtRisk(state, rule)
      for other in 0..<states where counted > 0 { sums[state * states + other] /= Double(counted) }
    }
    return sums
  }

  /// Person-days at risk in a state: the sum over the window of the stock that each day opens with.
  public func personDays(_ state: Int, _ rule: RateRule) -> Int {
    (0..<days).reduce(0) { $0 + peopleAtRisk(state, day: $1, rule) }
  }

  /// Days of the window that open with somebody in the state.
  public func daysAtRisk(_ state: Int, _ rule: RateRule) -> Int {
    (0..<days).count { peopleAtRisk(state, day: $0, rule) > 0 }
  }

  private func peopleAtRisk(_ state: Int, day: Int, _ rule: RateRule) -> Int {
    stock(state, day: day == 0 && rule.firstDayOpensWithItsClose ? 0 : day - 1)
  }
}
