import Foundation

/// A chart as SVG: the range as a band, medians as lines with their scenario's name at the end.
struct FanChart {
  private struct Point: Equatable {
    var place: Int
    var low: Double
    var median: Double
    var high: Double
  }

  /// One line, and how many scenarios besides the first it stands for.
  private struct Line {
    var name: String
    var points: [Point]
    var others = 0

    /// At most 21 characters, which is what fits beside the plot.
    var label: String {
      others == 0 ? String(name.prefix(21)) : "\(name.prefix(10)) + \(others) the same"
    }
  }

  private static let width = 720.0
  private static let height = 340.0
  private static let left = 70.0
  private static let right = 560.0
  private static let top = 56.0
  private static let bottom = 296.0
  private static let colours = ["#12436D", "#F46A25", "#28A197", "#801650", "#3D3D3D", "#A285D1"]
  private static let dashes = ["", "6 3", "2 3", "8 3 2 3", "1 3", "10 4"]

  private let chart: NotebookChart
  private let periods: [String]
  private let series: [Line]
  private let ticks: [Double]

  init(_ chart: NotebookChart, _ run: HandoverRun) {
    self.chart = chart
    let table = run.table("forecasts")
    var periods: [String] = []
    var places: [String: Int] = [:]
    var all: [Line] = []
    var most = 0.0
    var least = Double.infinity
    for row in chart.rows(run) {
      let period = table.text(row, "period")
      if places[period] == nil {
        places[period] = periods.count
        periods.append(period)
      }
      let scenario = table.text(row, "scenario")
      let point = Point(
        place: places[period] ?? 0, low: table.number(row, "p10") ?? 0,
        median: table.number(row, "p50") ?? 0, high: table.number(row, "p90") ?? 0)
      if let there = all.firstIndex(where: { $0.name == scenario }) {
        all[there].points.append(point)
      } else {
        all.append(Line(name: scenario, points: [point]))
      }
      let isBaseline = scenario == chart.baseline
      most = max(most, isBaseline ? point.high : point.median)
      least = min(least, isBaseline ? point.low : point.median)
    }
    self.periods = periods
    var series: [Line] = []
    for line in all {
      if let same = series.firstIndex(where: { $0.points == line.points }) {
        series[same].others += 1
      } else {
        series.append(line)
      }
    }
    self.series = series
    ticks = Self.ticks(least: least.isFinite ? least : 0, most: most)
  }

  /// Four to nine round values that enclose the figures.
  static func ticks(least: Double, most: Double) -> [Double] {
    let span = max(most - least, abs(most) * 0.01, 1)
    let magnitude = pow(10, (log10(span / 5)).rounded(.down))
    let step = [1, 2, 5, 10].map { $0 * magnitude }.first { span / $0 <= 6 } ?? 10 * magnitude
    let first = (least / step).rounded(.down)
    let last = max((most / step).rounded(.up), first + 1)
    return stride(from: first, through: last, by: 1).map { $0 * step }
  }

  private func x(_ place: Int) -> Double {
    let count = max(periods.count - 1, 1)
    return Self.left + (Self.right - Self.left) * Double(place) / Double(count)
  }

  private func y(_ value: Double) -> Double {
    guard let low = ticks.first, let high = ticks.last, high > low else { return Self.bottom }
    return Self.bottom - (Self.bottom - Self.top) * (value - low) / (high - low)
  }

  private func at(_ place: Int, _ value: Double) -> String {
    "\(String(format: "%.1f", x(place))),\(String(format: "%.1f", y(value)))"
  }

  /// The chart as a document; every word is escaped.
  var svg: String {
    let title = NotebookTable.escaped("\(chart.measure): median and 80% range")
    var text = """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(Int(Self.width)) \(Int(Self.height))" \
      role="img" aria-labelledby="title description" font-family="Arial, sans-serif" font-size="13">
      <title id="title">\(title)</title>
      <desc id="description">\(NotebookTable.escaped(chart.description))</desc>
      <rect width="100%" height="100%" fill="#ffffff"/>
      <text x="16" y="24" font-size="16" font-weight="bold" fill="#0b0c0c">\(title)</text>
      <text x="16" y="42" fill="#3d3d3d">\(NotebookTable.escaped(chart.unit))</text>

      """
    for tick in ticks {
      let place = String(format: "%.1f", y(tick))
      text += """
        <line x1="\(Self.left)" x2="\(Self.right)" y1="\(place)" y2="\(place)" stroke="#d9d9d9"/>
        <text x="\(Self.left - 8)" y="\(place)" dy="4" text-anchor="end" fill="#3d3d3d">\
        \(NotebookTable.shown(tick))</text>

        """
    }
    for (place, period) in periods.enumerated() {
      text += """
        <text x="\(String(format: "%.1f", x(place)))" y="\(Self.bottom + 22)" text-anchor="middle" \
        fill="#3d3d3d">\(NotebookTable.escaped(period))</text>

        """
    }
    if let band = series.first(where: { $0.name == chart.baseline })?.points, band.count > 1 {
      let upper = band.map { at($0.place, $0.high) }
      let lower = band.reversed().map { at($0.place, $0.low) }
      text += """
        <polygon points="\((upper + lower).joined(separator: " "))" fill="#6BACE6" \
        fill-opacity="0.45" stroke="#2073BC" stroke-width="1"/>

        """
    }
    text += lines
    return text + "</svg>\n"
  }

  /// The medians, with names that keep clear of one another.
  private var lines: String {
    var text = ""
    var labels: [(index: Int, name: String, y: Double)] = []
    for (index, line) in series.enumerated() {
      let colour = Self.colours[index % Self.colours.count]
      let dash = Self.dashes[index % Self.dashes.count]
      text += """
        <polyline points="\(line.points.map { at($0.place, $0.median) }.joined(separator: " "))" \
        fill="none" stroke="\(colour)" stroke-width="2.5"\
        \(dash.isEmpty ? "" : " stroke-dasharray=\"\(dash)\"")/>

        """
      if let last = line.points.last { labels.append((index, line.label, y(last.median))) }
    }
    var free = Self.top
    let sorted = labels.sorted { $0.y < $1.y }
    let start = min(sorted.first?.y ?? Self.top, Self.bottom - 16 * Double(sorted.count - 1))
    free = max(free, start)
    for label in sorted {
      let place = max(label.y, free)
      free = place + 16
      text += """
        <text x="\(Self.right + 10)" y="\(String(format: "%.1f", place))" dy="4" \
        fill="\(label.index == 0 ? "#12436D" : "#0b0c0c")">\
        \(NotebookTable.escaped(label.name))</text>

        """
    }
    return text
  }
}
