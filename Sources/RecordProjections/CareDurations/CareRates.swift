public import Cohorts
public import CouncilReturns
import Foundation
import Probability

/// The chances of leaving care and of moving on a night, estimated from a window of returns.
///
/// Each kind of event has its own ladder: (age, placement, time in placement) is shrunk towards
/// (placement, time in placement), that towards time in placement, that towards the overall rate.
/// A group of age that no child of the window moved from into a placement keeps a chance of 0 of it.
public struct CareRates: Sendable {
  /// What may happen on a night.
  public enum Event: Hashable, Sendable {
    case exit(CareStays.Exit)
    case move(to: CareStays.Placement)

    /// Every event, exits first.
    public static let all: [Event] =
      CareStays.Exit.allCases.map(Event.exit) + CareStays.Placement.allCases.map { .move(to: $0) }

    /// The label of tables, such as `exit:home` or `move:fostering`.
    public var label: String {
      switch self {
      case .exit(let exit): "exit:\(exit.label)"
      case .move(let placement): "move:\(placement.label)"
      }
    }
  }

  /// What the rates were counted from.
  public let exposure: CareExposure

  /// The months after which a month of the window counts half; `nil` where all count alike.
  public let halfLife: Double?

  /// The weight of each month of the window.
  public let weights: [Double]

  /// The standard deviation of the logarithm of a whole year's rate beyond chance.
  public let yearEffect: Double

  /// The ladder of all exits together.
  public let exits: RateLadder

  /// The ladder of moves to each placement.
  public let moves: [RateLadder]

  /// Whether children of an age group (rows) move into a placement at all.
  let mayMove: [[Bool]]

  /// Estimates rates from counted events and nights.
  ///
  /// Events and nights of a month count by the weight 2^(−age/halfLife), the age of a month in
  /// months before the window's end. Throws ``CohortError`` where the half-life is not positive or
  /// nobody was at risk.
  public init(_ exposure: CareExposure, halfLife: Double? = 18) throws(CohortError) {
    if let halfLife, !(halfLife > 0 && halfLife.isFinite) {
      throw CohortError("--half-life", "is \(halfLife); it must be a number of months above 0")
    }
    self.exposure = exposure
    self.halfLife = halfLife
    let count = exposure.months.count
    weights = (0..<count).map { month in
      halfLife.map { exp2(-(Double(count - month) - 0.5) / $0) } ?? 1
    }
    let nights = Self.weighted(exposure.exposure.map { $0.map(Double.init) }, weights)
    guard nights.contains(where: { $0 > 0 }) else {
      throw CohortError(
        "--window", "holds no child in care; widen it, or check that the returns have episodes")
    }
    exits = try RateLadder(
      events: Self.exits(exposure, weights, nil), exposure: nights, groups: Self.groups)
    let mayMove = CareStays.AgeGroup.allCases.map { age in
      CareStays.Placement.allCases.map { placement in
        exposure.moves.contains { month in
          CareStays.Cell.all.contains {
            $0.age == age && month[$0.index * Self.placements + placement.rawValue] > 0
          }
        }
      }
    }
    var moves: [RateLadder] = []
    for placement in CareStays.Placement.allCases {
      // Ages that never move there are not at risk of it: a rate shared with them would be lost.
      let atRisk = CareStays.Cell.all.map {
        mayMove[$0.age.rawValue][placement.rawValue] ? nights[$0.index] : 0
      }
      moves.append(
        try RateLadder(
          events: Self.moves(exposure, weights, placement),
          exposure: atRisk.contains { $0 > 0 } ? atRisk : nights, groups: Self.groups))
    }
    self.mayMove = mayMove
    self.moves = moves
    yearEffect = Self.yearEffect(exposure, exits: exits, moves: moves)
  }

  static let placements = CareStays.Placement.allCases.count
  static let reasons = CareStays.Exit.allCases.count

  /// The rungs above a cell: its band, and its placement and band.
  static let groups: [[Int]] = [
    CareStays.Cell.all.map(\.band),
    CareStays.Cell.all.map { $0.placement.rawValue * CareStays.Band.count + $0.band },
  ]

  /// The ladder of one kind of exit, for tables; the projection needs only their sum.
  func ladder(_ event: Event, weights: [Double]) throws(CohortError) -> RateLadder {
    switch event {
    case .exit(let exit):
      try RateLadder(
        events: Self.exits(exposure, weights, exit),
        exposure: Self.weighted(exposure.exposure.map { $0.map(Double.init) }, weights),
        groups: Self.groups)
    case .move(let placement): moves[placement.rawValue]
    }
  }

  static func weighted(_ months: [[Double]], _ weights: [Double]) -> [Double] {
    var sums = [Double](repeating: 0, count: months.first?.count ?? 0)
    for (month, weight) in zip(months, weights) {
      for index in sums.indices { sums[index] += weight * month[index] }
    }
    return sums
  }

  static func exits(
    _ exposure: CareExposure, _ weights: [Double], _ exit: CareStays.Exit?
  ) -> [Double] {
    let wanted = exit.map { [$0.rawValue] } ?? Array(0..<reasons)
    return weighted(
      exposure.exits.map { month in
        (0..<CareStays.Cell.count).map { cell in
          Double(wanted.reduce(0) { $0 + month[cell * reasons + $1] })
        }
      }, weights)
  }

  static func moves(
    _ exposure: CareExposure, _ weights: [Double], _ placement: CareStays.Placement
  ) -> [Double] {
    weighted(
      exposure.moves.map { month in
        (0..<CareStays.Cell.count).map { Double(month[$0 * placements + placement.rawValue]) }
      }, weights)
  }

  /// How much whole years differ beyond chance: √max(0, (X²/df − 1)/mean count) over the years back
  /// from the window's end, at least 0.03; 0.06 with fewer than four years.
  private static func yearEffect(
    _ exposure: CareExposure, exits: RateLadder, moves: [RateLadder]
  ) -> Double {
    let years = exposure.months.count / 12
    guard years >= 4 else { return 0.06 }
    let rates = CareStays.Cell.all.indices.map { cell in
      moves.reduce(exits.estimates[cell].rate) { $0 + $1.estimates[cell].rate }
    }
    var found = [Double](repeating: 0, count: years)
    var expected = found
    let first = exposure.months.count - 12 * years
    for month in first..<exposure.months.count {
      let year = (month - first) / 12
      found[year] += Double(exposure.exits[month].reduce(0, +) + exposure.moves[month].reduce(0, +))
      for (cell, nights) in exposure.exposure[month].enumerated() {
        expected[year] += Double(nights) * rates[cell]
      }
    }
    return overdispersion(found, expected)
  }

  /// The standard deviation of a log-rate effect of years, from counts and what was expected.
  static func overdispersion(_ found: [Double], _ expected: [Double]) -> Double {
    let scale = found.reduce(0, +) / expected.reduce(0, +)
    let mean = found.reduce(0, +) / Double(found.count)
    guard scale.isFinite, mean > 0 else { return 0.06 }
    let squares = zip(found, expected).reduce(0) { sum, pair in
      let fitted = scale * pair.1
      return fitted > 0 ? sum + (pair.0 - fitted) * (pair.0 - fitted) / fitted : sum
    }
    let excess = (squares / Double(found.count - 1) - 1) / mean
    return max(0.03, max(0, excess).squareRoot())
  }
}

extension CareRates {
  /// The model of stays at the posterior means.
  func model() throws(CohortError) -> SojournModel {
    try model(
      exit: exits.estimates.map(\.rate), leave: 1,
      moves: moves.map { $0.estimates.map(\.rate) }, move: 1)
  }

  /// The model of stays at given rates, those of leaving and moving multiplied by an effect each; a
  /// cell whose chances would sum to more than 1 is scaled down to it.
  func model(
    exit: [Double], leave: Double, moves: [[Double]], move effect: Double
  ) throws(CohortError) -> SojournModel {
    let bands = CareStays.Band.count
    var exits = [Double](repeating: 0, count: CareStays.Cell.count)
    var move = [Double](repeating: 0, count: CareStays.Cell.count * Self.placements)
    for cell in 0..<CareStays.Cell.count {
      let age = cell / (bands * Self.placements)
      var total = exit[cell] * leave
      for place in 0..<Self.placements where mayMove[age][place] {
        move[cell * Self.placements + place] = moves[place][cell] * effect
        total += moves[place][cell] * effect
      }
      exits[cell] = exit[cell] * leave
      guard total > 1 else { continue }
      let scale = (1 - 1e-12) / total
      exits[cell] *= scale
      for place in 0..<Self.placements { move[cell * Self.placements + place] *= scale }
    }
    return try SojournModel(
      ageGroups: CareStays.AgeGroup.allCases.count, states: Self.placements,
      bandStart: CareStays.Band.firstWeeks.map { 7 * $0 }, exit: exits, move: move)
  }
}
