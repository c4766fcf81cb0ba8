import Results

/// Names of a scenario file as people read them.
enum Names {
  static func readable(_ name: String) -> String { ReadableName.text(name) }

  static func inSentence(_ name: String) -> String { ReadableName.inSentence(name) }

  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]

  /// `2027-01` as `January 2027`, `2027-03-31` as `31 March 2027`; a financial year as it is.
  static func period(_ period: String) -> String {
    let parts = period.split(separator: "-").map(String.init)
    guard parts.count >= 2, let month = Int(parts[1]), (1...12).contains(month) else {
      return period
    }
    let day = parts.count == 3 ? "\(Int(parts[2]) ?? 1) " : ""
    return "\(day)\(months[month - 1]) \(parts[0])"
  }

  /// A period within a sentence: `on 31 March 2025`, `in January 2025`.
  static func when(_ name: String) -> String {
    let text = period(name)
    return (text.first?.isNumber == true && !name.contains("/") ? "on " : "in ") + text
  }

  /// A period on an axis: its year, or `2027/28`.
  static func axis(_ period: String) -> String {
    period.contains("-") ? String(period.prefix(4)) : period
  }

  /// A period in years: `2027-01` is 2027, `2027-03-31` 2027.25, `2027/28` 2027.25.
  static func time(_ period: String) -> Double? {
    guard let year = Double(period.prefix(4)) else { return nil }
    if period.contains("/") { return year + 0.25 }
    let parts = period.split(separator: "-")
    guard parts.count >= 2, let month = Double(parts[1]) else { return year }
    return year + (month - 1) / 12 + (parts.count == 3 ? 1.0 / 12 : 0)
  }

  /// Whether a rise is good: what is published about it, in words.
  static func polarity(_ measure: String) -> String {
    switch measure {
    case "ehcps", "cla", "transport": "Neither: no good direction by itself"
    default: "Not stated"
    }
  }

  /// Which way figures went: more than 2% of the first in either direction, or steady.
  static func direction(from first: Double, to last: Double) -> String {
    guard first.isFinite, last.isFinite, first != 0 else { return "Not known" }
    let change = (last - first) / abs(first)
    return change > 0.02 ? "▲ Rising" : change < -0.02 ? "▼ Falling" : "● Steady"
  }
}
