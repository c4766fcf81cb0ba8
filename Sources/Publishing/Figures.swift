import DelimitedText
import Foundation

/// Figures as files hold them.
enum Figures {
  static func exact(_ value: Double) -> String { DelimitedTextWriter.significant(value) }

  static func exact(_ value: Double?) -> String { value.map(exact) ?? "" }

  /// Pence as pounds with two decimals.
  static func pounds(_ pence: Int) -> String {
    let sign = pence < 0 ? "-" : ""
    let rest = abs(pence) % 100
    return "\(sign)\(abs(pence) / 100).\(rest < 10 ? "0" : "")\(rest)"
  }

  /// Whole thousands of pounds with grouping; savings in brackets.
  static func thousands(_ pence: Int) -> String {
    let rounded = Int((Double(pence) / 100_000).rounded())
    return rounded < 0 ? "(\(grouped(-rounded)))" : grouped(rounded)
  }

  static func grouped(_ value: Int) -> String {
    var digits = String(abs(value))
    var groups: [String] = []
    while digits.count > 3 {
      groups.insert(String(digits.suffix(3)), at: 0)
      digits = String(digits.dropLast(3))
    }
    groups.insert(digits, at: 0)
    return (value < 0 ? "-" : "") + groups.joined(separator: ",")
  }

  static func percent(_ share: Double, _ places: Int = 1) -> String {
    String(format: "%.\(places)f%%", share * 100)
  }
}
