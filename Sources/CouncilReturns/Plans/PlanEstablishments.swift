import DelimitedText

/// Which setting schools and providers are: a table of establishment numbers.
public struct PlanEstablishments: Hashable, Sendable {
  /// The columns of the table; others are passed over.
  public static let columns = ["urn", "ukprn", "setting"]

  /// The setting by establishment number (URN) or provider number (UKPRN).
  public let settings: [String: String]

  /// Reads a table with one row per establishment: its `urn`, its `ukprn` or both, and the name of
  /// its `setting`.
  ///
  /// - Parameters:
  ///   - bytes: the whole file, CSV in UTF-8.
  ///   - file: how errors call it.
  /// - Throws: ``ReturnsError`` with file, row and column for a missing column, a row without number
  ///   or setting, a number in two settings, or no rows at all.
  public init(bytes: [UInt8], file: String) throws(ReturnsError) {
    let reader = try PlanTableReader(bytes: bytes, file: file, columns: Self.columns)
    var settings: [String: String] = [:]
    for row in 0..<reader.table.rowCount {
      let setting = try reader.code(row, "setting")
      guard setting != PlanTransitions.outside else {
        throw reader.failure(
          row, "setting",
          "\(setting) stands for no plan, so it cannot name a setting; give another name")
      }
      let numbers = ["urn", "ukprn"].filter { !reader.text(row, $0).isEmpty }
      guard !numbers.isEmpty else {
        throw reader.failure(
          row, "urn", "the row has neither number, so no place can be known by it; give one")
      }
      for column in numbers {
        let number = reader.text(row, column)
        guard settings[number, default: setting] == setting else {
          throw reader.failure(
            row, column,
            "an earlier row gives this number another setting, so either could be meant; keep one")
        }
        settings[number] = setting
      }
    }
    self.settings = settings
  }
}
