public import Periods

/// `contract solo-homes charged to general-fund …`: places paid for whether or not they are used.
public struct Contract: Sendable, Equatable {
  /// The contract's name: also the name of its random stream for use.
  public var name: String
  /// Label in tables.
  public var label: String
  /// The fund it is charged to.
  public var fund: String
  /// Beds or places provided, with their noun.
  public var provides: ValueSpec
  /// The measure whose children fill them.
  public var measure: String
  /// Items of its split that may; empty means all.
  public var items: [String]
  /// The cost that stops for each occupied place; `nil` where nothing is replaced.
  public var replaces: String?
  /// The price: money per bed or place per calendar unit.
  public var price: ValueSpec
  /// The assumption it inflates with.
  public var inflation: String?
  /// Share of the places filled at most; `nil` is all of them, as far as there are children.
  public var filledTo: ValueSpec?
  /// `paid whether or not occupied`; `false` for `paid only when occupied`.
  public var paidWhenEmpty: Bool
  /// First month.
  public var from: Month
  /// Last month, included; `nil` runs to the horizon.
  public var until: Month?
  /// Months between the start of payment and the first child.
  public var lagMonths: Int
  /// Months the filling takes to build up; 0 for at once.
  public var rampMonths: Int
  /// Whether the build-up is an S-curve.
  public var rampIsSCurve: Bool
  /// Its evidence.
  public var evidence: Evidence
  /// Where it is declared.
  public var location: SourceLocation
  /// A contract.
  public init(
    name: String, label: String, fund: String, provides: ValueSpec, measure: String,
    items: [String], replaces: String?, price: ValueSpec, inflation: String?,
    filledTo: ValueSpec?, paidWhenEmpty: Bool, from: Month, until: Month?, lagMonths: Int,
    rampMonths: Int, rampIsSCurve: Bool, evidence: Evidence, location: SourceLocation
  ) {
    self.name = name
    self.label = label
    self.fund = fund
    self.provides = provides
    self.measure = measure
    self.items = items
    self.replaces = replaces
    self.price = price
    self.inflation = inflation
    self.filledTo = filledTo
    self.paidWhenEmpty = paidWhenEmpty
    self.from = from
    self.until = until
    self.lagMonths = lagMonths
    self.rampMonths = rampMonths
    self.rampIsSCurve = rampIsSCurve
    self.evidence = evidence
    self.location = location
  }
}

/// `use contract solo-homes, delayed 6 months`.
public struct ContractUse: Sendable, Equatable {
  /// The contract.
  public var contract: String
  /// Months of delay.
  public var delayMonths: Int
  /// A contract in use.
  public init(contract: String, delayMonths: Int) {
    self.contract = contract
    self.delayMonths = delayMonths
  }
}
