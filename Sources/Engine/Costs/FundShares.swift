import Periods

/// The part of each payment of a cost that each of its funds pays, in one draw.
///
/// Others pay their shares, or an amount of money that is turned into one; the fund charged pays the
/// rest. Shares that come to more than the whole are scaled down to it, so that every payment is made once.
struct FundShares {
  private let cost: CostPlan
  private let months: Int
  /// By contribution, item and month; empty where nobody else pays.
  private let others: [[Double]]

  /// - Parameters:
  ///   - payment: what one child or event costs in a month, of an item, in cash.
  ///   - index: cash price of a year, by its position, over the price in a base year.
  init(
    _ cost: CostPlan, draw: Int, firstMonth: Int, months: Int,
    payment: (_ item: Int, _ month: Int) -> Double,
    index: (_ base: FinancialYear?, _ year: Int) -> Double
  ) {
    self.cost = cost
    self.months = months
    var others = cost.contributions.map { part in
      part.parts.enumerated().flatMap { item, sampler -> [Double] in
        let uniform = sampler.uniform(draw: draw)
        return (0..<months).map { month in
          var share = sampler.value(uniform: uniform, month: firstMonth + month)
          if let money = part.money?[item] {
            let whole = payment(item, month)
            let amount = share * money.units[month] * index(money.base, month / 12)
            share = whole > 0 ? amount / whole : 0
          }
          return min(1, max(0, share))
        }
      }
    }
    if others.count > 1 {
      for place in others[0].indices {
        let sum = others.reduce(0) { $0 + $1[place] }
        guard sum > 1 else { continue }
        for part in others.indices { others[part][place] /= sum }
      }
    }
    self.others = others
  }

  /// The share in each month.
  ///
  /// - Parameters:
  ///   - fund: position among the cost's funds.
  ///   - item: position among the items it prices.
  func path(of fund: Int, item: Int) -> [Double] {
    let place = cost.contributions.firstIndex { $0.fund == fund }
    return (0..<months).map { month in
      if let place { return others[place][item * months + month] }
      guard cost.fundOfMonth[month] == fund else { return 0 }
      return others.reduce(1) { $0 - $1[item * months + month] }
    }
  }
}
