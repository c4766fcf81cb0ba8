/// The lines of a Medium-Term Financial Strategy table, in the order they are printed.
public enum MTFSLineType: String, Sendable, Hashable, CaseIterable, Comparable {
  /// Net budget brought forward from the year before.
  case base
  /// More or fewer children than at the end of the year before, and a different mix of them, at
  /// this year's price.
  case demand
  /// The change in price.
  case price
  /// The rest of a whole year of growth that began part-way through the year before.
  case fullYearEffect = "full-year effect"
  /// Money decisions save; negative.
  case savings
  /// Money decisions cost.
  case investment
  /// Net budget carried forward: the sum of the lines above.
  case net

  /// The lines between base and net.
  public static let movements: [MTFSLineType] = [
    .demand, .price, .fullYearEffect, .savings, .investment,
  ]

  /// The name tables print.
  public var label: String {
    switch self {
    case .base: "Base budget"
    case .demand: "Demand"
    case .price: "Price"
    case .fullYearEffect: "Full-year effect"
    case .savings: "Savings"
    case .investment: "Investment"
    case .net: "Net budget"
    }
  }

  /// Earlier lines come first.
  public static func < (left: MTFSLineType, right: MTFSLineType) -> Bool {
    left.position < right.position
  }

  private var position: Int {
    switch self {
    case .base: 0
    case .demand: 1
    case .price: 2
    case .fullYearEffect: 3
    case .savings: 4
    case .investment: 5
    case .net: 6
    }
  }
}

/// Which of the three printed figures of a range an amount belongs to.
public enum MTFSQuantile: String, Sendable, Hashable, CaseIterable {
  /// The lower end of the stated range.
  case low
  /// The middle.
  case central
  /// The upper end of the stated range.
  case high
}
