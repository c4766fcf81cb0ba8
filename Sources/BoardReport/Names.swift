import Results

/// Names of a scenario file as people read them.
enum Names {
  private static let known = [
    "ehcps": "Education, health and care plans", "cla": "Children looked after",
    "transport": "SEND transport passengers", "general-fund": "General Fund",
    "high-needs": "Dedicated Schools Grant (DSG): high needs", "base": "Opening budget",
    "demand": "Demand", "price": "Price", "full-year effect": "Full-year effect",
    "savings": "Savings", "investment": "Investment", "net": "Net budget",
    "demography": "Demography", "mix": "Mix", "inflation": "Inflation",
  ]
  private static let capitals: Set<String> = [
    "ehcp", "ehcps", "cla", "mtfs", "send", "dsg", "uasc", "sen2", "ifa", "p10", "p90",
  ]

  /// `residential-step-down` as `Residential step down`; well-known names in full.
  static func readable(_ name: String) -> String {
    if let known = known[name] { return known }
    let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
    if parts.count == 2, let last = parts.last {
      return "\(words(parts[0])): \(words(last, capital: false))"
    }
    return words(name)
  }

  /// A name within a sentence: no capital unless it is a proper name.
  static func inSentence(_ name: String) -> String {
    switch name {
    case "ehcps": "education, health and care plans"
    case "cla": "children looked after"
    case "transport": "SEND transport passengers"
    case "general-fund": "General Fund"
    case "high-needs": "DSG high needs"
    default: words(name, capital: false)
    }
  }

  private static func words(_ name: String, capital: Bool = true) -> String {
    let parts = name.split { $0 == "-" || $0 == "_" || $0 == " " }.map(String.init)
    return parts.enumerated().map { index, word in
      if capitals.contains(word.lowercased()) {
        return word == "ehcps" ? "EHCPs" : word.uppercased()
      }
      return index == 0 && capital ? word.prefix(1).uppercased() + word.dropFirst() : word
    }.joined(separator: " ")
  }

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
