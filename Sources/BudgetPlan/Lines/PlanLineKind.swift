/// What a line of a plan is, in the order tables print lines.
public enum PlanLineKind: String, Hashable, Sendable, CaseIterable, Comparable {
  /// Net budget before the first year; a change to it later.
  case base
  /// Pay awards, national insurance and pensions.
  case pay
  /// The price index that contracts, fees and allowances are uplifted by.
  case inflation
  /// Prices of contracts, fees and allowances; beyond the index, where that is a line of its own.
  case contractPrice = "contract-price"
  /// More or fewer people of the ages served.
  case demography
  /// Rates and durations: more of the same people.
  case demand
  /// Dearer or cheaper kinds of place.
  case mix
  /// Growth that a source does not divide into the three above.
  case pressure
  /// The rest of a whole year of what began part-way through the year before.
  case fullYearEffect = "full-year-effect"
  /// New duties.
  case legislation
  /// Grant that ends or falls.
  case lossOfGrant = "loss-of-grant"
  /// Money of one year only.
  case oneOff = "one-off"
  /// What takes a one-off out again the year after.
  case reversal
  /// What decisions cost.
  case investment
  /// What decisions save; negative.
  case saving
  /// What management action is expected to hold down, not yet a decision; negative.
  case mitigation
  /// Money held against what is not known.
  case contingency
  /// Council tax, business rates, grants and reserves that pay for the plan; negative where they
  /// rise.
  case funding
  /// What a source lists under no heading.
  case other

  /// The name tables print.
  public var label: String {
    switch self {
    case .base: "Base budget"
    case .pay: "Pay"
    case .inflation: "Inflation"
    case .contractPrice: "Contract price"
    case .demography: "Demography"
    case .demand: "Demand"
    case .mix: "Mix"
    case .pressure: "Pressure"
    case .fullYearEffect: "Full-year effect"
    case .legislation: "Legislation"
    case .lossOfGrant: "Loss of grant"
    case .oneOff: "One-off"
    case .reversal: "Reversal of one-off"
    case .investment: "Investment"
    case .saving: "Saving"
    case .mitigation: "Mitigation"
    case .contingency: "Contingency"
    case .funding: "Funding"
    case .other: "Other"
    }
  }

  /// Whether the unmitigated plan leaves the line out: what decisions cost and save.
  public var isMitigated: Bool { self == .investment || self == .saving || self == .mitigation }

  /// Earlier lines come first.
  public static func < (left: PlanLineKind, right: PlanLineKind) -> Bool {
    left.position < right.position
  }

  private var position: Int { PlanLineKind.allCases.firstIndex(of: self) ?? 0 }
}
