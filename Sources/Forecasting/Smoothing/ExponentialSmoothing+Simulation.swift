import Foundation
import Probability

extension ExponentialSmoothing {
  /// Sample laws from simulated paths.
  func simulated(
    _ horizon: Int, _ stream: RandomStream
  ) throws(ForecastingError) -> [ForecastDistribution] {
    let pairs = 2500
    var values = [[Double]](
      repeating: [Double](repeating: 0, count: 2 * pairs), count: horizon)
    let start = SmoothingFilter(specification, smoothing, state: finalState)
    let relative = specification.error == .multiplicative
    for pair in 0..<pairs {
      var paths = (start, start)
      for step in 0..<horizon {
        let uniform = stream.uniform(replicate: pair, step: min(step, 65_535), k: step / 65_535)
        let shock = sigma * SpecialFunctions.normalQuantile(uniform)
        let advance = { (path: inout SmoothingFilter, shock: Double) -> Double in
          let mean = path.mean()
          // A relative error below −1 would turn the series negative.
          let error = relative ? mean * max(shock, -0.999_999) : shock
          path.update(error: error)
          return mean + error
        }
        values[step][2 * pair] = advance(&paths.0, shock)
        values[step][2 * pair + 1] = advance(&paths.1, -shock)
      }
    }
    var result: [ForecastDistribution] = []
    for step in values {
      // The spread of a sample is a sum of squares.
      guard step.allSatisfy({ abs($0) < 1e150 }) else {
        throw overflow(horizon)
      }
      result.append(try .sample(step))
    }
    return result
  }
}
