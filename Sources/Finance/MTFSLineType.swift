/// The lines of a Medium-Term Financial Strategy table, in the order they are printed.
public enum MTFSLineType: String, Sendable, Hashable, CaseIterable, Comparable {
  /// Net budget brought forward from the year before.
  case base
  /// More or fewer children because there are more or fewer people of their ages, at the average
  /// price.
  case demography
  /// More or fewer children for any other reason, rates and durations, at the average price.
  case demand
  /// Dearer or cheaper kinds of place for the same number of children.
  case mix
  /// The change in price that the price index makes.
  case inflation
  /// The change in price above or below it.
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
    .demography, .demand, .mix, .inflation, .price, .fullYearEffect, .savings, .investment,
  ]

  /// The name tables print.
  public var label: String {
    switch self {
    case .base: "Base budget"
    case .demography: "Demography"
    case .demand: "Demand"
    case .mix: "Mix"
    case .inflation: "Inflation"
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
    MTFSLineType.allCases.firstIndex(of: self) ?? MTFSLineType.allCases.endIndex
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
