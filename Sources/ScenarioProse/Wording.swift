import Foundation
import Periods
import ScenarioLanguage

/// Names, amounts, ranges and dates as a council paper writes them.
struct Wording {
  let model: ScenarioModel

  // MARK: Names

  /// A name in words: its label where it has one, else the name with spaces.
  func name(_ name: String) -> String {
    let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
    if parts.count == 2 { return "\(self.name(parts[0])), \(plain(parts[1]))" }
    return label(name).map(lowered) ?? plain(name)
  }

  private func label(_ name: String) -> String? {
    let labels: [String: String] = Dictionary(
      (model.measures.map { ($0.name, $0.label) } + model.assumptions.map { ($0.name, $0.label) }
        + model.costs.map { ($0.name, $0.label) } + model.levers.map { ($0.name, $0.label) }
        + model.contracts.map { ($0.name, $0.label) } + model.funds.map { ($0.name, $0.label) }
        + model.scenarios.map { ($0.name, $0.label) }),
      uniquingKeysWith: { first, _ in first })
    return labels[name].flatMap { $0 == name ? nil : $0 }
  }

  func plain(_ name: String) -> String { name.replacingOccurrences(of: "-", with: " ") }

  /// A label in the middle of a sentence: its first letter small unless it is an abbreviation or a
  /// proper name.
  private func lowered(_ label: String) -> String {
    let first = label.prefix { $0 != " " }
    guard first.count > 1, first.dropFirst().allSatisfy({ $0.isLowercase || $0 == "-" }),
      !label.dropFirst().contains(where: \.isUppercase)
    else { return label }
    return label.prefix(1).lowercased() + label.dropFirst()
  }

  func list(_ names: [String]) -> String {
    guard names.count > 1, let last = names.last else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " and " + last
  }

  // MARK: Amounts

  func noun(_ singular: String, _ count: Double) -> String {
    guard count != 1 else { return singular }
    if let unit = model.units.first(where: { $0.singular == singular }) { return unit.plural }
    return singular == "child" ? "children" : singular + "s"
  }

  /// `between 50% and 90% (90% likely)`, `two children a month`.
  func value(_ value: ValueSpec) -> String {
    let quantity = value.quantity
    switch value.form {
    case .fixed(let figure): return amount(figure, quantity)
    case .interval(let low, let high, let coverage):
      return "between \(number(low, quantity)) and \(amount(high, quantity)) "
        + "(\(percent(coverage)) likely)"
    case .limits(let low, let high, let mode):
      return "between \(number(low, quantity)) and \(amount(high, quantity))"
        + (mode.map { ", most likely \(number($0, quantity))" } ?? "") + ", and never outside"
    case .choice(let choices):
      return choices.map { "\(amount($0.value, quantity)) (\(percent($0.chance)))" }
        .joined(separator: ", or ")
    case .reference(let other): return "as in “\(name(other))”"
    }
  }

  func amount(_ figure: Double, _ quantity: Quantity) -> String {
    number(figure, quantity) + tail(figure, quantity)
  }

  private func number(_ figure: Double, _ quantity: Quantity) -> String {
    switch quantity.kind {
    case .money: "£\(grouped(figure))"
    case .percent, .percentagePoints: percent(figure)
    case .count, .plain: spelled(figure)
    }
  }

  private func tail(_ figure: Double, _ quantity: Quantity) -> String {
    var text = ""
    switch quantity.kind {
    case .count(let singular): text += " \(noun(singular, figure))"
    case .percentagePoints: text = " points"
    case .percent(.baseline?): text += " of the baseline"
    case .percent(.starts?): text += " of new starts"
    case .percent(.level(let month)?): text += " of the level in \(month)"
    case .percent(nil), .money, .plain: break
    }
    for singular in quantity.perNouns { text += " for each \(singular)" }
    if let time = quantity.perTime { text += " \(each(time))" }
    switch quantity.base {
    case .prices(let year): text += " at \(year.label) prices"
    case .cash: text += " in cash"
    case nil: break
    }
    return text
  }

  private func each(_ unit: CalendarUnit) -> String {
    switch unit {
    case .financialYear: "a year (April to March)"
    case .academicYear: "an academic year"
    default: "a \(unit.rawValue)"
    }
  }

  func percent(_ share: Double) -> String { trimmed(share * 100) + "%" }

  /// Small whole numbers in words.
  func spelled(_ figure: Double) -> String {
    let words = [
      "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    ]
    guard figure == figure.rounded(), figure >= 0, Int(figure) < words.count else {
      return grouped(figure)
    }
    return words[Int(figure)]
  }

  private func trimmed(_ value: Double) -> String {
    var text = String(format: "%.4f", value)
    while text.contains("."), text.hasSuffix("0") || text.hasSuffix(".") { text.removeLast() }
    return text
  }

  private func grouped(_ value: Double) -> String {
    let text = trimmed(value)
    let parts = text.split(separator: ".", maxSplits: 1).map(String.init)
    let isNegative = parts[0].hasPrefix("-")
    let digits = parts[0].drop { $0 == "-" }
    var whole = ""
    for (offset, digit) in digits.enumerated() {
      if offset > 0, (digits.count - offset).isMultiple(of: 3) { whole.append(",") }
      whole.append(digit)
    }
    return (isNegative ? "-" : "") + whole + (parts.count == 2 ? ".\(parts[1])" : "")
  }

  // MARK: Time and evidence

  func months(_ count: Int) -> String {
    count.isMultiple(of: 12) && count > 0
      ? "\(spelled(Double(count / 12))) \(count == 12 ? "year" : "years")"
      : "\(spelled(Double(count))) \(count == 1 ? "month" : "months")"
  }

  func evidence(_ evidence: Evidence) -> String {
    guard let source = evidence.source else { return "" }
    var parts = ["Evidence: \(source)"]
    if let confidence = evidence.confidence {
      parts.append(
        "confidence \(confidence)" + (evidence.impact.map { ", impact \($0)" } ?? ""))
    }
    if let owner = evidence.owner {
      parts.append(owner + (evidence.reviewed.map { ", \($0)" } ?? ""))
    }
    return " " + parts.joined(separator: "; ") + "."
      + (evidence.note.map { " Note: \($0)\($0.hasSuffix(".") ? "" : ".")" } ?? "")
  }

  func sentence(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst() + (text.hasSuffix(".") ? "" : ".")
  }
}
