import DelimitedText

/// A table of the star schema.
struct StarTable {
  enum Kind: String {
    case text, whole, number, date, flag

    /// The data type in the model.
    var tmdl: String {
      switch self {
      case .text: "string"
      case .whole: "int64"
      case .number: "double"
      case .date: "dateTime"
      case .flag: "boolean"
      }
    }

    /// The type in Power Query.
    var powerQuery: String {
      switch self {
      case .text: "type text"
      case .whole: "Int64.Type"
      case .number: "type number"
      case .date: "type date"
      case .flag: "type logical"
      }
    }
  }

  struct Column {
    let name: String
    let kind: Kind
    let meaning: String

    init(_ name: String, _ kind: Kind, _ meaning: String) {
      self.name = name
      self.kind = kind
      self.meaning = meaning
    }
  }

  let name: String
  /// What a row is.
  let grain: String
  let columns: [Column]
  var rows: [[String]] = []
  /// The column that tells rows of a dimension apart.
  let key: String?

  init(_ name: String, grain: String, key: String? = nil, columns: [Column]) {
    self.name = name
    self.grain = grain
    self.key = key
    self.columns = columns
  }

  /// The values of a column.
  func values(_ column: String) -> [String] {
    guard let place = columns.firstIndex(where: { $0.name == column }) else { return [] }
    return rows.map { $0[place] }
  }

  /// The table as a file; labels guarded against being read as formulas.
  var bytes: [UInt8] {
    var writer = DelimitedTextWriter()
    writer.append(row: columns.map(\.name))
    for row in rows {
      writer.append(
        row: zip(columns, row).map { column, text in
          column.kind == .text ? SpreadsheetGuard.label(text) : text
        })
    }
    return writer.bytes
  }
}

/// A link from a fact to a dimension.
struct StarLink {
  let fact: String
  let dimension: String
  /// The column of that name in both.
  let key: String
}
