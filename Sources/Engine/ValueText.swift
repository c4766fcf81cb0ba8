import Foundation
import Periods
import ScenarioLanguage

/// Figures of a scenario as a reader writes them.
enum ValueText {
  /// A value with its range, unit and price base.
  static func of(_ value: ValueSpec) -> String {
    let quantity = value.quantity
    func amount(_ figure: Double) -> String { number(figure, quantity.kind) }
    let body: String
    switch value.form {
    case .fixed(let figure): body = amount(figure)
    case .interval(let low, let high, let coverage):
      body = "between \(amount(low)) and \(amount(high)), \(trimmed(coverage * 100))% likely"
    case .limits(let low, let high, let mode):
      body =
        "between \(amount(low)) and \(amount(high)), hard limits"
        + (mode.map { ", most likely \(amount($0))" } ?? "")
    case .choice(let choices):
      body =
        "one of "
        + choices.map { "\(amount($0.value)) (\(trimmed($0.chance * 100))%)" }
        .joined(separator: ", ")
    case .reference(let name): return "as \(name)"
    }
    return body + unit(quantity)
  }

  private static func number(_ figure: Double, _ kind: Quantity.Kind) -> String {
    switch kind {
    case .money: return "£\(trimmed(figure))"
    case .percent: return "\(trimmed(figure * 100))%"
    case .percentagePoints: return "\(trimmed(figure * 100)) percentage points"
    case .count(let noun): return "\(trimmed(figure)) \(noun)"
    case .plain: return trimmed(figure)
    }
  }

  private static func unit(_ quantity: Quantity) -> String {
    var text = ""
    if case .percent(let basis) = quantity.kind {
      switch basis {
      case .baseline: text += " of baseline"
      case .level(let month): text += " of its \(month) level"
      case .starts: text += " of starts"
      case nil: break
      }
    }
    for noun in quantity.perNouns { text += " per \(noun)" }
    if let time = quantity.perTime { text += " per \(time.rawValue)" }
    switch quantity.base {
    case .prices(let year): text += " in \(year.label) prices"
    case .cash: text += ", cash"
    case nil: break
    }
    return text
  }

  static func trimmed(_ figure: Double) -> String {
    var text = String(format: "%.6f", figure)
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return text
  }
}

/// Periods as a reader writes them.
enum PeriodText {
  static func of(_ period: PeriodSpec) -> String {
    switch period {
    case .financialYear(let year): year.label
    case .academicYear(let year): "academic year \(year.label)"
    case .month(let month): "\(month)"
    }
  }
}
