/// The best weight and initial level of a Theta model for a given α.
///
/// For given α the one-step forecasts are linear in the initial level and in ω = 1 − 1/θ, so both
/// come from least squares with ω clipped to its range, and only α is searched.
struct ThetaProfile {
  let alpha: Double
  /// ω = 1 − 1/θ.
  let weight: Double
  /// The initial level on the scale of ``ThetaLines``.
  let level: Double
  /// The sum of the squared scored errors, on that scale.
  let sumOfSquares: Double

  /// The range and the anchor of the fit; `fixed` gives ω where it is not fitted.
  struct Problem {
    let lines: ThetaLines
    let skipped: Int
    let anchored: Bool
    let fixed: Double?
    let upper: Double
  }

  init(_ problem: Problem, alpha: Double) {
    let lines = problem.lines
    let n = lines.values.count
    // The anchored level −ω g₀ makes the first forecast the first value.
    let first = problem.anchored ? lines.intercept[0] + lines.slope[0] : 0
    let keep = 1 - alpha
    var smooth = 0.0
    var share = 1.0
    var pp = 0.0
    var pg = 0.0
    var pr = 0.0
    var gg = 0.0
    var gr = 0.0
    var rr = 0.0
    for t in 0..<n {
      let value = lines.values[t]
      if t >= problem.skipped {
        let run = (1 - share * keep) / alpha
        let g = share * (lines.intercept[t] - first) + run * lines.slope[t]
        let r = value - smooth
        pp += share * share
        pg += share * g
        pr += share * r
        gg += g * g
        gr += g * r
        rr += r * r
      }
      smooth += alpha * (value - smooth)
      share *= keep
    }
    let free = !problem.anchored && pp > 0
    let inner = free ? gg - pg * pg / pp : gg
    let cross = free ? gr - pg * pr / pp : gr
    var weight = problem.fixed ?? 0.5
    if problem.fixed == nil && inner > 1e-14 * gg {
      weight = min(max(cross / inner, 0), problem.upper)
    }
    let level = free ? (pr - weight * pg) / pp : 0
    self.alpha = alpha
    self.weight = weight
    self.level = problem.anchored ? -weight * first : level
    let rest = rr - 2 * (level * pr + weight * gr)
    let square = level * level * pp + 2 * level * weight * pg + weight * weight * gg
    sumOfSquares = max(rest + square, 0)
  }

  /// The best α of the range: a grid, then golden sections around its best place.
  static func best(_ problem: Problem, alphas: ClosedRange<Double>) -> ThetaProfile {
    let cells = 32
    let width = (alphas.upperBound - alphas.lowerBound) / Double(cells)
    var best = ThetaProfile(problem, alpha: alphas.lowerBound)
    for i in 1...cells {
      let next = ThetaProfile(
        problem, alpha: i == cells ? alphas.upperBound : alphas.lowerBound + width * Double(i))
      if next.sumOfSquares < best.sumOfSquares { best = next }
    }
    var low = max(best.alpha - width, alphas.lowerBound)
    var high = min(best.alpha + width, alphas.upperBound)
    let ratio = 0.618_033_988_749_894_8
    var left = ThetaProfile(problem, alpha: high - ratio * (high - low))
    var right = ThetaProfile(problem, alpha: low + ratio * (high - low))
    while high - low > 1e-8 {
      if left.sumOfSquares <= right.sumOfSquares {
        high = right.alpha
        right = left
        left = ThetaProfile(problem, alpha: high - ratio * (high - low))
      } else {
        low = left.alpha
        left = right
        right = ThetaProfile(problem, alpha: low + ratio * (high - low))
      }
    }
    let inside = left.sumOfSquares <= right.sumOfSquares ? left : right
    return inside.sumOfSquares < best.sumOfSquares ? inside : best
  }
}
