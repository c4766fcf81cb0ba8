public import Foundation
public import Periods

/// The calendar unit after `per`.
public enum CalendarUnit: String, Sendable, Hashable, CaseIterable {
  /// 24 hours.
  case day
  /// Seven days.
  case week
  /// A calendar month.
  case month
  /// A day on which schools are open.
  case schoolDay = "school day"
  /// April to March.
  case financialYear = "financial year"
  /// September to August.
  case academicYear = "academic year"
}

/// What a percentage is a percentage of.
public enum PercentBasis: Sendable, Hashable {
  /// `of baseline`: the parent scenario's path, month by month.
  case baseline
  /// `of its April 2027 level`: the parent's level in that month, frozen.
  case level(in: Month)
  /// `of starts`: of the children who newly start.
  case starts
}

/// The price base of an amount of money.
public enum MoneyBase: Sendable, Hashable {
  /// `in 2026/27 prices`.
  case prices(FinancialYear)
  /// `cash`.
  case cash
}

/// A number with its unit. `£1,090 per child per week in 2026/27 prices` is 1090, money, per child,
/// per week, base 2026/27.
public struct Quantity: Sendable, Equatable {
  /// What kind of number it is.
  public enum Kind: Sendable, Hashable {
    /// Pounds.
    case money
    /// A count of a noun, singular: `child`.
    case count(String)
    /// A percentage, held as a fraction (5% is 0.05).
    case percent(PercentBasis?)
    /// `5 percentage points`, held as a fraction.
    case percentagePoints
    /// A plain number.
    case plain
  }
  /// The value; a percentage is held as a fraction.
  public var magnitude: Decimal
  /// Its kind.
  public var kind: Kind
  /// Nouns after `per`, singular: `per child` gives `["child"]`.
  public var perNouns: [String]
  /// The calendar unit after `per`, if any.
  public var perTime: CalendarUnit?
  /// Price base; compulsory for money.
  public var base: MoneyBase?

  /// A quantity.
  public init(
    magnitude: Decimal, kind: Kind, perNouns: [String] = [], perTime: CalendarUnit? = nil,
    base: MoneyBase? = nil
  ) {
    self.magnitude = magnitude
    self.kind = kind
    self.perNouns = perNouns
    self.perTime = perTime
    self.base = base
  }

  /// The magnitude as a double, for simulation.
  public var value: Double { NSDecimalNumber(decimal: magnitude).doubleValue }
}

/// A value as written: one amount, a range with its coverage, or one of several.
public struct ValueSpec: Sendable, Equatable {
  /// How the value is uncertain.
  public enum Form: Sendable, Equatable {
    /// One figure, taken as certain.
    case fixed(Double)
    /// A central interval with this coverage (0.9 for `90% likely`).
    case interval(low: Double, high: Double, coverage: Double)
    /// Hard limits: nothing outside is possible. `mode` comes from `most likely`.
    case limits(low: Double, high: Double, mode: Double?)
    /// One of several values with these chances, which sum to one.
    case choice([WeightedValue])
    /// The value of another assumption.
    case reference(String)
  }
  /// The shape of an uncertain value, resolved: the checker has already applied the defaults.
  public enum Shape: String, Sendable, Equatable {
    /// No uncertainty.
    case fixed
    /// Symmetric; the default for changes.
    case normal
    /// Positive and skewed; the default for positive amounts.
    case logNormal = "log-normal"
    /// Between 0 and 1; the default for shares.
    case logitNormal = "logit-normal"
    /// Flat between hard limits.
    case uniform
    /// Triangle between hard limits.
    case triangular
    /// PERT between hard limits, with a most likely value.
    case pert
    /// Discrete.
    case choice
  }
  /// The form.
  public var form: Form
  /// The resolved shape.
  public var shape: Shape
  /// Kind, unit and price base of every number in the form (its `magnitude` is the central figure:
  /// the figure itself, the middle of a range on its shape's scale, or the expected choice).
  public var quantity: Quantity

  /// A value.
  public init(form: Form, shape: Shape, quantity: Quantity) {
    self.form = form
    self.shape = shape
    self.quantity = quantity
  }
}

/// One of several possible values, with its chance.
public struct WeightedValue: Sendable, Equatable {
  /// The value.
  public var value: Double
  /// Its chance, 0 to 1.
  public var chance: Double
  /// A value with its chance.
  public init(value: Double, chance: Double) {
    self.value = value
    self.chance = chance
  }
}

/// A period as written in an assumption `by period`, an override, or a check.
public enum PeriodSpec: Sendable, Hashable {
  /// `2027/28`: always the financial year.
  case financialYear(FinancialYear)
  /// `academic year 2027/28`.
  case academicYear(AcademicYear)
  /// `April 2027`.
  case month(Month)
  /// Its first month.
  public var firstMonth: Month {
    switch self {
    case .financialYear(let year): year.firstMonth
    case .academicYear(let year): year.firstMonth
    case .month(let month): month
    }
  }
  /// Its last month.
  public var lastMonth: Month {
    switch self {
    case .financialYear(let year): year.lastMonth
    case .academicYear(let year): year.lastMonth
    case .month(let month): month
    }
  }
}

/// `moves with provider-inflation, correlation 0.6`.
public struct Correlation: Sendable, Equatable {
  /// The other assumption.
  public var with: String
  /// The rank correlation (Spearman) of the draws, -1 to 1.
  public var coefficient: Double
  /// A correlation.
  public init(with: String, coefficient: Double) {
    self.with = with
    self.coefficient = coefficient
  }
}

/// `assumption …`: a named figure with its evidence.
public struct Assumption: Sendable, Equatable {
  /// What the assumption gives a value for.
  public enum Body: Sendable, Equatable {
    /// `is VALUE`.
    case single(ValueSpec)
    /// `by period`: dated values in order, then `onwards`. Before the first period the first value
    /// holds; the checker says so in a note.
    case byPeriod(dated: [DatedValue], onwards: ValueSpec?)
    /// `for each CATEGORY`: one value an item.
    case byItem(category: String, values: [ItemValue])
  }
  /// The assumption's name: also the name of its random stream.
  public var name: String
  /// Label in tables.
  public var label: String
  /// Its value or values.
  public var body: Body
  /// The assumptions it moves with.
  public var movesWith: [Correlation]
  /// Its evidence.
  public var evidence: Evidence
  /// The file (as the user named it) and the line of its declaration.
  public var location: SourceLocation
  /// An assumption.
  public init(
    name: String, label: String, body: Body, movesWith: [Correlation] = [], evidence: Evidence,
    location: SourceLocation
  ) {
    self.name = name
    self.label = label
    self.body = body
    self.movesWith = movesWith
    self.evidence = evidence
    self.location = location
  }
}

/// A value that holds during a period.
public struct DatedValue: Sendable, Equatable {
  /// When.
  public var period: PeriodSpec
  /// What.
  public var value: ValueSpec
  /// A dated value.
  public init(period: PeriodSpec, value: ValueSpec) {
    self.period = period
    self.value = value
  }
}

/// A value for one item of a category.
public struct ItemValue: Sendable, Equatable {
  /// The item.
  public var item: String
  /// Its value.
  public var value: ValueSpec
  /// A value for an item.
  public init(item: String, value: ValueSpec) {
    self.item = item
    self.value = value
  }
}

/// A place in a file: the file as the user named it, line and column from 1.
public struct SourceLocation: Sendable, Hashable {
  /// The file.
  public var file: String
  /// Line, from 1.
  public var line: Int
  /// Column in characters, from 1.
  public var column: Int
  /// A place in a file.
  public init(file: String, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }
}
