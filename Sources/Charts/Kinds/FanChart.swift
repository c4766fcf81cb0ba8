/// A published series, its forecast with a range, and the baselines that the forecast is held
/// beside. Every line carries its label at its end; there is no legend.
public struct FanChart: Sendable, Equatable {
  /// One figure of a line.
  public struct Sample: Sendable, Equatable {
    /// Time in years.
    public var time: Double
    /// The figure.
    public var value: Double
    /// A figure at a time.
    public init(time: Double, value: Double) {
      self.time = time
      self.value = value
    }
  }

  /// One census of the forecast.
  public struct Range: Sendable, Equatable {
    /// Time in years.
    public var time: Double
    /// Lower end.
    public var low: Double
    /// Middle.
    public var middle: Double
    /// Upper end.
    public var high: Double
    /// Mean miss of such forecasts in the past as a share of what came; `nil` where none is known.
    public var pastError: Double?
    /// A census of a forecast.
    public init(time: Double, low: Double, middle: Double, high: Double, pastError: Double? = nil) {
      self.time = time
      self.low = low
      self.middle = middle
      self.high = high
      self.pastError = pastError
    }
  }

  /// A line to hold the forecast beside.
  public struct Baseline: Sendable, Equatable {
    /// Its name: `Last value`.
    public var name: String
    /// Its figures.
    public var samples: [Sample]
    /// A baseline.
    public init(name: String, samples: [Sample]) {
      self.name = name
      self.samples = samples
    }
  }

  /// Unique in its page, a valid XML name.
  public var id: String
  /// What it shows, for readers who cannot see it.
  public var title: String
  /// The figures in words, for the same readers.
  public var description: String
  /// What was published.
  public var history: [Sample]
  /// The forecast.
  public var forecast: [Range]
  /// What it is held beside.
  public var baselines: [Baseline]
  /// Names of times under the axis.
  public var times: [(time: Double, name: String)]
  /// How figures are written.
  public var style: FigureStyle

  /// A fan chart.
  public init(
    id: String, title: String, description: String, history: [Sample], forecast: [Range],
    baselines: [Baseline], times: [(time: Double, name: String)], style: FigureStyle
  ) {
    self.id = id
    self.title = title
    self.description = description
    self.history = history.filter { $0.value.isFinite && $0.time.isFinite }
    self.forecast = forecast.filter {
      $0.low.isFinite && $0.middle.isFinite && $0.high.isFinite && $0.time.isFinite
    }
    self.baselines = baselines.map { line in
      Baseline(name: line.name, samples: line.samples.filter { $0.value.isFinite })
    }
    self.times = times
    self.style = style
  }

  /// Whether two charts show the same.
  public static func == (left: FanChart, right: FanChart) -> Bool {
    left.draw(.wide) == right.draw(.wide)
  }

  private struct EndLabel {
    var text: String
    var height: Double
    var from: Point
    var isMain: Bool
  }

  /// The chart as SVG at a size.
  public func draw(_ size: ChartSize) -> Drawing {
    let text = size.text
    let isWide = size == .wide
    let height = isWide ? 360.0 : 330
    var canvas = Canvas(width: size.width, height: height)
    let ticks = valueTicks(isWide ? 6 : 5)
    let tickTexts = style.axis(ticks)
    let left = (tickTexts.map { TextMetrics.width($0, size: text) }.max() ?? 0) + 8
    let room = size.width - left - 60 - 22
    let names = endNames(isWide).map {
      TextMetrics.wrapped($0, width: room / 1.1, size: text, limit: 1)[0]
    }
    let right =
      (names.map { TextMetrics.width($0, size: text, bold: $0.hasPrefix("Middle")) }.max() ?? 0)
      + 22
    let plot = Box(x: left, y: 30, width: max(size.width - left - right, 60), height: height - 62)
    canvas.panel(plot)
    let inner = plot.inset(by: 5)
    let down = LinearScale(
      lower: ticks.lower, upper: ticks.upper, start: inner.bottom, end: inner.y)
    let across = timeScale(inner)
    for (value, label) in zip(ticks.values, tickTexts) {
      canvas.rule(
        from: Point(x: plot.x, y: down(value)), to: Point(x: plot.right, y: down(value)),
        class: "cg")
      canvas.text(
        label, at: Point(x: plot.x - 6, y: down(value) + text * 0.35), size: text, anchor: .end,
        class: "ca")
    }
    drawTimes(&canvas, plot: plot, across: across, size: text)
    let labels = drawLines(&canvas, across: across, down: down, names: names)
    drawDivide(&canvas, plot: plot, across: across, size: text)
    let places = LabelColumn.places(
      labels.map(\.height), gap: text + 4, top: plot.y - 8, bottom: plot.bottom + 8)
    for (label, place) in zip(labels, places) {
      let start = Point(x: plot.right + 18, y: place)
      canvas.rule(
        from: Point(x: label.from.x + 4, y: label.from.y), to: Point(x: start.x - 3, y: place),
        class: "cl")
      canvas.text(
        label.text, at: Point(x: start.x, y: place + text * 0.35), size: text,
        class: label.isMain ? "cm" : "")
    }
    return canvas.drawing(
      id: "\(id)-\(size.suffix)", title: title, description: description,
      class: isWide ? "wide" : "narrow")
  }

  private func valueTicks(_ count: Int) -> Ticks {
    var values = history.map(\.value) + baselines.flatMap { $0.samples.map(\.value) }
    for range in forecast {
      values += [range.low, range.middle, range.high]
      if let error = range.pastError {
        values += [range.middle * (1 - error), range.middle * (1 + error)]
      }
    }
    return Ticks(
      lower: values.min() ?? 0, upper: values.max() ?? 1, count: count, fromZero: true)
  }

  private func timeScale(_ inner: Box) -> LinearScale {
    let all =
      history.map(\.time) + forecast.map(\.time)
      + baselines.flatMap { $0.samples.map(\.time) }
    return LinearScale(
      lower: all.min() ?? 0, upper: all.max() ?? 1, start: inner.x + 4, end: inner.right)
  }

  private func drawTimes(_ canvas: inout Canvas, plot: Box, across: LinearScale, size: Double) {
    var free = 0.0
    // From the last, which is the year that readers look for.
    var taken = Double.infinity
    for time in times.reversed() where time.time >= across.lower && time.time <= across.upper {
      let width = TextMetrics.width(time.name, size: size)
      let middle = max(across(time.time), width / 2)
      guard middle + width / 2 + 8 < taken else { continue }
      taken = middle - width / 2
      free = max(free, middle)
      canvas.rule(
        from: Point(x: across(time.time), y: plot.bottom),
        to: Point(x: across(time.time), y: plot.bottom + 5), class: "ck")
      canvas.text(
        time.name, at: Point(x: middle, y: plot.bottom + 20), size: size, anchor: .middle,
        class: "ca")
    }
  }

  /// The names at the ends of lines: the forecast's three, then the baselines'.
  private func endNames(_ isWide: Bool) -> [String] {
    var names: [String] = []
    if let last = forecast.last {
      names = [
        "High \(style.text(last.high))",
        (isWide ? "Middle forecast " : "Middle ") + style.text(last.middle),
        "Low \(style.text(last.low))",
      ]
    }
    for line in baselines {
      guard let last = line.samples.last else { continue }
      names.append("\(line.name) \(style.text(last.value))")
    }
    return names
  }

  private func drawLines(
    _ canvas: inout Canvas, across: LinearScale, down: LinearScale, names: [String]
  ) -> [EndLabel] {
    var labels: [EndLabel] = []
    func point(_ time: Double, _ value: Double) -> Point {
      Point(x: across(time), y: down(value))
    }
    let origin = history.last.map {
      FanChart.Range(time: $0.time, low: $0.value, middle: $0.value, high: $0.value)
    }
    let fan = (origin.map { [$0] } ?? []) + forecast
    if !forecast.isEmpty, fan.count > 1 {
      canvas.mark(
        through: fan.map { point($0.time, $0.high) }
          + fan.reversed().map { point($0.time, $0.low) }, class: "cb", closed: true)
      canvas.mark(through: fan.map { point($0.time, $0.high) }, class: "ce")
      canvas.mark(through: fan.map { point($0.time, $0.low) }, class: "ce")
    }
    var at = forecast.isEmpty ? 0 : 3
    for (index, line) in baselines.enumerated() {
      guard let last = line.samples.last else { continue }
      let samples = (history.last.map { [$0] } ?? []) + line.samples
      canvas.mark(
        through: samples.map { point($0.time, $0.value) }, class: "cd cd\(index % 3)")
      let end = point(last.time, last.value)
      labels.append(EndLabel(text: names[at], height: end.y, from: end, isMain: false))
      at += 1
    }
    canvas.mark(through: history.map { point($0.time, $0.value) }, class: "ch")
    for sample in history {
      canvas.dot(at: point(sample.time, sample.value), radius: 2.6, class: "cx")
    }
    canvas.mark(through: fan.map { point($0.time, $0.middle) }, class: "cf")
    for range in forecast {
      if let error = range.pastError {
        let (top, bottom) = (
          point(range.time, range.middle * (1 + error)),
          point(range.time, range.middle * (1 - error))
        )
        canvas.mark(through: [top, bottom], class: "cw")
        for end in [top, bottom] {
          canvas.mark(
            through: [Point(x: end.x - 3, y: end.y), Point(x: end.x + 3, y: end.y)], class: "cw")
        }
      }
      canvas.dot(at: point(range.time, range.middle), radius: 2.6, class: "co")
    }
    if let last = forecast.last {
      for (index, value) in [last.high, last.middle, last.low].enumerated() {
        let end = point(last.time, value)
        labels.append(
          EndLabel(text: names[index], height: end.y, from: end, isMain: index == 1))
      }
    }
    return labels
  }

  /// Where what is known ends.
  private func drawDivide(_ canvas: inout Canvas, plot: Box, across: LinearScale, size: Double) {
    guard let last = history.last, !forecast.isEmpty else { return }
    let x = across(last.time)
    canvas.rule(from: Point(x: x, y: plot.y - 16), to: Point(x: x, y: plot.bottom), class: "cv")
    let before = "Published"
    if TextMetrics.width(before, size: size) + 8 < x {
      canvas.text(
        before, at: Point(x: x - 6, y: plot.y - 14), size: size, anchor: .end, class: "ca")
    }
    canvas.text("Forecast", at: Point(x: x + 6, y: plot.y - 14), size: size, class: "ca")
  }
}
