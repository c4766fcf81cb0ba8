/// A finished chart: its SVG, and where everything in it lies.
public struct Drawing: Sendable, Equatable {
  /// The whole `<svg>` element.
  public let svg: String
  /// The drawing's own rectangle.
  public let frame: Box
  /// Where marks may lie: one rectangle a panel.
  public let plots: [Box]
  /// The rectangle around each mark, with its panel.
  public let marks: [(plot: Int, box: Box)]
  /// The rectangle around each text.
  public let texts: [Box]

  /// Whether two drawings are the same text.
  public static func == (left: Drawing, right: Drawing) -> Bool { left.svg == right.svg }

  /// What is wrong with the layout: marks outside their plot, texts outside the frame, texts on
  /// top of each other. Empty for a chart that can be read.
  public var faults: [String] {
    var found: [String] = []
    for mark in marks where !plots[mark.plot].contains(mark.box) {
      found.append("a mark at \(mark.box) lies outside its plot \(plots[mark.plot])")
    }
    for (index, text) in texts.enumerated() {
      if !frame.contains(text) { found.append("a text at \(text) leaves the frame \(frame)") }
      for other in texts[(index + 1)...] where text.overlaps(other, tolerance: 0.5) {
        found.append("texts at \(text) and \(other) overlap")
      }
    }
    return found
  }
}

/// Where a chart is to be drawn.
public enum ChartSize: Sendable, Equatable {
  /// For a screen or a page: 720 units wide.
  case wide
  /// For a telephone, 320 CSS pixels: 300 units wide.
  case narrow

  var width: Double { self == .wide ? 720 : 300 }
  var text: Double { self == .wide ? 13 : 12 }
  var suffix: String { self == .wide ? "w" : "n" }
}

/// How the figures of an axis are written.
public enum FigureStyle: Sendable, Equatable {
  /// Whole numbers with grouping.
  case count
  /// Pounds in millions with one decimal: `£76.1m`.
  case millions

  /// A figure in this style, with a true minus sign.
  public func text(_ value: Double, decimals: Int? = nil) -> String {
    let sign = value < 0 ? "−" : ""
    switch self {
    case .count:
      let places = decimals ?? 0
      return sign + Self.grouped(abs(value), places)
    case .millions:
      return "\(sign)£\(Self.grouped(abs(value) / 1e6, decimals ?? 1))m"
    }
  }

  /// A figure not below zero with grouping and fixed decimals, rounded half away from zero.
  public static func grouped(_ value: Double, _ decimals: Int) -> String {
    guard value.isFinite, value < 1e15 else { return "–" }
    var scale = 1
    for _ in 0..<max(decimals, 0) { scale *= 10 }
    let rounded = Int((value * Double(scale)).rounded())
    var digits = String(rounded / scale)
    var groups: [String] = []
    while digits.count > 3 {
      groups.insert(String(digits.suffix(3)), at: 0)
      digits = String(digits.dropLast(3))
    }
    groups.insert(digits, at: 0)
    var text = groups.joined(separator: ",")
    if decimals > 0 {
      let fraction = String(rounded % scale)
      text += "." + String(repeating: "0", count: decimals - fraction.count) + fraction
    }
    return text
  }

  /// Figures of an axis, with as many decimals as the step needs.
  func axis(_ ticks: Ticks) -> [String] {
    let unit = self == .millions ? 1e6 : 1
    let step = ticks.values.count > 1 ? (ticks.values[1] - ticks.values[0]) / unit : 1
    var decimals = 0
    var power = 1.0
    while decimals < 4, abs(step * power - (step * power).rounded()) > 1e-6 {
      decimals += 1
      power *= 10
    }
    return ticks.values.map { text($0 == 0 ? 0 : $0, decimals: decimals) }
  }
}
