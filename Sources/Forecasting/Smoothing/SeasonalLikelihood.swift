import Foundation

/// Minus the log-likelihood of any member of the family in all its parameters.
///
/// The variables are α, the shares of β and γ between their bounds, φ, the initial level and slope
/// and all but the last of the seasonal states in the order in which they are used, each where the
/// model has it; the last seasonal state follows from their sum, zero or the number of periods. The
/// gradient is that of the recursion run backwards. Outside the domain, where a mean or a factor is
/// not positive or the initial state is not forgotten, the value is infinite.
struct SeasonalLikelihood: BoxFunction {
  let dimension: Int
  private let specification: ExponentialSmoothing.Specification
  private let season: Int
  private let series: [Double]
  private let relative: Bool
  private let floor: Double
  private let slopeAt: Int?
  private let levelAt: Int
  private let seasonAt: Int
  private let betaAt: Int?
  private let gammaAt: Int?
  private let phiAt: Int?
  private var records: [Record]
  private var means: [Double]
  private var ring: [Double]
  private var rows: [Double]

  /// What one period leaves for the way back.
  private struct Record {
    var level = 0.0
    var slope = 0.0
    var growth = 0.0
    var carried = 0.0
    var state = 0.0
    var error = 0.0
    var mean = 0.0
  }

  init(_ series: [Double], _ specification: ExponentialSmoothing.Specification, season: Int) {
    self.series = series
    self.specification = specification
    self.season = season
    relative = specification.error == .multiplicative
    floor = ExponentialSmoothing.exactness(series.count)
    let hasSlope = specification.trend != .none
    var next = 1
    let take = { (present: Bool) -> Int? in
      defer { if present { next += 1 } }
      return present ? next : nil
    }
    betaAt = take(hasSlope)
    gammaAt = take(specification.season != nil)
    phiAt = take(specification.trend.isDamped)
    levelAt = next
    next += 1
    slopeAt = take(hasSlope)
    seasonAt = next
    dimension = next + (specification.season == nil ? 0 : season - 1)
    records = [Record](repeating: Record(), count: series.count)
    means = [Double](repeating: 0, count: series.count)
    ring = [Double](repeating: 0, count: specification.season == nil ? 0 : season)
    rows = [Double](repeating: 0, count: dimension * series.count)
  }

  var lower: [Double] {
    bounds(SmoothingBounds.lowest, 0, SmoothingBounds.phi.lowerBound, -.infinity)
  }
  var upper: [Double] {
    bounds(SmoothingBounds.highest, 1, SmoothingBounds.phi.upperBound, .infinity)
  }

  private func bounds(_ alpha: Double, _ share: Double, _ phi: Double, _ state: Double) -> [Double]
  {
    var values = [Double](repeating: state, count: dimension)
    values[0] = alpha
    if let betaAt { values[betaAt] = share }
    if let gammaAt { values[gammaAt] = share }
    if let phiAt { values[phiAt] = phi }
    return values
  }

  /// The variables at the given shares and state.
  func place(
    alpha: Double, share: Double, seasonShare: Double, phi: Double,
    state: ExponentialSmoothing.State
  ) -> [Double] {
    var values = [Double](repeating: 0, count: dimension)
    values[0] = alpha
    if let betaAt { values[betaAt] = share }
    if let gammaAt { values[gammaAt] = seasonShare }
    if let phiAt { values[phiAt] = phi }
    values[levelAt] = state.level
    if let slopeAt { values[slopeAt] = state.slope ?? 0 }
    for (j, value) in state.season.reversed().dropLast().enumerated() {
      values[seasonAt + j] = value
    }
    return values
  }

  func smoothing(_ place: [Double]) -> ExponentialSmoothing.Smoothing {
    let alpha = place[0]
    return .init(
      alpha: alpha, beta: betaAt.map { TrendGrid.beta(alpha: alpha, share: place[$0]) } ?? 0,
      gamma: gammaAt.map {
        SmoothingBounds.lowest + place[$0] * max(1 - alpha - SmoothingBounds.lowest, 0)
      } ?? 0, phi: phiAt.map { place[$0] } ?? 1)
  }

  func state(_ place: [Double]) -> ExponentialSmoothing.State {
    var season = place[seasonAt...].map { $0 }
    if specification.season != nil { season.append(total - season.reduce(0, +)) }
    return .init(
      level: place[levelAt], slope: slopeAt.map { place[$0] }, season: season.reversed())
  }

  private var total: Double { specification.season == .multiplicative ? Double(season) : 0 }

  mutating func value(_ place: [Double], gradient: inout [Double]) -> Double {
    let parameters = smoothing(place)
    if specification.season != nil,
      !SmoothingBounds.isForgetful(parameters, season: season)
    {
      return .infinity
    }
    let value = forward(place, parameters)
    if value.value < .infinity { backward(place, parameters, sum: value.sum, gradient: &gradient) }
    return value.value
  }

  private mutating func forward(
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

  private mutating func backward(
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
