/// What one item (a placement type, a setting, a transport mode) costs in one financial year.
public struct AnnualCost: Hashable, Sendable {
  /// Mean number of children over the year.
  public var averageVolume: Double
  /// Number of children at the end of the year.
  public var closingVolume: Double
  /// Priced units in the year for one child: 365/7 or 366/7 weeks for a weekly price, school days
  /// for a daily one, 1 for an annual price.
  public var unitsInYear: Double
  /// Cash price of a unit, pounds.
  public var price: Double
  /// Cash price over the price in its own price base: 1 for a price in cash.
  public var priceIndex: Double

  /// A year's cost of an item.
  public init(
    averageVolume: Double, closingVolume: Double, unitsInYear: Double, price: Double,
    priceIndex: Double = 1
  ) {
    self.averageVolume = averageVolume
    self.closingVolume = closingVolume
    self.unitsInYear = unitsInYear
    self.price = price
    self.priceIndex = priceIndex
  }

  /// Cost of the year, pounds: mean volume × units × price.
  public var cost: Double { averageVolume * unitsInYear * price }
}

extension MTFSMovements {
  /// Splits the change of a service's cost from one year to the next, exactly and in a stated order.
  /// With E closing volume, V mean volume, U units in the year, p price, f its index, of each item i:
  ///
  /// 1. full-year effect: last year's closing volume for the whole of this year, less last year's
  ///    cost, both at last year's price: Σ (E₀U₁ − V₀U₀) p₀;
  /// 2. inflation: the change in the index at that closing volume: Σ E₀U₁ p₀ (f₁/f₀ − 1);
  /// 3. price: the rest of the change in price: Σ E₀U₁ (p₁ − p₀ f₁/f₀);
  /// 4. demography: closing volume of all items × growth of the population from the year's start to
  ///    its middle × the average price p̄ = Σ E₀U₁p₁ / Σ E₀;
  /// 5. demand: the rest of the change in volume at that price: (ΣV₁ − ΣE₀) p̄ − demography;
  /// 6. mix: what the items' own prices add to that: Σ (V₁ − E₀) U₁ p₁ − (ΣV₁ − ΣE₀) p̄.
  ///
  /// They add to Σ V₁U₁p₁ − Σ V₀U₀p₀. Where nobody was there at the close of the year before, p̄ is
  /// this year's average price and mix is nought; a service of one item has no mix. Savings and
  /// investment are nought: they are the scenario less its baseline.
  ///
  /// - Parameters:
  ///   - previous: the items in the year before.
  ///   - current: the same items in the same order.
  ///   - populationGrowth: growth of the population served in a year, as a share; half a year's is
  ///     (1 + g)^½ − 1. The other half comes with the next year's full-year effect.
  /// - Throws: ``FinanceError/invalid(input:reason:)`` where the numbers of items differ.
  public init(
    from previous: [AnnualCost], to current: [AnnualCost], populationGrowth: Double = 0
  ) throws(FinanceError) {
    guard previous.count == current.count else {
      throw .invalid(
        input: "current items",
        reason: "\(current.count) items follow \(previous.count); give an item that starts or ends "
          + "a volume of 0 in the other year so that its whole cost is explained")
    }
    var fullYearEffect = 0.0
    var inflation = 0.0
    var price = 0.0
    var change = 0.0
    var closing = 0.0
    var volume = 0.0
    var closingCost = 0.0
    for (before, now) in zip(previous, current) {
      let carried = before.closingVolume * now.unitsInYear
      fullYearEffect += (carried - before.averageVolume * before.unitsInYear) * before.price
      let indexed = before.price * (before.priceIndex > 0 ? now.priceIndex / before.priceIndex : 1)
      inflation += carried * (indexed - before.price)
      price += carried * (now.price - indexed)
      change += (now.averageVolume - before.closingVolume) * now.unitsInYear * now.price
      closing += before.closingVolume
      volume += now.averageVolume
      closingCost += carried * now.price
    }
    let average =
      closing > 0
      ? closingCost / closing
      : volume > 0 ? current.reduce(0) { $0 + $1.cost } / volume : 0
    let inVolume = previous.count == 1 ? change : (volume - closing) * average
    let halfYear = populationGrowth > -1 ? (1 + populationGrowth).squareRoot() - 1 : 0
    let demography = closing * halfYear * average
    self.init(
      demography: demography, demand: inVolume - demography, mix: change - inVolume,
      inflation: inflation, price: price, fullYearEffect: fullYearEffect)
  }
}
