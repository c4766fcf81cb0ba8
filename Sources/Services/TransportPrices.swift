/// The price of routes as wages, fuel and other costs move it.
public struct TransportPriceIndex: Sendable, Hashable {
  /// The share of each in the price; they add to 1.
  public struct Weights: Sendable, Hashable {
    /// Drivers and assistants.
    public var wage: Double
    /// Fuel.
    public var fuel: Double
    /// Vehicles, insurance, margin.
    public var other: Double

    /// Weights.
    public init(wage: Double, fuel: Double, other: Double) {
      self.wage = wage
      self.fuel = fuel
      self.other = other
    }
  }

  /// The price level of each year, the year before the first being 1.
  public let levels: [Double]

  /// The index Π (1 + w_w wage + w_f fuel + w_o CPI) over years of changes as fractions.
  ///
  /// Throws ``TransportError`` where weights do not add to 1 or lists differ in length.
  public init(
    weights: Weights, wage: [Double], fuel: [Double], cpi: [Double]
  ) throws(TransportError) {
    let sum = weights.wage + weights.fuel + weights.other
    for (name, weight) in [
      ("wage", weights.wage), ("fuel", weights.fuel), ("other", weights.other),
    ] {
      try TransportCost.require(weight, "weights.\(name)", "parts of the price")
    }
    guard abs(sum - 1) <= 1e-9 else {
      throw TransportError(
        input: "weights", reason: "add to \(sum), so the index would drift; make them add to 1")
    }
    for (name, list) in [("fuel", fuel), ("cpi", cpi)] where list.count != wage.count {
      throw TransportError(
        input: name, reason: "has \(list.count) years where wage has \(wage.count)")
    }
    var level = 1.0
    var levels: [Double] = []
    for year in wage.indices {
      level *=
        weights.wage * (1 + wage[year]) + weights.fuel * (1 + fuel[year])
        + weights.other * (1 + cpi[year])
      guard level > 0, level.isFinite else {
        throw TransportError(
          input: "year \(year)", reason: "the changes leave no price; give fractions such as 0.03")
      }
      levels.append(level)
    }
    self.levels = levels
  }
}

/// Independent travel training: what it costs and saves by academic year.
public struct TravelTraining: Sendable, Hashable {
  /// Children travelling independently thanks to training, by year.
  public let moved: [Double]
  /// Saving less training cost, by year, pounds.
  public let net: [Double]
  /// Running sum of net, pounds.
  public let cumulative: [Double]

  /// The first year in which the running sum is not negative, or `nil`.
  public var paybackYear: Int? { cumulative.firstIndex { $0 >= 0 } }

  /// Training of `trained` children by academic year. A share `success` travels independently from
  /// the next September and a share `sustain` of those goes on each year after. Units are yearly
  /// costs of a passenger before and after; `trainingCost` is pounds a child.
  ///
  /// Throws ``TransportError`` where a share is outside 0 to 1 or a figure negative.
  public init(
    trained: [Double], success: Double, sustain: Double, unitFrom: Double, unitTo: Double,
    trainingCost: Double
  ) throws(TransportError) {
    for (name, share) in [("success", success), ("sustain", sustain)]
    where !(0...1).contains(share) {
      throw TransportError(
        input: name, reason: "\(share) is not a share of children; give a number from 0 to 1")
    }
    for (index, children) in trained.enumerated() {
      try TransportCost.require(children, "trained[\(index)]", "children")
    }
    for (name, price) in [
      ("unitFrom", unitFrom), ("unitTo", unitTo), ("trainingCost", trainingCost),
    ] {
      try TransportCost.require(price, name, "pounds")
    }
    var moving = 0.0
    var running = 0.0
    var moved: [Double] = []
    var net: [Double] = []
    var cumulative: [Double] = []
    for children in trained {
      moved.append(moving)
      net.append(moving * (unitFrom - unitTo) - children * trainingCost)
      running += net[net.count - 1]
      cumulative.append(running)
      moving = moving * sustain + children * success
    }
    self.moved = moved
    self.net = net
    self.cumulative = cumulative
  }
}
