/// Panels side by side, each from zero on a scale of its own: one item each, its middle and its range.
public struct SmallMultiples: Sendable, Equatable {
  /// One item.
  public struct Panel: Sendable, Equatable {
    /// The item.
    public var name: String
    /// Its forecast.
    public var forecast: [FanChart.Range]
    /// A panel; what is not finite is left out.
    public init(name: String, forecast: [FanChart.Range]) {
      self.name = name
      self.forecast = forecast.filter {
        $0.low.isFinite && $0.middle.isFinite && $0.high.isFinite && $0.time.isFinite
      }
    }
  }

  /// Unique in its page, a valid XML name.
  public var id: String
  /// What it shows.
  public var title: String
  /// The figures in words.
  public var description: String
  /// The panels, read like lines of text.
  public var panels: [Panel]
  /// How figures are written.
  public var style: FigureStyle

  /// Small multiples; panels without a figure but zero are left out.
  public init(
    id: String, title: String, description: String, panels: [Panel], style: FigureStyle
  ) {
    self.id = id
    self.title = title
    self.description = description
    self.panels = panels.filter { panel in panel.forecast.contains { $0.high != 0 || $0.low != 0 } }
    self.style = style
  }

  /// The chart as SVG at a size.
  public func draw(_ size: ChartSize) -> Drawing {
    let columns = size == .wide ? 4 : 2
    let text = 12.0
    let panelWidth = size.width / Double(columns)
    let room = panelWidth - 12
    let names = panels.map {
      TextMetrics.wrapped($0.name, width: room / 1.1, size: text, limit: 2)
    }
    let below = Double((names.map(\.count).max() ?? 1) - 1) * 15
    let panelHeight = 132 + below
    let lines = (panels.count + columns - 1) / columns
    var canvas = Canvas(width: size.width, height: Double(max(lines, 1)) * panelHeight)
    let all = panels.flatMap(\.forecast)
    let times = all.map(\.time)
    for (index, panel) in panels.enumerated() {
      let x = Double(index % columns) * panelWidth
      let y = Double(index / columns) * panelHeight
      for (line, name) in names[index].enumerated() {
        canvas.text(
          name, at: Point(x: x + 2, y: y + 14 + Double(line) * 15), size: text, class: "cm")
      }
      let plot = Box(x: x + 2, y: y + 22 + below, width: room, height: 78)
      canvas.panel(plot)
      let inner = plot.inset(by: 4)
      let ticks = Ticks(lower: 0, upper: panel.forecast.map(\.high).max() ?? 1, count: 4)
      let down = LinearScale(
        lower: min(ticks.lower, panel.forecast.map(\.low).min() ?? 0), upper: ticks.upper,
        start: inner.bottom, end: inner.y)
      let across = LinearScale(
        lower: times.min() ?? 0, upper: times.max() ?? 1, start: inner.x, end: inner.right)
      canvas.rule(
        from: Point(x: plot.x, y: down(0)), to: Point(x: plot.right, y: down(0)), class: "ck")
      draw(panel, on: &canvas, across: across, down: down)
      if let first = panel.forecast.first, let last = panel.forecast.last {
        let change =
          panel.forecast.count > 1
          ? "\(style.text(first.middle)) to \(style.text(last.middle))" : style.text(last.middle)
        let fitting = TextMetrics.wrapped(change, width: room, size: text, limit: 1)
        canvas.text(fitting[0], at: Point(x: x + 2, y: y + 116 + below), size: text, class: "ca")
      }
    }
    return canvas.drawing(
      id: "\(id)-\(size.suffix)", title: title, description: description,
      class: size == .wide ? "wide" : "narrow")
  }

  private func draw(
    _ panel: Panel, on canvas: inout Canvas, across: LinearScale, down: LinearScale
  ) {
    func points(_ value: (FanChart.Range) -> Double) -> [Point] {
      panel.forecast.map { Point(x: across($0.time), y: down(value($0))) }
    }
    canvas.mark(
      through: points { $0.high } + points { $0.low }.reversed(), class: "cb", closed: true)
    canvas.mark(through: points { $0.high }, class: "ce")
    canvas.mark(through: points { $0.low }, class: "ce")
    canvas.mark(through: points { $0.middle }, class: "cf")
  }
}
