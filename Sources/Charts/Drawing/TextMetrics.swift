/// How wide text is, without a font: widths of the broadest common system fonts, so that a label
/// placed by them has room in any.
public enum TextMetrics {
  /// The width of a text set at `size`.
  public static func width(_ text: String, size: Double, bold: Bool = false) -> Double {
    text.unicodeScalars.reduce(0) { $0 + em($1) } * size * (bold ? 1.16 : 1.06)
  }

  /// The text in lines no wider than `width`, broken at spaces; what does not fit into `limit`
  /// lines ends with an ellipsis.
  public static func wrapped(
    _ text: String, width limitWidth: Double, size: Double, limit: Int
  ) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      let longer = line.isEmpty ? String(word) : "\(line) \(word)"
      if width(longer, size: size) <= limitWidth || line.isEmpty {
        line = longer
      } else {
        lines.append(line)
        line = String(word)
      }
    }
    lines.append(line)
    if lines.count > limit {
      lines = Array(lines.prefix(limit))
      lines[limit - 1] += " …"
    }
    return lines.map { shortened($0, width: limitWidth, size: size) }
  }

  private static func shortened(_ text: String, width limit: Double, size: Double) -> String {
    guard width(text, size: size) > limit else { return text }
    var short = text
    while !short.isEmpty, width(short + "…", size: size) > limit { short.removeLast() }
    return short + "…"
  }

  private static func em(_ scalar: Unicode.Scalar) -> Double {
    switch scalar {
    case "i", "l", "j", "I", ".", ",", ":", ";", "'", "|", "!", "(", ")", "[", "]", " ", "/": 0.34
    case "f", "t", "r", "-", "1": 0.46
    case "m", "w", "M", "W", "%", "—", "…": 0.94
    case "A"..."Z": 0.71
    case "0"..."9", "£", "+", "−", "–": 0.6
    default: scalar.value > 0x2E80 ? 1.05 : 0.59
    }
  }
}
