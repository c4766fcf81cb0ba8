/// How far one figure moves when each assumption alone goes from its low to its high end: the
/// widest on top.
public struct TornadoChart: Sendable, Equatable {
  /// One assumption.
  public struct Swing: Sendable, Equatable {
    /// The assumption.
    public var name: String
    /// The figure at the assumption's low end.
    public var atLow: Double
    /// The figure at its high end.
    public var atHigh: Double
    /// A swing.
    public init(name: String, atLow: Double, atHigh: Double) {
      self.name = name
      self.atLow = atLow
      self.atHigh = atHigh
    }
  }

  /// Unique in its page, a valid XML name.
  public var id: String
  /// What it shows.
  public var title: String
  /// The figures in words.
  public var description: String
  /// The assumptions.
  public var swings: [Swing]
  /// The figure where no assumption moves; `nil` leaves the line out.
  public var centre: Double?
  /// How figures are written.
  public var style: FigureStyle

  /// A tornado; swings that are not finite are left out, the others ordered by width.
  public init(
    id: String, title: String, description: String, swings: [Swing], centre: Double?,
    style: FigureStyle
  ) {
    self.id = id
    self.title = title
    self.description = description
    self.swings = swings.filter { $0.atLow.isFinite && $0.atHigh.isFinite }.sorted {
      (abs($0.atHigh - $0.atLow), $1.name) > (abs($1.atHigh - $1.atLow), $0.name)
    }
    self.centre = centre.flatMap { $0.isFinite ? $0 : nil }
    self.style = style
  }

  /// The chart as SVG at a size.
  public func draw(_ size: ChartSize) -> Drawing {
    let rows = swings.map { swing in
      BarRows.Row(
        name: swing.name,
        figure: size == .wide
          ? "\(style.text(swing.atLow)) to \(style.text(swing.atHigh))"
          : "±\(style.text(abs(swing.atHigh - swing.atLow) / 2))")
    }
    let frame = BarRows(rows: rows, size: size, hasAxis: true)
    var canvas = Canvas(width: size.width, height: frame.height)
    let ends = swings.flatMap { [$0.atLow, $0.atHigh] } + (centre.map { [$0] } ?? [])
    let ticks = Ticks(
      lower: ends.min() ?? 0, upper: ends.max() ?? 1, count: size == .wide ? 6 : 3)
    canvas.panel(frame.plot)
    let inner = frame.plot.inset(by: 2)
    let across = LinearScale(
      lower: ticks.lower, upper: ticks.upper, start: inner.x, end: inner.right)
    frame.drawAxis(&canvas, ticks: ticks, scale: across, style: style)
    for (index, swing) in swings.enumerated() {
      let (low, high) = (across(swing.atLow), across(swing.atHigh))
      canvas.bar(
        Box(
          x: min(low, high), y: frame.middles[index] - 10, width: abs(high - low), height: 20),
        class: "ct")
    }
    if let centre {
      let x = across(centre)
      canvas.rule(
        from: Point(x: x, y: frame.plot.y), to: Point(x: x, y: frame.plot.bottom), class: "cc")
    }
    frame.drawTexts(&canvas, rows: rows)
    return canvas.drawing(
      id: "\(id)-\(size.suffix)", title: title, description: description,
      class: size == .wide ? "wide" : "narrow")
  }
}
