import DelimitedText
import Foundation
import Probability

/// Trials and their summaries as tables.
public struct RecordBacktest: Sendable {
  /// Every forecast.
  public let trials: [ForecastTrial]

  /// By method, group and horizon.
  public let summaries: [BacktestSummary]

  /// Summarises trials; throws ``CareProjectionError`` where there is none, or a member is no
  /// number.
  public init(_ trials: [ForecastTrial]) throws(CareProjectionError) {
    guard !trials.isEmpty else {
      throw CareProjectionError("back-test", "has no forecast to score")
    }
    self.trials = trials
    do {
      summaries = try BacktestSummary.summaries(of: trials)
    } catch {
      throw CareProjectionError("back-test", error.description)
    }
  }

  /// `series,group,method,origin,horizon,mean,p10,p50,p90,actual`, a row per forecast.
  public var csv: String {
    var writer = DelimitedTextWriter()
    writer.append(row: [
      "series", "group", "method", "origin", "horizon", "mean", "p10", "p50", "p90", "actual",
    ])
    for trial in trials {
      writer.append(
        row: [trial.series, trial.group, trial.method, trial.origin, "\(trial.horizon)"]
          + [
            trial.mean, trial.quantile(0.1), trial.quantile(0.5), trial.quantile(0.9),
            trial.outcome,
          ].map(DelimitedTextWriter.significant))
    }
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  /// The headings of ``summaryCSV``.
  public static let columns =
    [
      "group", "method", "horizon", "n", "crps", "wis", "mae", "mase", "bias", "coverage50",
      "coverage80", "coverage80_low", "coverage80_high", "coverage95",
    ] + (1...10).map { "pit\($0)" } + ["dm", "dm_p"]

  /// A row per method, group and horizon (`all` for all horizons together), with the Wilson interval
  /// of the 80% coverage, the probability integral transforms in ten bins, and the Diebold-Mariano
  /// test against the last value.
  public var summaryCSV: String {
    var writer = DelimitedTextWriter()
    writer.append(row: Self.columns)
    for summary in ordered {
      let numbers =
        [
          summary.crps, summary.weightedIntervalScore, summary.absoluteError, summary.scaledError,
          summary.bias, summary.coverage[0].share, summary.coverage[1].share,
          summary.coverage[1].wilson.lowerBound, summary.coverage[1].wilson.upperBound,
          summary.coverage[2].share,
        ] + summary.transforms
        + [summary.againstLastValue?.adjusted, summary.againstLastValue?.pValue]
      writer.append(
        row: [summary.group, summary.method, Self.label(summary.horizon), "\(summary.count)"]
          + numbers.map { $0.map(DelimitedTextWriter.significant) ?? "" })
    }
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  /// The summaries by group, horizon and method.
  private var ordered: [BacktestSummary] {
    var groups: [String] = []
    for summary in summaries where !groups.contains(summary.group) { groups.append(summary.group) }
    let place = Dictionary(uniqueKeysWithValues: groups.enumerated().map { ($1, $0) })
    return summaries.enumerated().sorted { left, right in
      func key(_ item: (offset: Int, element: BacktestSummary)) -> (Int, Int, Int) {
        let horizon = item.element.horizon == 0 ? Int.max : item.element.horizon
        return (place[item.element.group] ?? 0, horizon, item.offset)
      }
      return key(left) < key(right)
    }.map(\.element)
  }

  /// The summaries for a screen, and which method the evidence makes the default.
  public var text: String {
    let header = [
      "group", "months", "method", "n", "CRPS", "error", "bias", "50%", "80%", "95%", "p",
    ]
    var lines = [header]
    for summary in ordered {
      lines.append(
        [
          summary.group, Self.label(summary.horizon), summary.method, "\(summary.count)",
          Self.fixed(summary.crps, 2), Self.fixed(summary.absoluteError, 2),
          Self.fixed(summary.bias, 2),
        ] + summary.coverage.map { Self.fixed($0.share, 3) }
          + [summary.againstLastValue.map { Self.fixed($0.pValue, 3) } ?? ""])
    }
    let widths = header.indices.map { column in lines.map { $0[column].count }.max() ?? 0 }
    let rows = lines.map { line in
      line.indices.map { column in
        let gap = String(repeating: " ", count: widths[column] - line[column].count)
        return column == 0 || column == 2 ? line[column] + gap : gap + line[column]
      }.joined(separator: "  ")
    }
    return rows.joined(separator: "\n") + "\n\n" + verdict + "\n"
  }

  /// The rule of defaults: of the methods whose 80% range held 72 to 90% of what came, the one with
  /// the lowest CRPS over all horizons.
  public var verdict: String {
    let whole = summaries.filter { $0.group == "all" && $0.horizon == 0 }
    let sound = whole.filter { (0.72...0.9).contains($0.coverage[1].share) }
    guard let best = sound.min(by: { $0.crps < $1.crps }) else {
      return "No method's 80% range held between 72 and 90% of what came: use none of them for a "
        + "budget without wider ranges."
    }
    return "Lowest CRPS with an 80% range that held 72 to 90%: \(best.method) "
      + "(\(Self.fixed(best.crps, 2)), held \(Self.fixed(100 * best.coverage[1].share, 1))%)."
  }

  private static func label(_ horizon: Int) -> String { horizon == 0 ? "all" : "\(horizon)" }

  private static func fixed(_ value: Double, _ digits: Int) -> String {
    String(format: "%.\(digits)f", value)
  }
}
