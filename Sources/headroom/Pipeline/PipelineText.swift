import DelimitedText
import Foundation
import Periods
import PlanPipeline
import Publishing

/// The pipeline as pages and as long tables.
enum PipelineText {
  static func month(_ text: String) throws -> Month {
    let parts = text.split(separator: "-").compactMap { Int($0) }
    guard parts.count == 2, (1...12).contains(parts[1]), (1900...2200).contains(parts[0]) else {
      throw PipelineError("--from takes a month such as 2026-04; '\(text)' is none.")
    }
    return Month(year: parts[0], monthOfYear: parts[1])
  }

  static func csv(_ forecast: PipelineForecast, byMonth: Bool) -> String {
    var writer = DelimitedTextWriter()
    writer.append(row: ["period", "measure", "mean", "p10", "p50", "p90"])
    for row in byMonth ? forecast.months : forecast.years {
      writer.append(row: [row.period, row.measure.name] + figures(row.range))
    }
    if !byMonth {
      for row in forecast.timeliness {
        writer.append(row: [row.financialYear, "share-in-20-weeks"] + figures(row.share))
      }
    }
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  static func figures(_ range: PipelineRange) -> [String] {
    [range.mean, range.p10, range.p50, range.p90].map(DelimitedTextWriter.significant)
  }

  private static func shown(_ range: PipelineRange) -> String {
    String(format: "%.0f (%.0f to %.0f)", range.p50, range.p10, range.p90)
  }

  static func page(_ forecast: PipelineForecast, byMonth: Bool) -> String {
    let rows = byMonth ? forecast.months : forecast.years
    var periods: [String] = []
    for row in rows where periods.last != row.period && !periods.contains(row.period) {
      periods.append(row.period)
    }
    // A page has room for a year of months.
    let columns = byMonth ? Array(periods.prefix(12)) : periods
    var table = TextTable(header: ["median (80% range)"] + columns)
    for measure in PipelineMeasure.allCases {
      let mine = rows.filter { $0.measure == measure && columns.contains($0.period) }
      guard mine.contains(where: { $0.range.mean > 0 }) else { continue }
      table.rows.append([label(measure)] + mine.map { shown($0.range) })
    }
    if !byMonth {
      table.rows.append(
        ["share in 20 weeks"]
          + forecast.timeliness.map {
            String(
              format: "%.0f%% (%.0f to %.0f)", $0.share.p50 * 100, $0.share.p10 * 100,
              $0.share.p90 * 100)
          })
    }
    var text = table.text() + "\n"
    if columns.count < periods.count {
      text += "The first \(columns.count) of \(periods.count) months; --format csv has them all.\n"
    }
    text +=
      "Stocks (in progress, overdue, waiting, plans) are those at the end of the period. Plans issued on "
      + "appeals against a refusal to assess are left out of the 20 weeks.\n"
    return text
  }

  private static func label(_ measure: PipelineMeasure) -> String {
    measure.name.replacingOccurrences(of: "-", with: " ")
  }
}
