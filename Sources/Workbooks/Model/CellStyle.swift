/// How a cell looks: what it is, how its number is written, whether its text wraps.
public struct CellStyle: Sendable, Hashable {
  /// What a cell is. Font colour follows it; a word in the row says it as well.
  public enum Role: Sendable, Hashable, CaseIterable {
    /// Text or a label.
    case plain
    /// The sheet's title.
    case title
    /// A column's heading.
    case header
    /// A heading of a column of figures: at its right, as they are.
    case figureHeader
    /// A figure that the reader may change.
    case input
    /// A figure that the workbook works out.
    case formula
    /// A figure that the engine simulated.
    case simulated
    /// A sum, or the result of a check.
    case total
  }

  /// How a number is written.
  public enum Format: String, Sendable, Hashable, CaseIterable {
    /// As it is.
    case general = "General"
    /// Pounds.
    case pounds = "#,##0;-#,##0;0"
    /// Pounds and pence.
    case pence = "#,##0.00;-#,##0.00;0.00"
    /// Children, plans, passengers.
    case count = "#,##0.0"
    /// Whole numbers.
    case whole = "#,##0"
    /// Shares and rates of change.
    case percent = "0.00%"
    /// Indices and factors.
    case factor = "0.0000"
  }

  /// What it is.
  public var role: Role
  /// How its number is written.
  public var format: Format
  /// Whether its text wraps.
  public var wraps: Bool

  /// A style.
  public init(_ role: Role = .plain, _ format: Format = .general, wraps: Bool = false) {
    self.role = role
    self.format = format
    self.wraps = wraps
  }
}
