extension Pence {
  /// Whole pence for each amount in pounds, such that they add exactly to `total`.
  ///
  /// Every amount is rounded down to the penny; the pence still missing go to the largest
  /// remainders, the earlier line first where two are equal (Hamilton's method). Throws
  /// ``FinanceError/notAnAmount(_:)`` for an amount that is not finite or too large, and
  /// ``FinanceError/invalid(input:reason:)`` where `total` is further than a penny a line from the
  /// sum of the amounts: that is a wrong total, not rounding.
  public static func apportioned(
    _ pounds: [Double], total: Pence
  ) throws(FinanceError) -> [Pence] {
    var floors: [Int64] = []
    var remainders: [Double] = []
    for amount in pounds {
      let scaled = amount * 100
      guard scaled.isFinite, abs(scaled) < 9.007_199_254_740_992e15 else {
        throw .notAnAmount("\(amount)")
      }
      let floor = scaled.rounded(.down)
      floors.append(Int64(floor))
      remainders.append(scaled - floor)
    }
    var missing = total.count - floors.reduce(0, +)
    guard abs(missing) <= Int64(pounds.count) + 1, !pounds.isEmpty || missing == 0 else {
      throw .invalid(
        input: "total \(total)",
        reason: "is more than rounding away from the sum of its \(pounds.count) lines; "
          + "the total must be made from the same lines")
    }
    let order = remainders.indices.sorted {
      remainders[$0] == remainders[$1] ? $0 < $1 : remainders[$0] > remainders[$1]
    }
    var position = 0
    while missing > 0 {
      floors[order[position % order.count]] += 1
      missing -= 1
      position += 1
    }
    while missing < 0 {
      floors[order[order.count - 1 - position % order.count]] -= 1
      missing += 1
      position += 1
    }
    return floors.map { Pence($0) }
  }

  /// Whole pence for each amount in pounds, adding to the rounded sum of the amounts.
  public static func apportioned(_ pounds: [Double]) throws(FinanceError) -> [Pence] {
    try apportioned(pounds, total: try Pence(roundingPounds: compensatedSum(pounds)))
  }
}
