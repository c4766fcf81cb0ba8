extension SeasonalLikelihood {
  /// The Gauss–Newton approximation, with derivatives of the means by differences.
  mutating func curvature(_ place: [Double], into matrix: inout [Double]) {
    let count = series.count
    let n = Double(count)
    let sum = max(forward(place, smoothing(place)).sum, floor)
    let base = means
    var moved = place
    for i in 0..<dimension {
      let size = 1e-6 * max(abs(place[i]), 1e-2)
      for step in [size, -size] {
        moved[i] = place[i] + step
        let inside = forward(moved, smoothing(moved)).value < .infinity
        for t in 0..<count { rows[i * count + t] = inside ? (means[t] - base[t]) / step : 0 }
        if inside { break }
      }
      moved[i] = place[i]
    }
    var centre = [Double](repeating: 0, count: dimension)
    var cross = centre
    for i in 0..<dimension {
      for t in 0..<count where relative {
        let derivative = rows[i * count + t] / base[t]
        centre[i] += derivative / n
        let ratio = series[t] / base[t]
        rows[i * count + t] = -ratio * derivative
        cross[i] -= ratio * derivative * (ratio - 1)
      }
      for j in 0...i {
        var product = 0.0
        for t in 0..<count { product += rows[i * count + t] * rows[j * count + t] }
        product += cross[i] * centre[j] + cross[j] * centre[i] + sum * centre[i] * centre[j]
        matrix[i * dimension + j] = product * (n / sum)
        matrix[j * dimension + i] = product * (n / sum)
      }
    }
  }
}
