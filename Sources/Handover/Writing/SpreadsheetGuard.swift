/// Keeps labels in comma-separated files from being run as formulas by spreadsheets.
public enum SpreadsheetGuard {
  /// A label as it is written: one that begins with `=`, `+`, `-`, `@`, a tab or a carriage return
  /// gets an apostrophe before it, which spreadsheets take as "this is text". Figures are never
  /// changed, and a lone sign, which no spreadsheet takes for a formula, is not either.
  public static func label(_ text: String) -> String {
    guard let first = text.utf8.first, text.utf8.count > 1,
      [0x3D, 0x2B, 0x2D, 0x40, 0x09, 0x0D].contains(first)
    else { return text }
    return "'" + text
  }
}
