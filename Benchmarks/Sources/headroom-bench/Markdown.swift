import Foundation

/// The tables as they are printed.
enum Markdown {
  /// The line that opens a table, with the rule below it.
  static func header(_ titles: [String]) -> String {
    row(titles) + "\n" + row(titles.enumerated().map { $0.offset == 0 ? "---" : "---:" })
  }

  /// One line of a table.
  static func row(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }

  /// A line of the table of commands.
  static func row(_ row: CommandRow) -> String {
    switch row {
    case .skipped(let name, let reason):
      return self.row([name, "not measured: \(reason)", "", "", "", ""])
    case .measured(let name, let sample, let target):
      var limits: [String] = []
      var isMet = true
      if let wall = target.wall {
        limits.append("under \(time(wall))")
        isMet = isMet && median(sample.wall) < wall
      }
      if let peak = target.peakBytes {
        limits.append("under \(megabytes(peak))")
        isMet = isMet && median(sample.peakBytes) < peak
      }
      return self.row([
        name, time(median(sample.wall)), range(sample.wall), time(median(sample.cpu)),
        megabytes(median(sample.peakBytes)),
        limits.isEmpty ? "" : limits.joined(separator: ", ") + (isMet ? ": met" : ": MISSED"),
      ])
    }
  }

  /// The smallest and largest of some times.
  static func range(_ seconds: [Double]) -> String {
    "\(time(seconds.min() ?? .nan)) to \(time(seconds.max() ?? .nan))"
  }

  /// A time in a unit that suits it.
  static func time(_ seconds: Double) -> String {
    seconds < 1
      ? String(format: seconds < 0.1 ? "%.1f ms" : "%.0f ms", seconds * 1000)
      : String(format: "%.2f s", seconds)
  }

  /// A size in millions of bytes.
  static func megabytes(_ bytes: Double) -> String { String(format: "%.0f MB", bytes / 1e6) }

  /// The ratio of two medians.
  static func ratio(_ a: [Double], _ b: [Double]) -> String {
    String(format: "%.2f", median(a) / median(b))
  }

  /// A number with so many decimals.
  static func digits(_ value: Double, _ decimals: Int) -> String {
    String(format: "%.\(decimals)f", value)
  }

  /// A target and whether it is met.
  static func verdict(_ target: String, isMet: Bool) -> String {
    target + (isMet ? ": met" : ": MISSED")
  }

  /// Ratios of a measurement's wall and CPU medians, of the first to the second.
  static func table(_ comparisons: [PeerRatio]) -> String {
    ([PeerRatio.header] + comparisons.map(\.row)).joined(separator: "\n")
  }
}
