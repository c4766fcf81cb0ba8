/// What one kind of place cost in a year, by what drives it.
public struct CostDrivers: Hashable, Sendable {
  /// The kind of place.
  public var item: String
  /// Children who had it in the year.
  public var children: Double
  /// Mean weeks of each in the year.
  public var weeks: Double
  /// Mean price of a week, pounds.
  public var price: Double

  /// Drivers of a year.
  public init(item: String, children: Double, weeks: Double, price: Double) {
    self.item = item
    self.children = children
    self.weeks = weeks
    self.price = price
  }

  /// Children × weeks × price, pounds.
  public var cost: Double { children * weeks * price }
}

/// A change of cost split into volume, mix, price and duration; the four add to it exactly.
///
/// Cost is N Σ sᵢ dᵢ pᵢ with N children, sᵢ their mix, dᵢ weeks and pᵢ price. Each driver's effect is
/// its Shapley value: the mean, over the 24 orders in which the four can change, of what its own
/// change does (Shapley, "A value for n-person games", 1953; for decompositions, Shorrocks, J.
/// Economic Inequality 11, 2013). No order is preferred and nothing is left over.
public struct CostBridge: Hashable, Sendable {
  /// Cost before, pounds.
  public let before: Double
  /// Cost after, pounds.
  public let after: Double
  /// From the number of children.
  public let volume: Double
  /// From dearer or cheaper kinds of place.
  public let mix: Double
  /// From the price of a week.
  public let price: Double
  /// From weeks a child.
  public let duration: Double

  /// After less before.
  public var change: Double { after - before }

  /// The bridge between two years. A kind of place with no children in one of them takes the weeks
  /// and the price of the other, so that its coming or going counts as mix.
  ///
  /// Throws ``FinanceError/invalid(input:reason:)`` where the years list other items, a figure is
  /// negative or not finite, or a year has no children.
  public init(before: [CostDrivers], after: [CostDrivers]) throws(FinanceError) {
    guard before.map(\.item) == after.map(\.item) else {
      throw .invalid(
        input: "items",
        reason: "differ between the years; list every kind of place in both, with 0 children where "
          + "it was not used")
    }
    for (name, list) in [("before", before), ("after", after)] {
      for row in list {
        for figure in [row.children, row.weeks, row.price] where !(figure >= 0 && figure.isFinite) {
          throw .invalid(
            input: "\(name), \(row.item)", reason: "\(figure) is not a number of 0 or more")
        }
      }
      guard compensatedSum(list.map(\.children)) > 0 else {
        throw .invalid(
          input: name,
          reason: "has no children, so there is no mix to speak of; give the whole cost "
            + "as new or ended")
      }
    }
    let years = [before, after]
    let totals = years.map { compensatedSum($0.map(\.children)) }
    func drivers(_ year: Int, _ item: Int) -> CostDrivers {
      let own = years[year][item]
      return own.children > 0 ? own : years[1 - year][item]
    }
    /// Cost with each driver of the year given: bit 0 volume, 1 mix, 2 price, 3 duration.
    func cost(_ state: Int) -> Double {
      let total = totals[state & 1]
      let mixYear = (state >> 1) & 1
      let priceYear = (state >> 2) & 1
      let weeksYear = (state >> 3) & 1
      let parts: [Double] = before.indices.map { item in
        let share = years[mixYear][item].children / totals[mixYear]
        return total * share * drivers(weeksYear, item).weeks * drivers(priceYear, item).price
      }
      return compensatedSum(parts)
    }
    let costs: [Double] = (0..<16).map { cost($0) }
    /// |S|! (3 − |S|)! ÷ 4! for a set S of the drivers already changed.
    let weights: [Double] = [0.25, 1.0 / 12, 1.0 / 12, 0.25]
    func effect(_ driver: Int) -> Double {
      let bit = 1 << driver
      let states = (0..<16).filter { $0 & bit == 0 }
      return compensatedSum(
        states.map { weights[$0.nonzeroBitCount] * (costs[$0 | bit] - costs[$0]) })
    }
    self.before = costs[0]
    self.after = costs[15]
    volume = effect(0)
    mix = effect(1)
    price = effect(2)
    duration = effect(3)
  }

  /// The four effects in whole pence that add to the change of the rounded costs, by largest
  /// remainder: volume, mix, price, duration.
  public func pence() throws(FinanceError) -> [Pence] {
    try Pence.apportioned(
      [volume, mix, price, duration],
      total: try Pence(roundingPounds: after) - Pence(roundingPounds: before))
  }
}
