import Probability

/// Whole vehicles for schools whose travellers are Poisson.
public enum TransportRoutes {
  /// Expected number of vehicles of that capacity, E⌈X/o⌉ = Σ_{j≥0} P(X > j·o), X Poisson with
  /// mean `travellers`. Below five vehicles a school this, not travellers over capacity, is the
  /// number to pay for.
  ///
  /// Throws ``TransportError`` where the mean is negative or not finite or the capacity below 1.
  public static func expected(
    travellers: Double, capacity: Int
  ) throws(TransportError) -> Double {
    guard travellers >= 0, travellers.isFinite else {
      throw TransportError(
        input: "schoolMeans", reason: "\(travellers) is not a mean number of travellers, 0 or more")
    }
    guard capacity >= 1 else {
      throw TransportError(
        input: "capacity", reason: "\(capacity) seats carry nobody; give 1 or more")
    }
    guard travellers > 0 else { return 0 }
    var sum = 0.0
    var seats = 0
    while true {
      let tail = SpecialFunctions.gammaP(Double(seats + 1), travellers)
      sum += tail
      if Double(seats) > travellers, tail < 1e-17 * max(1, sum) { return sum }
      seats += capacity
    }
  }
}
