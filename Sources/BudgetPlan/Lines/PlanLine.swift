public import Finance
public import Periods

/// An amount in the three futures of a plan's range.
public struct PlanAmount: Hashable, Sendable, AdditiveArithmetic {
  /// At the lower end of the named range.
  public var low: Pence
  /// In the middle.
  public var central: Pence
  /// At the upper end.
  public var high: Pence

  /// Three futures.
  public init(low: Pence, central: Pence, high: Pence) {
    self.low = low
    self.central = central
    self.high = high
  }

  /// The same in all futures.
  public init(_ amount: Pence) { self.init(low: amount, central: amount, high: amount) }

  /// Nothing.
  public static let zero = PlanAmount(.zero)

  /// Future by future.
  public static func + (left: PlanAmount, right: PlanAmount) -> PlanAmount {
    PlanAmount(
      low: left.low + right.low, central: left.central + right.central,
      high: left.high + right.high)
  }

  /// Future by future.
  public static func - (left: PlanAmount, right: PlanAmount) -> PlanAmount {
    PlanAmount(
      low: left.low - right.low, central: left.central - right.central,
      high: left.high - right.high)
  }
}

/// Children a saving acts on, so that two savings over the same children are found.
public struct ActedOn: Hashable, Sendable {
  /// The cell, such as `residential 10-15`.
  public var cell: String
  /// Children the saving is claimed for.
  public var children: Double
  /// Children there are.
  public var available: Double

  /// Children of a cell.
  public init(cell: String, children: Double, available: Double) {
    self.cell = cell
    self.children = children
    self.available = available
  }
}

/// How and when a saving or a mitigation comes about.
public struct Delivery: Hashable, Sendable {
  /// The first day.
  public var start: CalendarDate?
  /// Months from the first day to the whole effect.
  public var rampMonths: Int?
  /// Chance of delivery, 0 to 1.
  public var confidence: Double?
  /// `red`, `amber`, `green`, or words.
  public var risk: String
  /// What kind of money it is.
  public var kind: SavingKind?
  /// The children it acts on.
  public var actsOn: [ActedOn]

  /// Nothing stated.
  public static let unstated = Delivery()

  /// How a saving comes about.
  public init(
    start: CalendarDate? = nil, rampMonths: Int? = nil, confidence: Double? = nil,
    risk: String = "", kind: SavingKind? = nil, actsOn: [ActedOn] = []
  ) {
    self.start = start
    self.rampMonths = rampMonths
    self.confidence = confidence
    self.risk = risk
    self.kind = kind
    self.actsOn = actsOn
  }
}

/// Where a line's figures come from and who answers for them.
public struct Evidence: Hashable, Sendable {
  /// The run, by its identifier.
  public var sourceRun: String
  /// The version of the assumptions.
  public var assumptions: String
  /// Who signed it off (a role), or empty.
  public var signedOffBy: String
  /// When, ISO, or empty.
  public var signedOffOn: String

  /// Evidence.
  public init(
    sourceRun: String = "", assumptions: String = "", signedOffBy: String = "",
    signedOffOn: String = ""
  ) {
    self.sourceRun = sourceRun
    self.assumptions = assumptions
    self.signedOffBy = signedOffBy
    self.signedOffOn = signedOffOn
  }
}

/// One line of a medium-term financial strategy.
public struct PlanLine: Hashable, Sendable {
  /// Its reference, the same in every vintage, so that two can be compared.
  public var ref: String
  /// The fund that bears it.
  public var fund: String
  /// The service.
  public var service: String
  /// What it is, in words.
  public var description: String
  /// The budget code of the ledger, or empty.
  public var budgetCode: String
  /// Who answers for it (a role), or empty.
  public var owner: String
  /// What it is.
  public var kind: PlanLineKind
  /// Whether its money is of one year only.
  public var isOneOff: Bool
  /// The reference of the one-off that it takes out again.
  public var reverses: String?
  /// What its pounds buy.
  public var base: PriceBase
  /// The index and vintage that prices follow, or empty.
  public var index: String
  /// What low and high are, such as `P10-P90`; empty where there is no range.
  public var range: String
  /// Change on the year before, one a year: a pressure is positive, a saving negative.
  public var amounts: [PlanAmount]
  /// What the change of a year costs in a whole year, where it began part-way.
  public var fullYear: [Pence?]
  /// How a saving comes about.
  public var delivery: Delivery
  /// Where the figures come from.
  public var evidence: Evidence

  /// A line of a plan.
  public init(
    ref: String, fund: String, service: String, description: String, budgetCode: String = "",
    owner: String = "", kind: PlanLineKind, isOneOff: Bool = false, reverses: String? = nil,
    base: PriceBase = .cash, index: String = "", range: String = "", amounts: [PlanAmount],
    fullYear: [Pence?] = [], delivery: Delivery = .unstated, evidence: Evidence = Evidence()
  ) {
    self.ref = ref
    self.fund = fund
    self.service = service
    self.description = description
    self.budgetCode = budgetCode
    self.owner = owner
    self.kind = kind
    self.isOneOff = isOneOff
    self.reverses = reverses
    self.base = base
    self.index = index
    self.range = range
    self.amounts = amounts
    self.fullYear = fullYear
    self.delivery = delivery
    self.evidence = evidence
  }

  /// Running sums of the changes.
  public var cumulative: [PlanAmount] {
    var sum = PlanAmount.zero
    return amounts.map {
      sum += $0
      return sum
    }
  }

  /// What the next year's budget must still add of each year's change: full year less part year.
  public var nextYearStep: [Pence?] {
    zip(amounts, fullYear).map { amount, whole in whole.map { $0 - amount.central } }
  }
}
