public import Probability

/// Children passed from one kind of place to the next because the one before is full or does not suit.
///
/// Overflow is burstier than the referrals it comes from, which the ratio of variance to mean carries
/// along: a stage offered mean m and ratio z suits a share q of it, `m_e = q m`, `z_e = 1 + q (z − 1)`,
/// and blocks `B(C / z_e, m_e / z_e)` of those, Erlang's formula for beds that are not whole (W. S.
/// Hayward). What overflows and what does not suit go on together. Stays are taken as equal in all
/// stages. Against exact simulation the first stages are within about 1%, late ones within about 5%.
public struct OverflowCascade: Sendable {
  /// A kind of place.
  public struct Stage: Hashable, Sendable {
    /// Its name.
    public let name: String
    /// Places; `nil` where there are always more.
    public let capacity: Int?
    /// The share of those offered whom it would suit.
    public let suitedShare: Double
    /// Price of a place, £ a week.
    public let weeklyPrice: Double

    /// A kind of place. Throws for negative places, a share outside 0 to 1 and a price that is missing
    /// (0 or less).
    public init(
      name: String, capacity: Int?, suitedShare: Double, weeklyPrice: Double
    ) throws(ParameterError) {
      if let capacity, capacity < 0 {
        throw ParameterError("places of \(name)", capacity, "must not be negative")
      }
      guard suitedShare >= 0, suitedShare <= 1 else {
        throw ParameterError("suited share of \(name)", suitedShare, "must be between 0 and 1")
      }
      guard weeklyPrice > 0, weeklyPrice.isFinite else {
        throw ParameterError(
          "price of \(name)", weeklyPrice, "must be above £0 a week: a missing price is not £0")
      }
      self.name = name
      self.capacity = capacity
      self.suitedShare = suitedShare
      self.weeklyPrice = weeklyPrice
    }
  }

  /// What happens at one stage; numbers of children are means at one time.
  public struct Outcome: Hashable, Sendable {
    /// The stage.
    public let stage: Stage
    /// Children offered.
    public let offered: Double
    /// Children placed.
    public let carried: Double
    /// Mean share of the places in use; `nil` where they are not limited or there are none.
    public let occupancy: Double?
    /// Share of suited children who find no place.
    public let blocking: Double
    /// Children who go on.
    public let overflow: Double
    /// Variance of those over their mean.
    public let overflowRatio: Double
  }

  /// The stages in order.
  public let outcomes: [Outcome]

  /// A cascade under a load of children. Throws for a load that is negative and without stages.
  public init(load: Double, stages: [Stage]) throws(ParameterError) {
    guard load >= 0, load.isFinite else {
      throw ParameterError("load", load, "must not be negative")
    }
    guard !stages.isEmpty else { throw ParameterError("stages", 0, "must be at least one") }
    var mean = load
    var ratio = 1.0
    var found: [Outcome] = []
    for stage in stages {
      let suited = stage.suitedShare * mean
      let suitedRatio = 1 + stage.suitedShare * (ratio - 1)
      let (blocking, overflowRatio) = try Self.blocked(stage, mean: suited, ratio: suitedRatio)
      let over = suited * blocking
      let unsuited = (1 - stage.suitedShare) * mean
      let unsuitedRatio = 1 + (1 - stage.suitedShare) * (ratio - 1)
      let next = over + unsuited
      let nextRatio = next > 0 ? (overflowRatio * over + unsuitedRatio * unsuited) / next : 1
      let carried = suited - over
      found.append(
        Outcome(
          stage: stage, offered: mean, carried: carried,
          occupancy: stage.capacity.flatMap { $0 > 0 ? carried / Double($0) : nil },
          blocking: blocking, overflow: next, overflowRatio: nextRatio))
      mean = next
      ratio = nextRatio
    }
    outcomes = found
  }

  private static func blocked(
    _ stage: Stage, mean: Double, ratio: Double
  ) throws(ParameterError) -> (blocking: Double, ratio: Double) {
    guard let capacity = stage.capacity, mean > 0 else { return (0, 1) }
    guard capacity > 0 else { return (1, ratio) }
    let load = mean / ratio
    let beds = Double(capacity) / ratio
    let blocking = try ErlangB.blocking(realBeds: beds, load: load)
    let over = load * blocking
    return (blocking, ratio * (1 - over + load / (beds + 1 + over - load)))
  }

  /// Children whom no stage takes, on average.
  public var unplaced: Double { outcomes.last?.overflow ?? 0 }

  /// Cost of those placed, £ a week.
  public var weeklyCost: Double {
    outcomes.reduce(0) { $0 + $1.carried * $1.stage.weeklyPrice }
  }
}
