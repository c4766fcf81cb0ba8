/// What a spreadsheet takes. Excel repairs or refuses a file that breaks these rules, and the C
/// library reads past its buffers for some, so everything is checked before it is called.
///
/// Source: Excel specifications and limits (support.microsoft.com); libxlsxwriter's error codes.
public enum WorkbookRules {
  /// Characters of a sheet's name.
  public static let sheetNameLength = 31
  /// Characters of a cell's text.
  public static let textLength = 32_767
  /// Characters of a formula.
  public static let formulaLength = 8_192
  /// Characters of a name, a heading or a property.
  public static let nameLength = 255
  /// Bytes of a defined name and of what it stands for: the C library copies both into 128.
  public static let definedNameLength = 120
  /// Rows of a sheet.
  public static let rowCount = 1_048_576
  /// Columns of a sheet.
  public static let columnCount = 16_384
  /// Sheets of a workbook that readers open without trouble.
  public static let sheetCount = 1_000
  /// Characters of the heading of a cell's note.
  public static let noteTitleLength = 32

  /// Checks a whole workbook; throws ``WorkbookError`` at the first thing that no reader would take.
  public static func check(_ workbook: WorkbookContents) throws(WorkbookError) {
    guard !workbook.sheets.isEmpty, workbook.sheets.count <= sheetCount else {
      throw WorkbookError(
        "it has \(workbook.sheets.count) sheets; a workbook has 1 to \(sheetCount).")
    }
    try text(workbook.title, limit: nameLength, "the title", nil, nil)
    try text(workbook.subject, limit: nameLength, "the subject", nil, nil)
    for property in workbook.properties {
      try text(property.name, limit: nameLength, "a property's name", nil, nil)
      try text(property.value, limit: nameLength, "the property '\(property.name)'", nil, nil)
    }
    var sheets = Set<String>()
    var tables = Set<String>()
    for sheet in workbook.sheets {
      try sheetName(sheet.name)
      guard sheets.insert(sheet.name.lowercased()).inserted else {
        throw WorkbookError(
          "two sheets have this name; capitals don't tell names apart.", sheet: sheet.name)
      }
      try check(sheet, &tables)
    }
    var names = tables
    for name in workbook.names {
      try definedName(name.name)
      guard names.insert(name.name.lowercased()).inserted else {
        throw WorkbookError("the name '\(name.name)' is defined twice; capitals don't count.")
      }
      try formula(name.formula, nil, nil)
      guard name.formula.utf8.count <= definedNameLength else {
        throw WorkbookError(
          "what the name '\(name.name)' stands for has more than \(definedNameLength) bytes.")
      }
    }
  }

  /// Checks a sheet's name: 1 to 31 characters, none of `[ ] : * ? / \`, no apostrophe at either
  /// end, not `History`.
  public static func sheetName(_ name: String) throws(WorkbookError) {
    let length = name.utf16.count
    guard (1...sheetNameLength).contains(length) else {
      throw WorkbookError(
        "the name has \(length) characters; a sheet's name has 1 to \(sheetNameLength). Shorten it.",
        sheet: name)
    }
    if let bad = name.first(where: { "[]:*?/\\".contains($0) }) {
      throw WorkbookError("'\(bad)' can't stand in a sheet's name. Leave it out.", sheet: name)
    }
    guard name.first != "'", name.last != "'", name.lowercased() != "history" else {
      throw WorkbookError(
        "a sheet's name can't begin or end with an apostrophe, nor be 'History'.", sheet: name)
    }
    try text(name, limit: sheetNameLength, "the name", name, nil)
  }

  /// A sheet's name made of a text: what can't stand in one is left out, and it is cut to size.
  public static func sheetName(from text: String) -> String {
    let kept = text.filter { !"[]:*?/\\'".contains($0) && !$0.isNewline }
    var name = ""
    for character in kept where (name + String(character)).utf16.count <= sheetNameLength {
      name.append(character)
    }
    return name.isEmpty || name.lowercased() == "history" ? "Sheet" : name
  }

  /// Checks a defined name: letters, digits, `_` and `.`, beginning with a letter or `_`, and not
  /// to be read as a cell such as `AB12` or `R1C1`.
  public static func definedName(_ name: String) throws(WorkbookError) {
    let letters = name.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || ("0"..."9").contains($0) || $0 == "_" || $0 == "."
    }
    guard (1...definedNameLength).contains(name.utf8.count), letters,
      let first = name.unicodeScalars.first,
      first.properties.isAlphabetic || first == "_"
    else {
      throw WorkbookError(
        "'\(name)' can't be a defined name: it has 1 to \(definedNameLength) letters, digits, '_' and '.', "
          + "and begins with a letter or '_'.")
    }
    guard !isCellLike(name) else {
      throw WorkbookError("'\(name)' can't be a defined name: it reads as a cell.")
    }
  }

  /// Whether a word reads as a cell: one to three letters and digits, or `R1C1` and its parts.
  private static func isCellLike(_ name: String) -> Bool {
    let word = name.uppercased()
    let letters = word.prefix { $0.isLetter && $0.isASCII }
    let digits = word.dropFirst(letters.count)
    if (1...3).contains(letters.count), !digits.isEmpty,
      digits.allSatisfy({ $0.isNumber && $0.isASCII })
    {
      return true
    }
    guard word.hasPrefix("R") || word.hasPrefix("C") else { return false }
    return word.allSatisfy { $0 == "R" || $0 == "C" || ($0.isNumber && $0.isASCII) }
      && word.filter { $0.isLetter }.count <= 2
  }

  /// A defined name made of words: what can't stand in one becomes `_`.
  public static func definedName(from words: [String]) -> String {
    let text = words.joined(separator: "_").unicodeScalars.map { scalar in
      scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) ? String(scalar) : "_"
    }.joined()
    var name = "in_"
    for character in text where (name + String(character)).utf8.count <= definedNameLength {
      name.append(character)
    }
    return name
  }

  /// Checks a formula.
  static func formula(_ formula: String, _ sheet: String?, _ cell: String?) throws(WorkbookError) {
    guard formula.hasPrefix("="), formula.utf8.count > 1 else {
      throw WorkbookError(
        "the formula '\(formula)' does not begin with =.", sheet: sheet, cell: cell)
    }
    try text(formula, limit: formulaLength, "the formula", sheet, cell)
  }

  /// Checks a text: its length, and that it holds no character that a workbook can't.
  static func text(
    _ text: String, limit: Int, _ what: String, _ sheet: String?, _ cell: String?
  ) throws(WorkbookError) {
    let length = text.utf8.count <= limit ? 0 : text.utf16.count
    guard length <= limit else {
      throw WorkbookError(
        "\(what) has \(length) characters and a spreadsheet takes \(limit); the rest would be "
          + "lost. Shorten it in the scenario file.", sheet: sheet, cell: cell)
    }
    for scalar in text.unicodeScalars
    where scalar.value < 0x20 && scalar != "\n" && scalar != "\t"
      || scalar.value == 0xFFFE || scalar.value == 0xFFFF
    {
      throw WorkbookError(
        "\(what) holds the control character U+\(String(scalar.value, radix: 16, uppercase: true)), "
          + "which no workbook can hold. Take it out of the scenario file.", sheet: sheet,
        cell: cell)
    }
  }
}
