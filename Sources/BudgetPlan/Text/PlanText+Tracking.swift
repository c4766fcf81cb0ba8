public import DelimitedText

extension PlanText {
  /// Actuals beside their forecasts.
  public static func tracking(_ series: [TrackedSeries]) -> String {
    series.map { item in
      let hasSaving = item.points.contains { $0.delivered != nil }
      var text = table(
        [item.subject, "Actual", "Forecast", "P10", "P90", "", "Error", "Same side"]
          + (hasSaving ? ["Delivered"] : []),
        item.points.map { point in
          [
            point.forecast.period, number(rounded(point.actual)),
            number(rounded(point.forecast.p50)), number(rounded(point.forecast.p10)),
            number(rounded(point.forecast.p90)), point.place.rawValue,
            point.relativeError.map { percent($0) } ?? "–", "\(point.run)",
          ] + (hasSaving ? [point.delivered.map { percent($0) } ?? "–"] : [])
        })
      if let from = item.detectableFrom {
        text += "A saving that does not happen would show from \(from) on.\n"
      }
      if let from = item.offCourseFrom {
        text += "The saving is off course since \(from).\n"
      } else if hasSaving {
        text += "The saving is not off course by these actuals.\n"
      }
      if let last = item.points.last, last.run >= item.runLength {
        text += "\(last.run) points in a row on one side of the median: look for what changed.\n"
      }
      return text
    }.joined(separator: "\n")
  }

  /// The same as CSV: one row an actual.
  public static func trackingTable(_ series: [TrackedSeries]) -> DelimitedTextWriter {
    var writer = DelimitedTextWriter()
    writer.append(row: [
      "subject", "period", "actual", "mean", "p10", "p50", "p90", "place", "relative_error",
      "same_side", "delivered", "detectable_from", "off_course_from",
    ])
    for item in series {
      for point in item.points {
        writer.append(row: [
          item.subject, point.forecast.period, DelimitedTextWriter.significant(point.actual),
          DelimitedTextWriter.significant(point.forecast.mean),
          DelimitedTextWriter.significant(point.forecast.p10),
          DelimitedTextWriter.significant(point.forecast.p50),
          DelimitedTextWriter.significant(point.forecast.p90), point.place.rawValue,
          point.relativeError.map(DelimitedTextWriter.significant) ?? "", "\(point.run)",
          point.delivered.map(DelimitedTextWriter.significant) ?? "", item.detectableFrom ?? "",
          item.offCourseFrom ?? "",
        ])
      }
    }
    return writer
  }

  private static func rounded(_ value: Double) -> Double {
    abs(value) >= 100 ? value.rounded() : (value * 10).rounded() / 10
  }

  private static func percent(_ share: Double) -> String {
    (share < 0 ? "" : "+") + number((share * 1_000).rounded() / 10) + "%"
  }
}
