import Finance
import Periods

/// Plans as text for a screen: figures in thousands unless another unit is asked for, savings in
/// brackets.
public enum PlanText {
  /// A table with words to the left and figures to the right.
  static func table(_ header: [String], _ rows: [[String]], words: Int = 1) -> String {
    let all = [header] + rows
    let widths = header.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
    func line(_ cells: [String]) -> String {
      var text = ""
      for (column, cell) in cells.enumerated() {
        let space = String(repeating: " ", count: widths[column] - cell.count)
        text += (column > 0 ? "  " : "") + (column < words ? cell + space : space + cell)
      }
      while text.hasSuffix(" ") { text.removeLast() }
      return text + "\n"
    }
    let rule = widths.map { String(repeating: "─", count: $0) }
    return line(header) + line(rule) + rows.map(line).joined()
  }

  /// An amount without its currency sign, as columns print it: `1,234`, `(1,234)`, `–` for nothing.
  static func amount(_ pence: Pence, _ unit: MoneyUnit) -> String {
    if pence == .zero { return "–" }
    return String(pence.formatted(in: unit).filter { $0 != "£" })
  }

  /// A number with separators and as many decimals as it needs, six significant digits at most where
  /// it is not whole.
  static func number(_ value: Double) -> String {
    if value == value.rounded(), abs(value) < 1e15 {
      let digits = String(Int64(abs(value)))
      var text = ""
      for (place, digit) in digits.enumerated() {
        if place > 0, (digits.count - place).isMultiple(of: 3) { text.append(",") }
        text.append(digit)
      }
      return (value < 0 ? "−" : "") + text
    }
    let places = abs(value) >= 1_000 ? 1 : abs(value) >= 10 ? 2 : 4
    var scale = 1.0
    for _ in 0..<places { scale *= 10 }
    let rounded = (value * scale).rounded() / scale
    if rounded == rounded.rounded() { return number(rounded) }
    let whole = number(rounded.rounded(.towardZero))
    var decimals = String(
      Int64((abs(rounded.truncatingRemainder(dividingBy: 1)) * scale).rounded()))
    decimals = String(repeating: "0", count: places - decimals.count) + decimals
    while decimals.hasSuffix("0") { decimals.removeLast() }
    return (value < 0 && !whole.hasPrefix("−") ? "−" : "") + whole + "." + decimals
  }

  /// How a unit is named in a heading.
  static func heading(_ unit: MoneyUnit) -> String {
    switch unit {
    case .pence: "£ and pence"
    case .pounds: "£"
    case .thousands: "£000"
    case .millions: "£m"
    }
  }
}
