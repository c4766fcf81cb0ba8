/// Collects the elements of an SVG and remembers where they lie.
struct Canvas {
  /// Where text begins.
  enum Anchor: String {
    case start, middle, end
  }

  let width: Double
  let height: Double
  private(set) var plots: [Box] = []
  private(set) var marks: [(plot: Int, box: Box)] = []
  private(set) var texts: [Box] = []
  private var body = ""

  init(width: Double, height: Double) {
    self.width = width
    self.height = height
  }

  /// A place with one decimal: a tenth of a pixel.
  static func place(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    let sign = tenths < 0 ? "-" : ""
    let rest = abs(tenths) % 10
    return "\(sign)\(abs(tenths) / 10)\(rest == 0 ? "" : ".\(rest)")"
  }

  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      default:
        let isAllowed = scalar.value >= 0x20 || scalar == "\n" || scalar == "\t"
        result.unicodeScalars.append(isAllowed ? scalar : " ")
      }
    }
    return result
  }

  /// Opens a panel, whose marks follow.
  mutating func panel(_ box: Box) {
    plots.append(box)
    body += "<rect data-plot=\"\(plots.count - 1)\" class=\"cp\""
    body += attributes(box) + "/>"
  }

  private func attributes(_ box: Box) -> String {
    " x=\"\(Self.place(box.x))\" y=\"\(Self.place(box.y))\" width=\"\(Self.place(box.width))\""
      + " height=\"\(Self.place(box.height))\""
  }

  /// A line that carries no figure: of the grid, or a leader.
  mutating func rule(from: Point, to: Point, class name: String) {
    body += "<path class=\"\(name)\" d=\"M\(pair(from))L\(pair(to))\"/>"
  }

  private func pair(_ point: Point) -> String {
    "\(Self.place(point.x)) \(Self.place(point.y))"
  }

  private var markAttribute: String { " data-mark=\"\(plots.count - 1)\"" }

  private mutating func remember(_ points: [Point]) {
    if let box = Box(around: points) { marks.append((plots.count - 1, box)) }
  }

  /// A line or an area through points, within the panel opened last.
  mutating func mark(through points: [Point], class name: String, closed: Bool = false) {
    guard !points.isEmpty else { return }
    remember(points)
    body += "<path class=\"\(name)\"\(markAttribute) d=\"M"
    body += points.map(pair).joined(separator: "L") + (closed ? "Z" : "") + "\"/>"
  }

  /// A dot, within the panel opened last.
  mutating func dot(at centre: Point, radius: Double, class name: String) {
    remember([
      Point(x: centre.x - radius, y: centre.y - radius),
      Point(x: centre.x + radius, y: centre.y + radius),
    ])
    body += "<circle class=\"\(name)\"\(markAttribute) cx=\"\(Self.place(centre.x))\" "
    body += "cy=\"\(Self.place(centre.y))\" r=\"\(Self.place(radius))\"/>"
  }

  /// A bar, within the panel opened last.
  mutating func bar(_ box: Box, class name: String) {
    marks.append((plots.count - 1, box))
    body += "<rect class=\"\(name)\"\(markAttribute)\(attributes(box))/>"
  }

  /// Horizontal text, whose baseline begins, ends or has its middle at a place.
  mutating func text(
    _ text: String, at place: Point, size: Double, anchor: Anchor = .start, class name: String = ""
  ) {
    let width = TextMetrics.width(text, size: size, bold: name == "cm")
    let left =
      switch anchor {
      case .start: place.x
      case .middle: place.x - width / 2
      case .end: place.x - width
      }
    texts.append(Box(x: left, y: place.y - size * 0.8, width: width, height: size))
    body += "<text x=\"\(Self.place(place.x))\" y=\"\(Self.place(place.y))\""
    if size != 13 { body += " font-size=\"\(Self.place(size))\"" }
    if anchor != .start { body += " text-anchor=\"\(anchor.rawValue)\"" }
    if !name.isEmpty { body += " class=\"\(name)\"" }
    body += ">\(Self.escaped(text))</text>"
  }

  /// The finished drawing. `id` is unique in its page.
  func drawing(id: String, title: String, description: String, class name: String) -> Drawing {
    let size = "0 0 \(Self.place(width)) \(Self.place(height))"
    let svg =
      "<svg class=\"\(name)\" viewBox=\"\(size)\" role=\"img\" aria-labelledby=\"\(id)-t \(id)-d\" "
      + "font-size=\"13\"><title id=\"\(id)-t\">\(Self.escaped(title))</title>"
      + "<desc id=\"\(id)-d\">\(Self.escaped(description))</desc>\(body)</svg>"
    return Drawing(
      svg: svg, frame: Box(x: 0, y: 0, width: width, height: height), plots: plots, marks: marks,
      texts: texts)
  }
}
