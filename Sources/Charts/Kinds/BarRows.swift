/// The common frame of charts whose rows lie one below the other: a name on the left, a bar in the
/// plot, a figure on the right.
struct BarRows {
  struct Row {
    var name: String
    var figure: String
  }

  let size: ChartSize
  let plot: Box
  let nameLines: [[String]]
  let middles: [Double]
  let height: Double
  let bold: Set<Int>

  static let rowHeight = 34.0

  init(rows: [Row], size: ChartSize, hasAxis: Bool, bold: Set<Int> = []) {
    self.size = size
    let text = size.text
    let limit = size == .wide ? 210.0 : 104
    nameLines = rows.map { TextMetrics.wrapped($0.name, width: limit, size: text, limit: 2) }
    self.bold = bold
    var (left, right) = (0.0, 0.0)
    for (index, row) in rows.enumerated() {
      let isBold = bold.contains(index)
      for line in nameLines[index] {
        left = max(left, TextMetrics.width(line, size: text, bold: isBold))
      }
      right = max(right, TextMetrics.width(row.figure, size: text, bold: isBold))
    }
    left += 10
    right += 12
    let tall = Double(rows.count) * Self.rowHeight + 4
    plot = Box(x: left, y: 4, width: max(size.width - left - right, 40), height: tall)
    middles = rows.indices.map { 6 + (Double($0) + 0.5) * Self.rowHeight }
    height = tall + 8 + (hasAxis ? 22 : 0)
  }

  /// Names and figures.
  func drawTexts(_ canvas: inout Canvas, rows: [Row]) {
    let text = size.text
    for (index, row) in rows.enumerated() {
      let lines = nameLines[index]
      let first = middles[index] + text * 0.35 - Double(lines.count - 1) * (text + 1) / 2
      for (number, line) in lines.enumerated() {
        canvas.text(
          line, at: Point(x: 0, y: first + Double(number) * (text + 1)), size: text,
          class: bold.contains(index) ? "cm" : "")
      }
      canvas.text(
        row.figure, at: Point(x: size.width - 1, y: middles[index] + text * 0.35), size: text,
        anchor: .end, class: bold.contains(index) ? "cm" : "")
    }
  }

  /// The grid, and the axis under it.
  func drawAxis(
    _ canvas: inout Canvas, ticks: Ticks, scale: LinearScale, style: FigureStyle
  ) {
    var taken = -Double.infinity
    for (value, label) in zip(ticks.values, style.axis(ticks)) {
      let x = scale(value)
      canvas.rule(from: Point(x: x, y: plot.y), to: Point(x: x, y: plot.bottom), class: "cg")
      let width = TextMetrics.width(label, size: size.text)
      let middle = min(max(x, width / 2), size.width - width / 2)
      guard middle - width / 2 > taken + 6 else { continue }
      taken = middle + width / 2
      canvas.text(
        label, at: Point(x: middle, y: plot.bottom + 16), size: size.text, anchor: .middle,
        class: "ca")
    }
  }
}
