/// How one total becomes another: a waterfall of changes, one row each. Increases and decreases
/// differ in fill, in the direction of the bar and in the sign of the figure.
public struct BridgeChart: Sendable, Equatable {
  /// One row.
  public struct Step: Sendable, Equatable {
    /// What it is.
    public var name: String
    /// A total, or a change on the row above.
    public var value: Double
    /// Whether it is a total that stands by itself.
    public var isTotal: Bool
    /// A row.
    public init(name: String, value: Double, isTotal: Bool = false) {
      self.name = name
      self.value = value
      self.isTotal = isTotal
    }
  }

  /// Unique in its page, a valid XML name.
  public var id: String
  /// What it shows.
  public var title: String
  /// The figures in words.
  public var description: String
  /// The rows from top to bottom.
  public var steps: [Step]
  /// How figures are written.
  public var style: FigureStyle

  /// A bridge; steps that are not finite are left out.
  public init(
    id: String, title: String, description: String, steps: [Step], style: FigureStyle
  ) {
    self.id = id
    self.title = title
    self.description = description
    self.steps = steps.filter(\.value.isFinite)
    self.style = style
  }

  /// Where each row's bar begins and ends.
  var spans: [(from: Double, to: Double)] {
    var level = 0.0
    return steps.map { step in
      let from = step.isTotal ? 0 : level
      level = step.isTotal ? step.value : level + step.value
      return (from, level)
    }
  }

  /// The chart as SVG at a size.
  public func draw(_ size: ChartSize) -> Drawing {
    let rows = steps.map { step in
      BarRows.Row(
        name: step.name,
        figure: (step.value > 0 && !step.isTotal ? "+" : "") + style.text(step.value))
    }
    let totals = Set(steps.indices.filter { steps[$0].isTotal })
    let frame = BarRows(rows: rows, size: size, hasAxis: true, bold: totals)
    var canvas = Canvas(width: size.width, height: frame.height)
    let spans = spans
    let ends = spans.flatMap { [$0.from, $0.to] }
    let ticks = Ticks(
      lower: min(ends.min() ?? 0, 0), upper: max(ends.max() ?? 1, 0), count: size == .wide ? 6 : 3)
    canvas.panel(frame.plot)
    let inner = frame.plot.inset(by: 2)
    let across = LinearScale(
      lower: ticks.lower, upper: ticks.upper, start: inner.x, end: inner.right)
    frame.drawAxis(&canvas, ticks: ticks, scale: across, style: style)
    for (index, span) in spans.enumerated() {
      let (from, to) = (across(span.from), across(span.to))
      let bar = Box(
        x: min(from, to), y: frame.middles[index] - 10, width: abs(to - from), height: 20)
      let isRise = steps[index].value >= 0
      canvas.bar(bar, class: steps[index].isTotal ? "ct" : isRise ? "cu" : "cn")
      if index + 1 < spans.count {
        canvas.rule(
          from: Point(x: to, y: frame.middles[index] + 10),
          to: Point(x: to, y: frame.middles[index + 1] - 10), class: "cl")
      }
    }
    frame.drawTexts(&canvas, rows: rows)
    return canvas.drawing(
      id: "\(id)-\(size.suffix)", title: title, description: description,
      class: size == .wide ? "wide" : "narrow")
  }
}
