import Charts

/// Figures as the report prints them.
enum FigureText {
  /// A whole count with grouping; the symbol of a suppressed figure for what is no number.
  static func count(_ value: Double) -> String {
    value.isFinite ? FigureStyle.count.text(value) : Disclosure.symbol
  }

  /// `4,903 to 6,000`.
  static func range(_ low: Double, _ high: Double) -> String {
    "\(count(low)) to \(count(high))"
  }

  /// Pounds in millions: `£76.1m`.
  static func millions(_ pounds: Double) -> String {
    pounds.isFinite ? FigureStyle.millions.text(pounds) : Disclosure.symbol
  }

  /// Thousands of pounds from pence; negative figures in brackets.
  static func thousands(pence: Int) -> String { thousands(pounds: Double(pence) / 100) }

  /// Thousands of pounds; negative figures in brackets.
  static func thousands(pounds: Double) -> String {
    guard pounds.isFinite else { return Disclosure.symbol }
    let text = FigureStyle.grouped(abs(pounds) / 1000, 0)
    return pounds < 0 && text != "0" ? "(\(text))" : text
  }

  /// A share as a percentage with one decimal.
  static func percent(_ share: Double, _ decimals: Int = 1) -> String {
    guard share.isFinite else { return Disclosure.symbol }
    return (share < 0 ? "−" : "") + FigureStyle.grouped(abs(share) * 100, decimals) + "%"
  }

  /// A change as a percentage with its sign; words where it cannot be had.
  static func change(from first: Double, to last: Double) -> String {
    guard first.isFinite, last.isFinite, first > 0 else { return "–" }
    let share = (last - first) / first
    let text = percent(share, 0)
    return text == "0%" || text == "−0%" ? "no change" : (share > 0 ? "+" : "") + text
  }
}

extension FigureText {
  /// A figure with one decimal.
  static func decimal(_ value: Double) -> String {
    guard value.isFinite else { return Disclosure.symbol }
    return (value < 0 ? "−" : "") + FigureStyle.grouped(abs(value), 1)
  }
}
