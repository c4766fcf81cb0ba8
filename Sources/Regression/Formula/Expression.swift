import Foundation

/// Arithmetic over columns.
indirect enum Expression: Equatable, Sendable {
  case number(Double)
  case column(String)
  case function(String, Expression)
  case operation(Character, Expression, Expression)
  /// `I(…)`, which only keeps its text.
  case enclosed(Expression)

  static let functions = ["log", "sqrt", "exp"]

  /// The expression as a formula writes it.
  var text: String {
    switch self {
    case .number(let value): Int64(exactly: value).map(String.init) ?? "\(value)"
    case .column(let name): name
    case .function(let name, let argument): "\(name)(\(argument.text))"
    case .operation(let sign, let left, let right):
      sign == "^" ? "\(left.text)^\(right.text)" : "\(left.text) \(sign) \(right.text)"
    case .enclosed(let inner): "I(\(inner.text))"
    }
  }

  /// The values for every row.
  func values(_ table: FormulaTable) throws(FormulaError) -> [Double] {
    let values: [Double]
    switch self {
    case .number(let value):
      values = Array(repeating: value, count: table.rows)
    case .column(let name):
      return try table.numbers(name)
    case .enclosed(let inner):
      return try inner.values(table)
    case .function(let name, let argument):
      let inner = try argument.values(table)
      switch name {
      case "log": values = inner.map { log($0) }
      case "sqrt": values = inner.map { $0.squareRoot() }
      default: values = inner.map { exp($0) }
      }
      try requireFinite(values, from: inner, of: argument)
    case .operation(let sign, let left, let right):
      let pairs = zip(try left.values(table), try right.values(table))
      switch sign {
      case "+": values = pairs.map { $0 + $1 }
      case "-": values = pairs.map { $0 - $1 }
      case "*": values = pairs.map { $0 * $1 }
      case "/": values = pairs.map { $0 / $1 }
      default: values = pairs.map { pow($0, $1) }
      }
      try requireFinite(values, from: values, of: self)
    }
    return values
  }

  private func requireFinite(
    _ values: [Double], from inputs: [Double], of argument: Expression
  ) throws(FormulaError) {
    if let row = values.firstIndex(where: { !$0.isFinite }) {
      throw .unusable(
        column: argument.text, row: row + 1, value: "\(inputs[row])",
        reason: "\(text) is not a finite number there")
    }
  }
}
