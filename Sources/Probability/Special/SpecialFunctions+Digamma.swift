extension SpecialFunctions {
  /// The digamma function ψ(x) = d/dx log Γ(x), for x > 0; NaN elsewhere.
  ///
  /// Recurrence up to x ≥ 12, then the asymptotic series (Abramowitz and Stegun 6.3.18).
  @inlinable
  public static func digamma(_ x: Double) -> Double {
    guard x > 0 else { return .nan }
    if x == .infinity { return x }
    var argument = x
    var shift = CompensatedSum()
    while argument < 12 {
      shift.add(-1 / argument)
      argument += 1
    }
    let w = 1 / (argument * argument)
    let series =
      w
      * (1.0 / 12
        - w
        * (1.0 / 120
          - w
          * (1.0 / 252
            - w
            * (1.0 / 240
              - w * (1.0 / 132 - w * (691.0 / 32760 - w * (1.0 / 12 - w * 3617.0 / 8160)))))))
    shift.add(Libm.log(argument))
    shift.add(-0.5 / argument)
    shift.add(-series)
    return shift.value
  }

  /// The trigamma function ψ′(x), for x > 0; NaN elsewhere.
  ///
  /// Recurrence up to x ≥ 12, then the asymptotic series (Abramowitz and Stegun 6.4.12).
  @inlinable
  public static func trigamma(_ x: Double) -> Double {
    guard x > 0 else { return .nan }
    var argument = x
    var sum = CompensatedSum()
    while argument < 12 {
      sum.add(1 / (argument * argument))
      argument += 1
    }
    let r = 1 / argument
    let w = r * r
    let series =
      r * w
      * (1.0 / 6
        - w
        * (1.0 / 30
          - w
          * (1.0 / 42
            - w
            * (1.0 / 30
              - w * (5.0 / 66 - w * (691.0 / 2730 - w * (7.0 / 6 - w * 3617.0 / 510)))))))
    sum.add(series)
    sum.add(0.5 * w)
    sum.add(r)
    return sum.value
  }
}
