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
  let specification: ExponentialSmoothing.Specification
  let season: Int
  let series: [Double]
  let relative: Bool
  let floor: Double
  let slopeAt: Int?
  let levelAt: Int
  let seasonAt: Int
  let betaAt: Int?
  let gammaAt: Int?
  let phiAt: Int?
  var records: [Record]
  var means: [Double]
  var ring: [Double]
  var rows: [Double]

  /// What one period leaves for the way back.
  struct Record {
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

  var total: Double { specification.season == .multiplicative ? Double(season) : 0 }

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
}
