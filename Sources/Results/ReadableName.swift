/// Names of a scenario file as people read them.
public enum ReadableName {
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
  public static func text(_ name: String) -> String {
    if let known = known[name] { return known }
    let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
    if parts.count == 2, let last = parts.last {
      return "\(words(parts[0])): \(words(last, capital: false))"
    }
    return words(name)
  }

  /// A name within a sentence: no capital unless it is a proper name.
  public static func inSentence(_ name: String) -> String {
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
}
