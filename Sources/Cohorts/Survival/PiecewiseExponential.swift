public import Probability

/// Constant hazards within bands of elapsed time: events over time at risk, with exact intervals.
///
/// A stay spends in the band (b, b′] the part of (start, stop] inside it, and its event falls into
/// the band that holds `stop`.
public struct PiecewiseExponential: Hashable, Sendable {
  /// A gamma law of a hazard.
  public struct Prior: Hashable, Sendable {
    /// The shape, above 0: events the prior is worth.
    public let shape: Double

    /// The rate, at least 0: time at risk the prior is worth.
    public let rate: Double

    /// A prior of that shape and rate; checked where it is used.
    public init(shape: Double, rate: Double) {
      self.shape = shape
      self.rate = rate
    }
  }

  /// Where each band begins, ascending from 0; the last one has no end.
  public let bandStart: [Double]

  /// Events in each band, all types together.
  public let events: [Int]

  /// Time at risk in each band.
  public let time: [Double]

  /// The gamma prior of every band's hazard.
  public let prior: Prior?

  /// Events and time at risk of those stays by band.
  ///
  /// Throws ``CohortError`` where bands do not ascend from a start of at least 0, a stay is seen
  /// before the first band, or the prior's shape is not positive or its rate negative.
  public init(
    _ stays: ObservedStays, bandStart: [Double], prior: Prior? = nil
  ) throws(CohortError) {
    try Self.check(bandStart)
    if let prior {
      guard prior.shape > 0, prior.shape.isFinite else {
        throw CohortError("priorShape", "is \(prior.shape); it must be finite and above 0")
      }
      guard prior.rate >= 0, prior.rate.isFinite else {
        throw CohortError("priorRate", "is \(prior.rate); it must be finite and at least 0")
      }
    }
    var events = [Int](repeating: 0, count: bandStart.count)
    var time = [CompensatedSum](repeating: CompensatedSum(), count: bandStart.count)
    for index in 0..<stays.count {
      guard stays.start[index] >= bandStart[0] else {
        throw CohortError(
          "start[\(index)]", "is \(stays.start[index]), before the first band at \(bandStart[0])")
      }
      for band in bandStart.indices {
        let end = band + 1 < bandStart.count ? bandStart[band + 1] : .infinity
        let low = max(stays.start[index], bandStart[band])
        let high = min(stays.stop[index], end)
        if high > low { time[band].add(high - low) }
        if stays.event[index] > 0, stays.stop[index] > bandStart[band], stays.stop[index] <= end {
          events[band] += 1
        }
      }
    }
    self.bandStart = bandStart
    self.events = events
    self.time = time.map(\.value)
    self.prior = prior
  }

  /// Events over time with their exact (Garwood) interval; `nil` for bands without time at risk.
  public func rates(coverage: Double = 0.95) throws(CohortError) -> [PoissonRate?] {
    do {
      return try zip(events, time).map { (events, time) throws(ParameterError) in
        time > 0 ? try PoissonRate(events: events, exposure: time, coverage: coverage) : nil
      }
    } catch {
      throw CohortError(error.parameter, error.description)
    }
  }

  /// The posterior mean (a + d)/(b + T) of each band's hazard under the prior; empty without one.
  public var posteriorMeans: [Double] {
    guard let prior else { return [] }
    return zip(events, time).map { (prior.shape + Double($0)) / (prior.rate + $1) }
  }

  /// Bands ascend from a start of at least 0.
  static func check(_ bandStart: [Double]) throws(CohortError) {
    guard let first = bandStart.first, first >= 0 else {
      throw CohortError("bandStart", "must begin with a time of at least 0")
    }
    for index in bandStart.indices.dropFirst() where !(bandStart[index] > bandStart[index - 1]) {
      throw CohortError(
        "bandStart[\(index)]",
        "is \(bandStart[index]) after \(bandStart[index - 1]); bands must ascend")
    }
    guard bandStart.allSatisfy(\.isFinite) else {
      throw CohortError("bandStart", "must be finite; the last band has no end of itself")
    }
  }
}
