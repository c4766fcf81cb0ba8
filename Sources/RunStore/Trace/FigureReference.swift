/// Where a figure stands: `RUN:FILE:ROW/COLUMN`, such as `latest:mtfs.csv:12/central`.
///
/// ROW is a line of the file, the header being line 1 (as a spreadsheet numbers rows), or names the
/// row by its columns: `fund=general-fund,line=net,financial_year=2027/28`. Without a column the
/// first figure of the row that the file is about is meant: `central`, `mean` or `value`.
public struct FigureReference: Sendable, Equatable {
  /// How a row is named.
  public enum Place: Sendable, Equatable {
    /// A line of the file; the header is line 1.
    case line(Int)
    /// The values of some columns.
    case columns([Match])
    /// A file that the run read, as its manifest lists it: `manifest.json:inputs:bromley.scenario`.
    case input(String)
    /// An assumption of the run, by its position in the manifest from 1, or by its name, with a full stop
    /// and what it holds for where it has several values: `manifest.json:assumptions:cla-rate.foster`.
    case assumption(String)
  }

  /// A column and the value it has.
  public struct Match: Sendable, Equatable {
    /// The column.
    public var column: String
    /// Its value.
    public var value: String

    /// A column that has a value.
    public init(column: String, value: String) {
      self.column = column
      self.value = value
    }
  }

  /// The run, as the user named it.
  public var run: String
  /// The file of the run.
  public var file: String
  /// The row.
  public var place: Place
  /// The column; `nil` for the file's own figure.
  public var column: String?

  private static let example =
    "Write RUN:FILE:ROW/COLUMN, such as latest:mtfs.csv:12/central, or name the row by its columns: "
    + "latest:mtfs.csv:service=total,line=net,financial_year=2027/28/central."

  /// Reads a reference.
  ///
  /// - Throws: ``StoreError`` that says which part is missing.
  public init(_ text: String) throws(StoreError) {
    let parts = text.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
      .map(String.init)
    guard parts.count == 3, !parts.contains("") else {
      throw StoreError(
        .malformed,
        "'\(text)' names no figure: a run, a file and a row are needed. " + Self.example)
    }
    run = parts[0]
    file = parts[1].contains(".") ? parts[1] : parts[1] + ".csv"
    if file == "manifest.json", parts[2].hasPrefix("inputs:") {
      place = .input(String(parts[2].dropFirst("inputs:".count)))
      column = nil
      return
    }
    if file == "manifest.json", parts[2].hasPrefix("assumptions:") {
      place = .assumption(String(parts[2].dropFirst("assumptions:".count)))
      column = nil
      return
    }
    let slash = parts[2].lastIndex(of: "/")
    if let line = Int(parts[2][..<(slash ?? parts[2].endIndex)]) {
      guard line >= 2 else {
        throw StoreError(
          .malformed,
          "Line \(line) of \(parts[1]) holds no figure: line 1 is the header, the first row is "
            + "line 2.")
      }
      place = .line(line)
      column = slash.map { String(parts[2][parts[2].index(after: $0)...]) }
      return
    }
    // A year such as 2027/28 has a slash too: a word after the last one is a column only.
    var rest = parts[2]
    var column: String?
    if let slash, let first = rest[rest.index(after: slash)...].first, first.isLetter,
      !rest[slash...].contains("=")
    {
      column = String(rest[rest.index(after: slash)...])
      rest = String(rest[..<slash])
    }
    var matches: [Match] = []
    for pair in Self.pairs(rest) {
      guard let equals = pair.firstIndex(of: "="), equals > pair.startIndex else {
        throw StoreError(
          .malformed, "'\(pair)' is neither a line of \(parts[1]) nor COLUMN=VALUE. " + Self.example
        )
      }
      matches.append(
        Match(
          column: String(pair[..<equals]), value: String(pair[pair.index(after: equals)...])))
    }
    place = .columns(matches)
    self.column = column
  }

  /// Splits at commas; one within a value, where no `=` follows before the next, stays.
  private static func pairs(_ text: String) -> [String] {
    var pairs: [String] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false).map(String.init) {
      if !part.contains("="), let last = pairs.popLast() {
        pairs.append(last + "," + part)
      } else {
        pairs.append(part)
      }
    }
    return pairs
  }
}
