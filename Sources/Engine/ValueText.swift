import Foundation
import Periods
import ScenarioLanguage

/// Figures of a scenario as a reader writes them.
enum ValueText {
  /// A value with its range, unit and price base: "between £5,400 and £6,600 per child per week in
  /// 2024/25 prices, 90% likely".
  static func of(_ value: ValueSpec) -> String {
    let quantity = value.quantity
    func amount(_ figure: Double) -> String { number(figure, quantity.kind) }
    let unit = unit(quantity)
    switch value.form {
    case .fixed(let figure): return amount(figure) + unit
    case .interval(let low, let high, let coverage):
      return "between \(amount(low)) and \(amount(high))\(unit), \(trimmed(coverage * 100))% likely"
    case .limits(let low, let high, let mode):
      return "between \(amount(low)) and \(amount(high))\(unit), hard limits"
        + (mode.map { ", most likely \(amount($0))" } ?? "")
    case .choice(let choices):
      return "one of "
        + choices.map { "\(amount($0.value)) (\(trimmed($0.chance * 100))%)" }
        .joined(separator: ", ") + unit
    case .reference(let name): return "as \(name)"
    }
  }

  private static func number(_ figure: Double, _ kind: Quantity.Kind) -> String {
    switch kind {
    case .money: "£\(grouped(figure))"
    case .percent, .percentagePoints: "\(trimmed(figure * 100))%"
    case .count, .plain: trimmed(figure)
    }
  }

  private static func unit(_ quantity: Quantity) -> String {
    var text = ""
    switch quantity.kind {
    case .count(let noun): text += " \(Nouns.plural(noun))"
    case .percentagePoints: text += " (percentage points)"
    case .percent(.baseline?): text += " of baseline"
    case .percent(.starts?): text += " of starts"
    case .percent(.level(let month)?): text += " of its \(month) level"
    case .percent(nil), .money, .plain: break
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

  /// What a figure is as tables write it: `GBP per child per week`, `share`, `passengers per plan`.
  static func unitCode(_ quantity: Quantity) -> String {
    var text: String
    switch quantity.kind {
    case .money: text = "GBP"
    case .percent, .percentagePoints: text = "share"
    case .count(let noun): text = Nouns.plural(noun)
    case .plain: text = "number"
    }
    for noun in quantity.perNouns { text += " per \(noun)" }
    if let time = quantity.perTime { text += " per \(time.rawValue)" }
    return text
  }

  /// The 10th, 50th and 90th percentiles of a value; `nil` for a name, which has its own.
  static func percentiles(_ value: ValueSpec) -> (low: Double, central: Double, high: Double)? {
    guard let sampler = try? Sampler(value) else { return nil }
    return (sampler.value(0.1), sampler.value(0.5), sampler.value(0.9))
  }

  /// A figure with its whole part grouped in threes.
  private static func grouped(_ figure: Double) -> String {
    let text = trimmed(figure)
    let parts = text.split(separator: ".", maxSplits: 1).map(String.init)
    var whole = parts[0]
    var groups: [String] = []
    while whole.count > 3 {
      groups.insert(String(whole.suffix(3)), at: 0)
      whole = String(whole.dropLast(3))
    }
    groups.insert(whole, at: 0)
    return groups.joined(separator: ",") + (parts.count > 1 ? ".\(parts[1])" : "")
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

/// Nouns that count things, in the plural.
enum Nouns {
  static func plural(_ noun: String, declared: [UnitNoun] = []) -> String {
    if let found = declared.first(where: { $0.singular == noun }) { return found.plural }
    return noun == "child" ? "children" : noun + "s"
  }
}
