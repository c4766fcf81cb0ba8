import Foundation
import Periods
import ScenarioLanguage

/// Amounts and ranges as a reader writes them.
struct ValueWords {
  let model: ScenarioModel

  /// `£4,850 per bed per week (2026/27 prices)`; the middle of a range where there is one.
  func quantity(_ quantity: Quantity) -> String { amount(quantity.value, like: quantity) }

  /// An amount with the unit of another.
  func amount(_ value: Double, like quantity: Quantity) -> String {
    number(value, quantity) + tail(quantity)
  }

  /// A value in words: `between 50% and 90%, 90% likely`.
  func value(_ value: ValueSpec) -> String {
    let unit = value.quantity
    switch value.form {
    case .fixed: return quantity(unit)
    case .reference(let name): return "as `\(name)`: \(quantity(unit))"
    case .interval(let low, let high, let coverage):
      return "between \(number(low, unit)) and \(amount(high, like: unit)), "
        + "\(percent(coverage)) likely"
    case .limits(let low, let high, let mode):
      let likeliest = mode.map { ", most likely \(number($0, unit))" } ?? ""
      return "between \(number(low, unit)) and \(amount(high, like: unit)), hard limits\(likeliest)"
    case .choice(let values):
      return "one of "
        + values.map { "\(amount($0.value, like: unit)) (\(percent($0.chance)))" }
        .joined(separator: ", ")
    }
  }

  /// The shape of a range and what stands in its middle; `nil` where the value is certain.
  func shape(_ value: ValueSpec) -> String? {
    switch value.form {
    case .interval, .limits:
      "\(value.shape.rawValue), middle \(number(value.quantity.value, value.quantity))"
    case .choice: "mean \(number(value.quantity.value, value.quantity))"
    case .fixed, .reference: nil
    }
  }

  /// An amount without its unit, but for `£` and `%`.
  func number(_ value: Double, _ quantity: Quantity) -> String {
    switch quantity.kind {
    case .money: "£" + grouped(value, places: abs(value) < 100 && value != value.rounded() ? 2 : 0)
    case .percent: percent(value)
    case .percentagePoints: "\(trimmed(value * 100)) percentage points"
    case .count, .plain: trimmed(value)
    }
  }

  private func tail(_ quantity: Quantity) -> String {
    var text = ""
    if case .count(let noun) = quantity.kind {
      text += " " + (quantity.value == 1 ? noun : plural(noun))
    }
    for noun in quantity.perNouns { text += " per \(noun)" }
    if let time = quantity.perTime { text += " per \(time.rawValue)" }
    switch quantity.kind {
    case .percent(.baseline): text += " of baseline"
    case .percent(.starts): text += " of starts"
    case .percent(.level(let month)): text += " of its \(month) level"
    default: break
    }
    switch quantity.base {
    case .prices(let year): text += " in \(year.label) prices"
    case .cash: text += " cash"
    case nil: break
    }
    return text
  }

  /// Several of a noun.
  func plural(_ noun: String) -> String {
    if let unit = model.units.first(where: { $0.singular == noun }) { return unit.plural }
    return noun == "child" ? "children" : noun + "s"
  }

  private func percent(_ share: Double) -> String { trimmed(share * 100) + "%" }

  private func trimmed(_ value: Double) -> String {
    let size = abs(value)
    return grouped(value, places: size >= 1000 ? 0 : size >= 10 ? 1 : 3)
  }

  /// Digits in threes, without noughts at the end of the decimals.
  private func grouped(_ value: Double, places: Int) -> String {
    guard value.isFinite, abs(value) < 1e15 else { return "\(value)" }
    var text = String(format: "%.\(places)f", abs(value))
    if text.contains(".") {
      while text.hasSuffix("0") { text.removeLast() }
      if text.hasSuffix(".") { text.removeLast() }
    }
    let parts = text.split(separator: ".").map(String.init)
    var whole = ""
    for (offset, digit) in parts[0].enumerated() {
      if offset > 0, (parts[0].count - offset).isMultiple(of: 3) { whole.append(",") }
      whole.append(digit)
    }
    let isNegative = value < 0 && text.contains { $0 != "0" && $0 != "." }
    return (isNegative ? "-" : "") + ([whole] + parts.dropFirst()).joined(separator: ".")
  }
}
