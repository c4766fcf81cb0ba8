/// One row of the data-quality report of a council's returns.
///
/// Holds no value of a column that could identify a child: file, row and column say where to look.
public struct ReturnsFinding: Hashable, Sendable {
  /// What becomes of the row.
  public enum Severity: String, Sendable, CaseIterable, Comparable {
    /// The row is set aside, or the file cannot be read.
    case error
    /// The row is used; a figure built on it may mislead.
    case warning
    /// Nothing is wrong; a reader should know.
    case note

    /// In the order of the cases, worst first.
    public static func < (left: Severity, right: Severity) -> Bool {
      rank(left) < rank(right)
    }

    private static func rank(_ severity: Severity) -> Int {
      switch severity {
      case .error: 0
      case .warning: 1
      case .note: 2
      }
    }
  }

  /// The file's path below the folder of returns.
  public let file: String

  /// The line in the file, counted from 1 with the header as line 1; `nil` for the whole file.
  public let row: Int?

  /// The column's name; `nil` for the whole row.
  public let column: String?

  /// The rule's short name, such as `episode.overlap`.
  public let rule: String

  /// What becomes of the row.
  public let severity: Severity

  /// What was seen and why it matters, without any value that could identify a child.
  public let message: String

  /// What to do.
  public let action: String

  /// A finding at a place.
  public init(
    file: String, row: Int?, column: String?, rule: String, severity: Severity, message: String,
    action: String
  ) {
    self.file = file
    self.row = row
    self.column = column
    self.rule = rule
    self.severity = severity
    self.message = message
    self.action = action
  }
}

/// The data-quality report of a council's returns: what was read, what of it is used, and what was
/// set aside for which reason.
public struct ReturnsReport: Hashable, Sendable {
  /// The rows of one table of one file.
  public struct Count: Hashable, Sendable {
    /// The file's path below the folder of returns.
    public let file: String

    /// The table, such as `episodes`.
    public let table: String

    /// Rows below the header.
    public let rows: Int

    /// Rows that are used.
    public let used: Int

    /// Rows that are not used, by the rule that set them aside. `used` and these add up to `rows`.
    public let setAside: [String: Int]

    /// The counts of one table.
    public init(file: String, table: String, rows: Int, used: Int, setAside: [String: Int]) {
      self.file = file
      self.table = table
      self.rows = rows
      self.used = used
      self.setAside = setAside
    }

    /// Whether every row is used or set aside for a reason.
    public var addsUp: Bool { used + setAside.values.reduce(0, +) == rows }
  }

  /// The counts, by file and table.
  public let counts: [Count]

  /// What the rules found, in the order of files and rows.
  public let findings: [ReturnsFinding]

  /// A report.
  public init(counts: [Count], findings: [ReturnsFinding]) {
    self.counts = counts
    self.findings = findings
  }
}
