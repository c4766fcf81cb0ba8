/// A change of cost split into price, volume and mix, exactly and without an order (Bennet).
///
/// Price Σ (q₀+q₁)/2 (p₁−p₀); quantity Σ (p₀+p₁)/2 (q₁−q₀); volume (Q₁−Q₀)(P₀+P₁)/2 with Q = Σq and
/// P = Σpq/Q; mix is quantity less volume (Bennet, "The theory of measurement of changes in cost of
/// living", J. Royal Statistical Society 83, 1920).
public struct VarianceAnalysis: Hashable, Sendable {
  /// Cost after less cost before, pounds.
  public let change: Double
  /// From prices.
  public let price: Double
  /// From the number of children.
  public let volume: Double
  /// From dearer or cheaper kinds of place.
  public let mix: Double

  /// The split. The four lists hold one figure an item, in the same order: quantities and prices
  /// before, quantities and prices after.
  ///
  /// Throws ``FinanceError/invalid(input:reason:)`` where lengths differ, a figure is negative or
  /// not finite, or one of the years has no quantity, which leaves its mean price undefined.
  public init(
    quantityBefore: [Double], priceBefore: [Double], quantityAfter: [Double], priceAfter: [Double]
  ) throws(FinanceError) {
    let lists = [
      ("q0", quantityBefore), ("p0", priceBefore), ("q1", quantityAfter), ("p1", priceAfter),
    ]
    for (name, list) in lists {
      guard list.count == quantityBefore.count else {
        throw .invalid(
          input: name, reason: "has \(list.count) items where q0 has \(quantityBefore.count)")
      }
      for (index, figure) in list.enumerated() where !(figure >= 0 && figure.isFinite) {
        throw .invalid(input: "\(name)[\(index)]", reason: "\(figure) is not a number of 0 or more")
      }
    }
    let totalBefore = compensatedSum(quantityBefore)
    let totalAfter = compensatedSum(quantityAfter)
    guard totalBefore > 0, totalAfter > 0 else {
      throw .invalid(
        input: totalBefore > 0 ? "q1" : "q0",
        reason: "adds to nothing, so there is no mean price and no volume effect to state")
    }
    let items = quantityBefore.indices
    let costBefore = compensatedSum(items.map { quantityBefore[$0] * priceBefore[$0] })
    let costAfter = compensatedSum(items.map { quantityAfter[$0] * priceAfter[$0] })
    change = costAfter - costBefore
    price = compensatedSum(
      items.map {
        (quantityBefore[$0] + quantityAfter[$0]) / 2 * (priceAfter[$0] - priceBefore[$0])
      })
    let quantity = compensatedSum(
      items.map {
        (priceBefore[$0] + priceAfter[$0]) / 2 * (quantityAfter[$0] - quantityBefore[$0])
      })
    let meanPrice = (costBefore / totalBefore + costAfter / totalAfter) / 2
    volume = (totalAfter - totalBefore) * meanPrice
    mix = quantity - volume
  }
}
