import Periods

/// A row of a log.
public struct LogEntry: Sendable, Equatable {
  /// Which log.
  public let kind: LogKind
  private var cells: [String]

  /// An entry.
  ///
  /// - Parameters:
  ///   - kind: the log it belongs to.
  ///   - fields: figures and words by column; those that are not given are blank.
  /// - Throws: ``LogError`` for a column that the log has not, a blank that must be filled, a date
  ///   that is none, a person where a post belongs, a hash, role or activity that is none.
  public init(_ kind: LogKind, _ fields: [String: String]) throws(LogError) {
    self.kind = kind
    for name in fields.keys.sorted() where !kind.columns.contains(name) {
      throw LogError(
        "The log of \(kind.rawValue) has no column '\(name)'; it has "
          + "\(kind.columns.joined(separator: ", ")).")
    }
    cells = kind.columns.map { Self.trimmed(fields[$0] ?? "") }
    for (column, value) in zip(kind.columns, cells) {
      if let problem = Self.problem(kind, column, value, among: self) {
        throw LogError("\(column): \(problem)")
      }
    }
  }

  /// The text of a column; blank where the log has no such column.
  public subscript(_ column: String) -> String {
    kind.columns.firstIndex(of: column).map { cells[$0] } ?? ""
  }

  /// The cells in the order of the log's columns.
  public var row: [String] { cells }

  /// Whether somebody has signed it.
  public var isSigned: Bool { !self["signed_by"].isEmpty }

  /// The entry with a signature.
  func signed(by post: String, on day: String) throws(LogError) -> LogEntry {
    var fields = Dictionary(uniqueKeysWithValues: zip(kind.columns, cells))
    fields["signed_by"] = post
    fields["signed_on"] = day
    return try LogEntry(kind, fields)
  }

  /// What is wrong with a cell; `nil` for nothing.
  static func problem(
    _ kind: LogKind, _ column: String, _ value: String, among entry: LogEntry
  ) -> String? {
    if value.isEmpty {
      if kind.required.contains(column) { return "is blank, and an entry has to have it." }
      if column == "signed_on", entry.isSigned { return "is blank, and a signature has a day." }
      let activity = AssuranceActivity(rawValue: entry["activity"])
      if column == "role" || column == "holder", activity == .named || activity == .signOff {
        return "is blank, and an entry '\(entry["activity"])' has to have it."
      }
      if column == "run", activity == .signOff {
        return "is blank, and a sign-off is of one run: give its id."
      }
      return nil
    }
    if kind.days.contains(column), (try? CalendarDate(iso: value)) == nil {
      return "'\(value)' is not a day as year-month-day, such as 2026-04-01."
    }
    if kind.posts.contains(column) { return personal(value) }
    switch column {
    case "sha256":
      let isHash = value.utf8.count == 64 && value.allSatisfy(\.isHexDigit)
      return isHash ? nil : "'\(value)' is not a SHA-256: 64 hexadecimal digits."
    case "role" where AssuranceRole(rawValue: value) == nil:
      return "'\(value)' is none of \(names(AssuranceRole.allCases.map(\.rawValue)))."
    case "activity" where AssuranceActivity(rawValue: value) == nil:
      return "'\(value)' is none of \(names(AssuranceActivity.allCases.map(\.rawValue)))."
    default: return nil
    }
  }

  /// Why a text names a person and no post: posts outlast those who hold them, and a log that goes
  /// with a published forecast must not carry personal data.
  private static func personal(_ value: String) -> String? {
    let first = value.split(separator: " ").first.map { $0.lowercased() } ?? ""
    let titles = ["mr", "mr.", "mrs", "mrs.", "ms", "ms.", "miss", "mx", "dr", "dr."]
    guard value.contains("@") || titles.contains(first) else { return nil }
    return "'\(value)' looks like a person; name the post, such as Head of Finance."
  }

  private static func names(_ names: [String]) -> String { names.joined(separator: ", ") }

  private static func trimmed(_ text: String) -> String {
    var rest = text[...]
    while let first = rest.first, first.isWhitespace { rest = rest.dropFirst() }
    while let last = rest.last, last.isWhitespace { rest = rest.dropLast() }
    return String(rest)
  }
}
