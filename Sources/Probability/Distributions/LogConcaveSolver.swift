/// Newton's method for the point where a log-concave tail meets a target.
///
/// `evaluate(w)` gives the tail at w and its derivative. The logarithm of a distribution function
/// or of its complement is concave when the density is, so the iteration converges from anywhere.
@inlinable
func solveLogConcaveTail(
  from start: Double, centre: Double, target: Double,
  evaluate: (Double) -> (tail: Double, slope: Double)
) -> Double {
  var w = start
  var good = centre
  for _ in 0..<200 {
    let (tail, slope) = evaluate(w)
    guard tail > 1e-290, abs(slope) > 1e-290 else {
      if abs(w - good) <= 1e-12 * abs(good) { return w }
      w = 0.5 * (w + good)
      continue
    }
    good = w
    let ratio = (tail - target) / target
    let excess = abs(ratio) < 0.5 ? Libm.log1p(ratio) : Libm.log(tail / target)
    let step = max(-30, min(30, excess * tail / slope))
    w -= step
    if abs(step) <= 1e-9 { return w }
  }
  return w
}
