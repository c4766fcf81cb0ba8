public import DelimitedText

/// Why statistics could not be read or written, with the place and what to do about it.
public struct StatisticsError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What is wrong.
  public enum Fault: Sendable, Equatable {
    /// The file is not a well-formed table.
    case malformed(DelimitedTextError)
    /// No such folder.
    case folderNotFound
    /// The path is a file, or may not be read.
    case unreadable(reason: String)
    /// A folder without one table in the statistics layout.
    case noStatistics(files: [String])
    /// A symbol the layout does not know.
    case unknownSymbol(String)
    /// A calendar the layout does not know.
    case unknownCalendar(String)
    /// An area level the layout does not know.
    case unknownLevel(String)
    /// A period that is not written as its calendar writes it.
    case badPeriod(String, calendar: StatisticsCalendar)
    /// A published period in none of the known forms.
    case unknownPeriodForm(String)
    /// Not a number and not a symbol.
    case badNumber(String)
    /// A count below zero.
    case negativeCount(String, unit: String)
    /// Both a value and a symbol.
    case valueAndSymbol
    /// Neither a value nor a symbol.
    case neitherValueNorSymbol
    /// A field that may not be empty is.
    case emptyField(String)
    /// The same figure twice with different values.
    case duplicate(key: String, first: String, otherPlace: String)
    /// An area with two levels.
    case conflictingLevel(area: String, first: String, second: String)
    /// A row's source is not in `sources.csv`.
    case unknownSource(String)
    /// The same source twice with different texts.
    case conflictingSource(String)
    /// No such area.
    case unknownArea(String, suggestions: [String])
    /// The folder to write to holds files that are not statistics.
    case foreignFiles([String])
    /// Writing failed.
    case cannotWrite(reason: String)
  }
  /// What is wrong.
  public var fault: Fault
  /// The file or folder, as the user wrote it.
  public var file: String
  /// The line, counted from 1; `nil` where the whole file is meant.
  public var line: Int?
  /// The character within the line, counted from 1.
  public var column: Int?

  /// An error at a place.
  public init(fault: Fault, file: String, line: Int? = nil, column: Int? = nil) {
    self.fault = fault
    self.file = file
    self.line = line
    self.column = column
  }

  init(_ error: DelimitedTextError) {
    self.init(
      fault: .malformed(error), file: error.file, line: error.line, column: error.column)
  }

  /// File, line and column, what is wrong, and what to do.
  public var description: String {
    if case .malformed(let error) = fault { return error.description }
    if case .unknownArea = fault { return explanation }
    var place = file
    if let line { place += ":\(line)" }
    if let column { place += ":\(column)" }
    return "\(place): \(explanation)"
  }

  private var explanation: String {
    switch fault {
    case .malformed(let error): error.description
    case .folderNotFound:
      "there is no such folder; give the path of a folder of statistics"
    case .unreadable(let reason):
      "cannot be read (\(reason)); check that it is the right path and that you may read it"
    case .noStatistics(let files):
      "no table in the statistics layout here"
        + (files.isEmpty ? "" : " (found \(files.prefix(5).joined(separator: ", ")))")
        + "; turn published files into the layout with 'headroom import statistics'"
    case .unknownSymbol(let text):
      "'\(text)' is not a symbol; known are "
        + PublishedSymbol.allCases.map(\.rawValue).joined(separator: ", ")
    case .unknownCalendar(let text):
      "'\(text)' is not a calendar; known are "
        + StatisticsCalendar.allCases.map(\.rawValue).joined(separator: ", ")
    case .unknownLevel(let text):
      "'\(text)' is not an area level; known are "
        + Area.Level.allCases.map(\.rawValue).joined(separator: ", ")
    case .badPeriod(let text, let calendar):
      "'\(text)' is not a period of the calendar \(calendar.rawValue); write it as "
        + calendar.label(year: 2025)
    case .unknownPeriodForm(let text):
      "'\(text)' is not a period; known forms are 2025, 202425, 2024/25 and 2024-25, with or "
        + "without (OT)"
    case .badNumber(let text):
      "'\(text)' is neither a number nor one of the symbols c, k, low, u, x, z; write numbers "
        + "without separators of thousands"
    case .negativeCount(let text, let unit):
      "'\(text)' is below zero, which a number of \(unit) cannot be; correct the figure"
    case .valueAndSymbol:
      "both a value and a symbol; keep the value, or empty it where the figure was not published"
    case .neitherValueNorSymbol:
      "neither a value nor a symbol; write x in the symbol column for a figure that is not "
        + "available, or leave the row out"
    case .emptyField(let name): "'\(name)' is empty; every row needs one"
    case .duplicate(let key, let first, let otherPlace):
      "\(key) is \(first) here and another figure at \(otherPlace); keep one of the two"
    case .conflictingLevel(let area, let first, let second):
      "\(area) is \(first) elsewhere and \(second) here; one code has one level"
    case .unknownSource(let id):
      "source '\(id)' is not in sources.csv; add a row that says where the figure is from"
    case .conflictingSource(let id):
      "source '\(id)' occurs twice with different texts; give the two different identifiers"
    case .unknownArea(let name, let suggestions):
      "no area '\(name)' in the statistics"
        + (suggestions.isEmpty
          ? "; give an ONS code or a published name"
          : "; did you mean \(suggestions.joined(separator: " or "))?")
    case .foreignFiles(let files):
      "the folder holds files that are not statistics "
        + "(\(files.prefix(5).joined(separator: ", "))), which writing here would remove; give "
        + "a new folder"
    case .cannotWrite(let reason):
      "cannot be written (\(reason)); nothing was changed there. Check the path, the rights and "
        + "the space left"
    }
  }
}
