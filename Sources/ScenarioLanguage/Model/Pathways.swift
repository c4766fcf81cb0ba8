public import Periods

/// `pathway placements for cla …`: children move between the items of a measure by monthly rates.
public struct Pathway: Sendable, Equatable {
  /// `limit in-house-fostering to fostering-places, 1 child per place, overflow to ifa`.
  public struct Limit: Sendable, Equatable {
    /// The item that can be full.
    public var item: String
    /// The measure that counts the places.
    public var capacity: String
    /// How many of the pathway's measure fit one place.
    public var perPlace: ValueSpec
    /// Where those who do not fit go.
    public var overflow: String
    /// A limit.
    public init(item: String, capacity: String, perPlace: ValueSpec, overflow: String) {
      self.item = item
      self.capacity = capacity
      self.perPlace = perPlace
      self.overflow = overflow
    }
  }
  /// A rate written in the file in place of the one counted from the table.
  public enum Rate: Sendable, Equatable {
    /// `enter ITEM at VALUE`: so many a month; a value or a figure's name.
    case enter(item: String, at: ValueSpec)
    /// `leave ITEM at VALUE`: a share of the item's stock per period.
    case leave(item: String, at: ValueSpec)
    /// `transfer A to B at VALUE`: a share of A's stock per period.
    case transfer(from: String, to: String, at: ValueSpec)
  }
  /// The pathway's name.
  public var name: String
  /// Label in tables.
  public var label: String
  /// The measure whose items it moves children between.
  public var measure: String
  /// Moves counted: columns `month`, `from`, `to` (items, or `outside`), `count`; `nil` where every
  /// rate is written in the file.
  public var rates: DataFile?
  /// First month of the counts used.
  public var firstMonth: Month?
  /// Last month of the counts used, included.
  public var lastMonth: Month?
  /// Rates that replace those counted.
  public var written: [Rate]
  /// The birthday at which everybody leaves.
  public var ageOut: Int?
  /// Limits, in the order they are applied.
  public var limits: [Limit]
  /// Its evidence.
  public var evidence: Evidence
  /// Where it is declared.
  public var location: SourceLocation
  /// A pathway.
  public init(
    name: String, label: String, measure: String, rates: DataFile?, firstMonth: Month?,
    lastMonth: Month?, written: [Rate], ageOut: Int?, limits: [Limit], evidence: Evidence,
    location: SourceLocation
  ) {
    self.name = name
    self.label = label
    self.measure = measure
    self.rates = rates
    self.firstMonth = firstMonth
    self.lastMonth = lastMonth
    self.written = written
    self.ageOut = ageOut
    self.limits = limits
    self.evidence = evidence
    self.location = location
  }
}
