import Foundation
import Probability

/// Residuals with mean 0 and variance 1, drawn in blocks.
struct ResidualBlocks {
  /// The residuals; empty where they do not differ from each other.
  let values: [Double]

  /// The length of a block.
  let block: Int

  /// The residuals of a model, or of the logarithms: those before its first one-step forecast, which
  /// are zero, and of missing periods are left out. Blocks without a given length are of the cube
  /// root of the number of residuals, the rate of Hall, Horowitz, Jing (1995), rounded down: longer
  /// ones narrow the totals of short series.
  init(_ model: any SeriesModel, logarithms: Bool, block: Int?) {
    var found: [Double] = []
    for (fitted, residual) in zip(model.fitted, model.residuals).drop(while: { $1 == 0 }) {
      let value = logarithms ? log(fitted + residual) - log(fitted) : residual
      if value.isFinite { found.append(value) }
    }
    let unit = PowerOfTwo.scale(of: found) / 4
    let scaled = found.map { $0 * unit }
    let mean = CompensatedSum(scaled).value / Double(max(scaled.count, 1))
    let centred = scaled.map { $0 - mean }
    let deviation = rootMeanSquare(centred[...], divisor: centred.count)
    // Equal residuals differ from their mean by rounding only.
    values = deviation > 1e-13 ? centred.map { $0 / deviation } : []
    self.block = block ?? max(1, Int(cbrt(Double(values.count)) + 1e-9))
  }

  /// One value for each of `count` steps. Blocks go on from the last residual to the first, so that
  /// each is drawn equally often (Politis, Romano 1992). Normal where there are no residuals to draw.
  func draw(_ count: Int, at address: RandomAddress) -> [Double] {
    guard !values.isEmpty else {
      return (0..<count).map { SpecialFunctions.normalQuantile(address.uniform($0)) }
    }
    var result: [Double] = []
    result.reserveCapacity(count)
    var start = 0
    for step in 0..<count {
      let place = step % block
      if place == 0 { start = Int(address.uniform(step) * Double(values.count)) }
      result.append(values[(start + place) % values.count])
    }
    return result
  }
}
