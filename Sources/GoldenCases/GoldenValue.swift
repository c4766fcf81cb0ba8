/// A JSON value of a golden case, with every number kept as a `Double`.
///
/// 64-bit integers and hashes travel as hexadecimal strings, so no number loses digits.
public enum GoldenValue: Equatable, Sendable {
  /// JSON `null`: a figure that does not exist for these inputs.
  case null
  /// JSON `true` or `false`.
  case bool(Bool)
  /// A JSON number.
  case number(Double)
  /// A JSON string.
  case string(String)
  /// A JSON array.
  case array([GoldenValue])
  /// A JSON object.
  case object([String: GoldenValue])
}

extension GoldenValue {
  /// A number, or `null` where there is none.
  public static func optional(_ value: Double?) -> GoldenValue {
    value.map(GoldenValue.number) ?? .null
  }

  /// A whole number.
  public static func integer(_ value: Int) -> GoldenValue { .number(Double(value)) }

  /// A vector of numbers.
  public static func numbers(_ values: some Sequence<Double>) -> GoldenValue {
    .array(values.map(GoldenValue.number))
  }

  /// A vector of whole numbers.
  public static func integers(_ values: some Sequence<Int>) -> GoldenValue {
    .array(values.map(GoldenValue.integer))
  }

  /// A matrix given as its rows.
  public static func rows(_ rows: some Sequence<[Double]>) -> GoldenValue {
    .array(rows.map { GoldenValue.numbers($0) })
  }

  /// A vector of strings.
  public static func strings(_ values: some Sequence<String>) -> GoldenValue {
    .array(values.map(GoldenValue.string))
  }

  /// The kind of value in words, for error messages.
  var kind: String {
    switch self {
    case .null: "null"
    case .bool: "a truth value"
    case .number: "a number"
    case .string: "a string"
    case .array: "a list"
    case .object: "an object"
    }
  }
}
