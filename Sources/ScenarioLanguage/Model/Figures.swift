public import Periods

/// `figure new-plans in plans per month is ehcp-requests × plans-per-request`.
public struct Figure: Sendable, Equatable {
  /// An expression over measures, costs, assumptions, other figures and amounts, checked for units.
  public indirect enum Expression: Sendable, Equatable {
    /// An amount.
    case amount(Quantity)
    /// A measure, or one item of it (`cla.residential`): its monthly stock, or monthly events.
    case measure(String, item: String?)
    /// An assumption, or one item of it.
    case assumption(String, item: String?)
    /// A cost: its spend.
    case cost(String)
    /// Another figure.
    case figure(String)
    /// `total of M`: a measure or a cost over all its items and the whole period asked for.
    case total(String)
    /// `NAME repriced to 2026/27`: money in another year's prices.
    case repriced(Expression, to: FinancialYear)
    /// `a + b`.
    case add(Expression, Expression)
    /// `a - b`.
    case subtract(Expression, Expression)
    /// `a × b`.
    case multiply(Expression, Expression)
    /// `a / b`.
    case divide(Expression, Expression)
  }
  /// The figure's name.
  public var name: String
  /// What it is written in: kind, per, price base. Its magnitude is 1.
  public var unit: Quantity
  /// What it is.
  public var expression: Expression
  /// Where it is declared.
  public var location: SourceLocation
  /// A figure.
  public init(name: String, unit: Quantity, expression: Expression, location: SourceLocation) {
    self.name = name
    self.unit = unit
    self.expression = expression
    self.location = location
  }
}
