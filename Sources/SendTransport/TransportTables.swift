public import DelimitedText
public import Periods
public import Services

/// What SEND transport is made of, read from tables of one's own.
///
/// | Table | Columns |
/// |---|---|
/// | groups | `group`, `plans`, `growth_low`, `growth_high` (a year, fractions), `eligible`, `miles`, and `share:MODE` for each mode; `contribution` and `pay_share` if families pay |
/// | modes | `mode`, `kind` (`vehicle`, `budget`, `pass`, `none`), `occupancy`, `route_day`, `assistant_share`, `assistant_day`, `pass_year` |
/// | prices | `financial_year`, `wage`, `fuel`, `other`: changes on the year before, fractions |
/// | levers | `lever`, `change`, `group`, `mode`, `to`, `amount`, `from`, `delivery_low`, `delivery_high`; for training `sustain`, `cost_each` |
public struct TransportTables: Sendable {
  /// Children with a plan who share setting, phase and distance band.
  public struct Group: Sendable, Hashable {
    /// The group as it travels now.
    public var base: TransportGroup
    /// Growth in plans a year between which eight futures in ten lie.
    public var growth: ClosedRange<Double>
  }
  /// What a lever changes.
  public enum Change: String, Sendable, CaseIterable {
    /// Children a vehicle carries become `amount`.
    case occupancy
    /// A share `amount` of those who travel by `mode` travel by `to` instead.
    case move
    /// The share of children who are eligible becomes `amount`: a change of policy after 16 or 19.
    case eligibility
    /// `amount` children are trained every twelve months to travel by `to` instead of `mode`; of each
    /// cohort a share `sustain` goes on a year later, the others return.
    case training
    /// Routes of `mode` are tendered again: their price changes by the fraction `amount`.
    case retender
    /// The share of routes with an assistant becomes `amount`.
    case assistants
    /// Families who pay are asked for `amount` pounds a year.
    case contribution
  }
  /// A decision.
  public struct Lever: Sendable, Hashable {
    /// Its name.
    public var name: String
    /// What it changes.
    public var change: Change
    /// The group by index; `nil` for all.
    public var group: Int?
    /// The mode it acts on, where it needs one.
    public var mode: String?
    /// The mode travelled instead, where it needs one.
    public var to: String?
    /// How much, as its change says.
    public var amount: Double
    /// The month from which it counts.
    public var from: Month
    /// The share of it that comes about, between which eight futures in ten lie.
    public var delivery: ClosedRange<Double>
    /// Of children trained, the share who still travel so a year later.
    public var sustain: Double
    /// What the training of a child costs, £ cash.
    public var costEach: Double
  }

  /// The groups in the order of their table.
  public var groups: [Group]
  /// The modes in the order of their table.
  public var modes: [TransportMode]
  /// Changes of prices by financial year.
  public var prices: [FinancialYear: (wage: Double, fuel: Double, other: Double)]
  /// The levers; those of one name go together.
  public var levers: [Lever]
}

/// Why a table of transport is refused: where, what, why it matters and what to do.
public struct TransportTableError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The message, its place first.
  public let description: String

  /// A refusal in words.
  public init(_ description: String) { self.description = description }

  init(_ table: DelimitedTable, row: Int, _ column: Int, _ reason: String) {
    let place = "\(table.line(ofRow: row)):\(table.characterColumn(row: row, column: column))"
    self.init("\(table.file):\(place): column '\(table.columns[column])': \(reason)")
  }
}
