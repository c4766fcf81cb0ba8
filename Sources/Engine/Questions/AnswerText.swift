import Foundation
import ScenarioLanguage

/// Figures of answers in words.
enum AnswerText {
  /// An amount in a unit: `£1.31m`, `412 children`, `63%`.
  static func amount(_ value: Double, _ unit: String) -> String {
    switch unit {
    case "GBP": return pounds(value)
    case "share": return percent(value)
    default:
      let text = abs(value) >= 100 ? grouped(value) : trimmed(value, 1)
      return unit.isEmpty ? text : "\(text) \(unit)"
    }
  }

  static func pounds(_ value: Double) -> String {
    let sign = value < 0 ? "-" : ""
    let size = abs(value)
    if size >= 999_500 { return "\(sign)£\(trimmed(size / 1e6, 2))m" }
    if size >= 999.5 { return "\(sign)£\(grouped((size / 1e3).rounded()))k" }
    return "\(sign)£\(grouped(size))"
  }

  static func percent(_ share: Double) -> String {
    if share > 0, share < 0.005 { return "under 1%" }
    if share < 1, share > 0.995 { return "over 99%" }
    return "\(Int((share * 100).rounded()))%"
  }

  static func grouped(_ value: Double) -> String {
    let whole = Int(value.rounded())
    var digits = String(abs(whole))
    var groups: [String] = []
    while digits.count > 3 {
      groups.insert(String(digits.suffix(3)), at: 0)
      digits = String(digits.dropLast(3))
    }
    groups.insert(digits, at: 0)
    return (whole < 0 ? "-" : "") + groups.joined(separator: ",")
  }

  static func trimmed(_ value: Double, _ places: Int) -> String {
    var text = String(format: "%.\(places)f", value)
    while text.contains("."), text.hasSuffix("0") || text.hasSuffix(".") { text.removeLast() }
    return text
  }
}
