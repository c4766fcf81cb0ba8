import Foundation

extension SeasonalLikelihood {
  /// The value with its sum of squares, every period recorded.
  mutating func forward(
    _ place: [Double], _ p: ExponentialSmoothing.Smoothing
  ) -> (value: Double, sum: Double) {
    let trended = specification.trend != .none
    let growing = specification.trend.isMultiplicative
    let factor = specification.season == .multiplicative
    let seasonal = specification.season != nil
    var level = place[levelAt]
    var slope = slopeAt.map { place[$0] } ?? 0
    if seasonal {
      var rest = total
      for j in 0..<(season - 1) {
        ring[j] = place[seasonAt + j]
        rest -= ring[j]
      }
      ring[season - 1] = rest
    }
    var at = 0
    var sum = 0.0
    var logarithms = 0.0
    var product = 1.0
    for t in series.indices {
      var record = Record(level: level, slope: slope)
      record.growth = growing ? (p.phi == 1 ? slope : pow(slope, p.phi)) : p.phi * slope
      record.carried = growing ? level * record.growth : level + record.growth
      record.state = seasonal ? ring[at] : 0
      record.mean = factor ? record.carried * record.state : record.carried + record.state
      if relative && !(record.mean > 0) || factor && !(record.state > 0 && record.carried > 0)
        || growing && !(level > 0 && slope > 0)
      {
        return (.infinity, 0)
      }
      record.error = series[t] - record.mean
      records[t] = record
      means[t] = record.mean
      if relative {
        let epsilon = record.error / record.mean
        sum += epsilon * epsilon
        product *= record.mean
        if product < 1e-100 || product > 1e100 {
          logarithms += log(product)
          product = 1
        }
      } else {
        sum += record.error * record.error
      }
      let share = factor ? record.error / record.state : record.error
      if trended { slope = record.growth + p.beta * (growing ? share / level : share) }
      level = record.carried + p.alpha * share
      if seasonal {
        ring[at] += p.gamma * (factor ? record.error / record.carried : record.error)
        at = at + 1 == season ? 0 : at + 1
      }
    }
    if !(sum < .infinity) { return (.infinity, 0) }
    let half = Double(series.count) / 2
    return (half * log(max(sum, floor)) + (relative ? logarithms + log(product) : 0), sum)
  }

  /// The gradient, from the last recorded period to the first.
  mutating func backward(
    _ place: [Double], _ p: ExponentialSmoothing.Smoothing, sum: Double, gradient: inout [Double]
  ) {
    let trended = specification.trend != .none
    let growing = specification.trend.isMultiplicative
    let factor = specification.season == .multiplicative
    let seasonal = specification.season != nil
    let scale = sum > floor ? Double(series.count) / sum : 0
    var (alpha, beta, gamma, phi) = (0.0, 0.0, 0.0, 0.0)
    var (level, slope) = (0.0, 0.0)
    if seasonal { for j in 0..<season { ring[j] = 0 } }
    var at = seasonal ? series.count % season : 0
    for t in series.indices.reversed() {
      let r = records[t]
      let share = factor ? r.error / r.state : r.error
      if seasonal { at = at == 0 ? season - 1 : at - 1 }
      let later = seasonal ? ring[at] : 0
      var ofShare = p.alpha * level
      alpha += level * share
      var ofLevel = 0.0
      var ofGrowth = 0.0
      if trended {
        ofGrowth = slope
        if growing {
          ofShare += p.beta * slope / r.level
          beta += slope * share / r.level
          ofLevel -= p.beta * slope * share / (r.level * r.level)
        } else {
          ofShare += p.beta * slope
          beta += slope * share
        }
      }
      var ofCarried = level
      var ofState = later
      var ofError = 0.0
      if factor {
        ofError = p.gamma * later / r.carried + ofShare / r.state
        gamma += later * r.error / r.carried
        ofCarried -= p.gamma * later * r.error / (r.carried * r.carried)
        ofState -= ofShare * r.error / (r.state * r.state)
      } else {
        ofError = p.gamma * later + ofShare
        gamma += later * r.error
      }
      let direct =
        relative
        ? (1 - scale * (r.error / r.mean) * series[t] / r.mean) / r.mean : -scale * r.error
      let ofMean = direct - ofError
      ofCarried += factor ? ofMean * r.state : ofMean
      ofState += factor ? ofMean * r.carried : ofMean
      if growing {
        ofLevel += ofCarried * r.growth
        ofGrowth += ofCarried * r.level
        phi += ofGrowth * r.growth * log(r.slope)
        slope = ofGrowth * p.phi * r.growth / r.slope
      } else {
        ofLevel += ofCarried
        if trended {
          ofGrowth += ofCarried
          phi += ofGrowth * r.slope
          slope = p.phi * ofGrowth
        }
      }
      level = ofLevel
      if seasonal { ring[at] = ofState }
    }
    gradient[0] = alpha
    if let betaAt {
      gradient[0] += beta * place[betaAt]
      gradient[betaAt] = beta * (place[0] - SmoothingBounds.lowest)
    }
    if let gammaAt {
      gradient[0] -= gamma * place[gammaAt]
      gradient[gammaAt] = gamma * max(1 - place[0] - SmoothingBounds.lowest, 0)
    }
    if let phiAt { gradient[phiAt] = phi }
    gradient[levelAt] = level
    if let slopeAt { gradient[slopeAt] = slope }
    if seasonal {
      for j in 0..<(season - 1) { gradient[seasonAt + j] = ring[j] - ring[season - 1] }
    }
  }
}
