/// Why a workbook could not be written: which sheet and cell, why it matters, what to do.
public struct WorkbookError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The sheet; `nil` where it is the workbook as a whole.
  public let sheet: String?
  /// The cell or range, such as `B5`; `nil` where it is the sheet as a whole.
  public let cell: String?
  /// What is wrong, why it matters and what to do.
  public let message: String

  /// An error.
  public init(_ message: String, sheet: String? = nil, cell: String? = nil) {
    self.message = message
    self.sheet = sheet
    self.cell = cell
  }

  /// `workbook, sheet 'Cost', cell B5: …`.
  public var description: String {
    var place = "workbook"
    if let sheet { place += ", sheet '\(sheet)'" }
    if let cell { place += ", cell \(cell)" }
    return "\(place): \(message)"
  }
}
