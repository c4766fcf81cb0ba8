import Probability

/// Series like an observed one, from blocks of what its trend and season leave (Künsch 1989).
enum BlockBootstrap {
  /// The series of those replicates: the trend and season of `values` with the remainder drawn
  /// anew.
  ///
  /// Blocks of two seasons or eight values, at most half the series, are drawn with replacement,
  /// joined and cut at a random place to the length of the series.
  static func series(
    like values: [Double], season: Int, replicates: Range<Int>, stream: RandomStream
  ) throws(ForecastingError) -> [[Double]] {
    let n = values.count
    let base = try base(of: values, season: season)
    let remainder = zip(values, base).map { PowerOfTwo.finite($0 - $1) }
    let block = max(min(season > 1 ? 2 * season : 8, n / 2), 1)
    return replicates.map { replicate in
      let address = stream.at(replicate: replicate, step: 0)
      let cut = Int(address.uniform(0) * Double(block))
      var drawn: [Double] = []
      drawn.reserveCapacity(n + 2 * block)
      var k = 1
      while drawn.count < n + cut {
        let start = Int(address.uniform(k) * Double(n - block + 1))
        drawn += remainder[start..<(start + block)]
        k += 1
      }
      return (0..<n).map { t in PowerOfTwo.finite(base[t] + drawn[cut + t]) }
    }
  }

  /// The trend and season by ``STL``, or a local line through seven values where there is no season
  /// or there are two seasons or fewer.
  private static func base(
    of values: [Double], season: Int
  ) throws(ForecastingError) -> [Double] {
    if season > 1 && values.count > 2 * season {
      let parts = try STL(values, season: season)
      return zip(parts.trend, parts.seasonal).map { PowerOfTwo.finite($0 + $1) }
    }
    let unit = PowerOfTwo.scale(of: values) / 4
    let line = LocalRegression(span: 7, degree: 1, jump: 1)
    return line.smooth(values.map { $0 * unit }, weights: nil).map { PowerOfTwo.finite($0 / unit) }
  }
}
