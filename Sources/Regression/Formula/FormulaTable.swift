/// A table of named columns of one length, from which a formula takes its values.
public struct FormulaTable: Equatable, Sendable {
  /// The values of one column.
  public enum Column: Equatable, Sendable {
    /// Numbers; NaN where one is missing.
    case numbers([Double])

    /// Labels; empty where one is missing.
    case labels([String])

    var count: Int {
      switch self {
      case .numbers(let values): values.count
      case .labels(let values): values.count
      }
    }

    /// Fields of text as numbers where every field is a number or missing (empty, `NA`), as labels
    /// elsewhere.
    public init(fields: [String]) {
      let isMissing = { (text: String) in text.isEmpty || text == "NA" }
      let numbers = fields.map { isMissing($0) ? Double.nan : Double($0) ?? .infinity }
      if numbers.contains(where: \.isInfinite) || numbers.allSatisfy(\.isNaN) {
        self = .labels(fields.map { isMissing($0) ? "" : $0 })
      } else {
        self = .numbers(numbers)
      }
    }
  }

  /// The names of the columns in their order.
  public let names: [String]

  /// The number of rows.
  public let rows: Int

  private let columns: [String: Column]

  /// A table of columns.
  ///
  /// Throws `invalidTable` for columns of different lengths, two of one name, or none.
  public init(_ columns: [(name: String, values: Column)]) throws(FormulaError) {
    guard let first = columns.first else { throw .invalidTable("there is no column") }
    rows = first.values.count
    var all: [String: Column] = [:]
    for column in columns {
      guard column.values.count == rows else {
        throw .invalidTable(
          "column \(column.name) has \(column.values.count) values where \(first.name) has \(rows)")
      }
      guard all[column.name] == nil else {
        throw .invalidTable("two columns are called \(column.name)")
      }
      all[column.name] = column.values
    }
    names = columns.map(\.name)
    self.columns = all
  }

  /// Whether there is a column of that name.
  public func has(_ name: String) -> Bool { columns[name] != nil }

  /// Whether that column holds labels.
  func holdsLabels(_ name: String) -> Bool {
    if case .labels = columns[name] { return true }
    return false
  }

  /// A column as numbers, none missing.
  ///
  /// Throws `unknownColumn`, `missing`, and `unusable` for labels and infinities.
  public func numbers(_ name: String) throws(FormulaError) -> [Double] {
    switch columns[name] {
    case nil:
      throw .unknownColumn(name: name, available: names)
    case .numbers(let values):
      for (row, value) in values.enumerated() where !value.isFinite {
        if value.isNaN { throw .missing(column: name, row: row + 1) }
        throw .unusable(
          column: name, row: row + 1, value: "\(value)", reason: "a finite number is needed")
      }
      return values
    case .labels(let values):
      for (row, value) in values.enumerated() {
        if value.isEmpty { throw .missing(column: name, row: row + 1) }
        if Double(value) == nil {
          throw .unusable(
            column: name, row: row + 1, value: value,
            reason: "a number is needed; write factor(\(name)) for a label per row")
        }
      }
      return values.map { Double($0) ?? .nan }
    }
  }

  /// A column as labels, none missing; whole numbers are written without a decimal point.
  ///
  /// Throws `unknownColumn` and `missing`.
  public func labels(_ name: String) throws(FormulaError) -> [String] {
    let labels: [String]
    switch columns[name] {
    case nil:
      throw .unknownColumn(name: name, available: names)
    case .labels(let values):
      labels = values
    case .numbers(let values):
      labels = values.map { value in
        if value.isNaN { return "" }
        return Int64(exactly: value).map(String.init) ?? "\(value)"
      }
    }
    if let row = labels.firstIndex(of: "") { throw .missing(column: name, row: row + 1) }
    return labels
  }

  /// Names under which the time of a row is looked for, in this order.
  static let timeNames = ["time", "period", "date", "year", "month", "quarter", "t"]

  /// The time of each row in years.
  ///
  /// Throws `invalidTerm` where no column is called time, period, date, year, month, quarter or t,
  /// `missing`, and `unusable` for what is no date.
  func times(for term: String) throws(FormulaError) -> [Double] {
    guard let name = FormulaTable.timeNames.first(where: { columns[$0] != nil }) else {
      throw .invalidTerm(
        term: term,
        reason: "the table needs a column called \(FormulaTable.timeNames.joined(separator: ", "))")
    }
    guard holdsLabels(name) else { return try numbers(name) }
    var times: [Double] = []
    for (row, label) in try labels(name).enumerated() {
      guard let time = PeriodText.years(label) else {
        throw .unusable(
          column: name, row: row + 1, value: label,
          reason: "a time is written 2020, 2020-09, 2020-09-01, 2020-Q3 or 2020/21")
      }
      times.append(time)
    }
    return times
  }
}

/// Periods as text.
enum PeriodText {
  /// The beginning of a period in years: 2020, 2020.75, 2020-09 or 2020-09-01 (months and days
  /// counted in twelfths and thirty-firsts of them), 2020-Q3, and 2020/21 for a year that begins
  /// in 2020.
  static func years(_ text: String) -> Double? {
    if let number = Double(text) { return number.isFinite ? number : nil }
    if let slash = text.firstIndex(of: "/") {
      guard let year = Int(text[..<slash]), let next = Int(text[text.index(after: slash)...]),
        next == (year + 1) % 100 || next == year + 1
      else { return nil }
      return Double(year)
    }
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count >= 2, let year = Int(parts[0]), parts[0].count == 4 else { return nil }
    if parts.count == 2, parts[1].first == "Q" || parts[1].first == "q" {
      guard let quarter = Int(parts[1].dropFirst()), (1...4).contains(quarter) else { return nil }
      return Double(year) + Double(quarter - 1) / 4
    }
    guard let month = Int(parts[1]), (1...12).contains(month), parts.count <= 3 else { return nil }
    var months = Double(month - 1)
    if parts.count == 3 {
      guard let day = Int(parts[2]), (1...31).contains(day) else { return nil }
      months += Double(day - 1) / 31
    }
    return Double(year) + months / 12
  }
}
