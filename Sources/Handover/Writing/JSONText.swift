import DelimitedText

/// A JSON value with its members in the order in which they are to be read.
indirect enum JSONText {
  case null
  case bool(Bool)
  case number(Double)
  /// A number by its digits.
  case digits(String)
  case string(String)
  case array([JSONText])
  case object([(String, JSONText)])
  /// A value that is written on one line.
  case flat(JSONText)

  /// A list of texts.
  static func strings(_ values: [String]) -> JSONText { .array(values.map(JSONText.string)) }

  /// The document, indented, with a line end; arrays and objects without members on one line.
  func document() -> [UInt8] {
    var text = ""
    write(to: &text, indent: 0, isFlat: false)
    text += "\n"
    return Array(text.utf8)
  }

  /// The value on one line.
  var line: String {
    var text = ""
    write(to: &text, indent: 0, isFlat: true)
    return text
  }

  private func write(to text: inout String, indent: Int, isFlat: Bool) {
    switch self {
    case .flat(let value): value.write(to: &text, indent: indent, isFlat: true)
    case .null: text += "null"
    case .bool(let value): text += value ? "true" : "false"
    case .number(let value):
      text += value.isFinite ? DelimitedTextWriter.significant(value) : "null"
    case .digits(let digits): text += digits
    case .string(let value): text += Self.quoted(value)
    case .array(let values):
      Self.list(
        "[", "]", values, to: &text, indent: indent, isFlat: isFlat
      ) { value, text in value.write(to: &text, indent: indent + 1, isFlat: isFlat) }
    case .object(let members):
      Self.list("{", "}", members, to: &text, indent: indent, isFlat: isFlat) { member, text in
        text += Self.quoted(member.0) + ": "
        member.1.write(to: &text, indent: indent + 1, isFlat: isFlat)
      }
    }
  }

  private static func list<Item>(
    _ opening: String, _ closing: String, _ items: [Item], to text: inout String, indent: Int,
    isFlat: Bool, _ write: (Item, inout String) -> Void
  ) {
    text += opening
    for (index, item) in items.enumerated() {
      if index > 0 { text += isFlat ? ", " : "," }
      if !isFlat { text += "\n" + String(repeating: " ", count: indent + 1) }
      write(item, &text)
    }
    if !isFlat, !items.isEmpty { text += "\n" + String(repeating: " ", count: indent) }
    text += closing
  }

  static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case "\t": quoted += "\\t"
      case let control where control.value < 0x20:
        let code = String(control.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - code.count) + code
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
