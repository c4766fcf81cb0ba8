/// Why a folder or file of returns cannot be used at all.
public struct ReturnsError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file or folder, as the user named it.
  public let file: String

  /// The line in the file, the header being line 1; `nil` where the whole file is meant.
  public let row: Int?

  /// The column's name; `nil` where no column is meant.
  public let column: String?

  /// What was seen, why it matters and what to do; never a value that could identify a child.
  public let reason: String

  /// An error at a place.
  public init(file: String, row: Int? = nil, column: String? = nil, reason: String) {
    self.file = file
    self.row = row
    self.column = column
    self.reason = reason
  }

  /// `episodes.csv, row 12, column DECOM: …`.
  public var description: String {
    var place = file
    if let row { place += ", row \(row)" }
    if let column { place += ", column \(column)" }
    return "\(place): \(reason)"
  }
}
