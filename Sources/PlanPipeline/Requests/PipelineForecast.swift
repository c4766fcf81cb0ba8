public import Periods
import Probability

/// Requests, assessments and plans by month and by year, with ranges over futures.
///
/// A replicate draws the parameters and then every child, so a range holds both what is not known of the
/// rates and what chance does. A replicate's numbers are a function of the seed and its own number: the
/// forecast is the same on any number of threads.
public struct PipelineForecast: Sendable {
  /// One figure of one period.
  public struct Row: Sendable, Hashable {
    /// `2026-04`, or `2026/27` for a financial year.
    public let period: String
    /// What it counts; a stock of a year is that of its last month.
    public let measure: PipelineMeasure
    /// Mean and range.
    public let range: PipelineRange
  }
  /// Share of plans issued within 20 weeks in one financial year, appeals left out.
  public struct Timeliness: Sendable, Hashable {
    /// `2026/27`.
    public let financialYear: String
    /// The share.
    public let share: PipelineRange
  }

  /// By month, then in the order of ``PipelineMeasure``.
  public let months: [Row]
  /// By financial year, for years whose twelve months are all there or that are the first or the last.
  public let years: [Row]
  /// By financial year.
  public let timeliness: [Timeliness]
  /// Replicates in which children or plans were not conserved: 0 in a sound forecast.
  public let violations: Int

  /// The forecast of `months` from `first`.
  ///
  /// - Throws: ``PipelineError`` for months outside 1 to 240, futures outside 2 to 100,000, and requests
  ///   beyond 20,000 in a year on the median path.
  public init(
    _ parameters: PipelineParameters, first: Month, months: Int, replicates: Int, seed: UInt64,
    threads: Int
  ) async throws(PipelineError) {
    guard (1...240).contains(months) else {
      throw PipelineError("\(months) months were asked for; 1 to 240 can be.")
    }
    guard (2...100_000).contains(replicates) else {
      throw PipelineError("\(replicates) futures were asked for; 2 to 100,000 can be.")
    }
    let requests = parameters.median(.requestsPerYear)
    guard requests <= 20_000 else {
      throw PipelineError(
        "'requests_per_year' is \(Int(requests)); no authority has over 20,000. Are they of more than one "
          + "year? Write events and of, the years they came in.")
    }
    let calendar = PipelineCalendar(first: first, months: months)
    let tallies = await PipelineForecast.run(
      parameters, calendar, replicates: replicates, seed: seed, threads: max(1, threads))
    var rows: [Row] = []
    for month in 0..<months {
      for measure in PipelineMeasure.allCases {
        rows.append(
          Row(
            period: PipelineForecast.label(first.advanced(by: month)), measure: measure,
            range: PipelineRange(tallies.map { Double($0[measure, month]) })))
      }
    }
    self.months = rows
    let spans = PipelineForecast.years(first, months)
    var yearly: [Row] = []
    var timely: [Timeliness] = []
    for (year, span) in spans {
      for measure in PipelineMeasure.allCases {
        let values = tallies.map { tally in
          measure.isStock
            ? Double(tally[measure, span.upperBound - 1])
            : Double(span.reduce(0) { $0 + tally[measure, $1] })
        }
        yearly.append(Row(period: year.label, measure: measure, range: PipelineRange(values)))
      }
      let shares = tallies.compactMap { tally -> Double? in
        let issued = span.reduce(0) { $0 + tally[.issuedTimed, $1] }
        let inTime = span.reduce(0) { $0 + tally[.issuedIn20Weeks, $1] }
        return issued > 0 ? Double(inTime) / Double(issued) : nil
      }
      timely.append(Timeliness(financialYear: year.label, share: PipelineRange(shares)))
    }
    years = yearly
    timeliness = timely
    violations = tallies.count { !$0.isConserved }
  }

  private static func run(
    _ parameters: PipelineParameters, _ calendar: PipelineCalendar, replicates: Int, seed: UInt64,
    threads: Int
  ) async -> [PipelineTally] {
    let chunk = max(1, (replicates + threads * 8 - 1) / (threads * 8))
    let starts = Array(stride(from: 0, to: replicates, by: chunk))
    var result = [PipelineTally](
      repeating: PipelineTally(months: calendar.months), count: replicates)
    await withTaskGroup(of: (Int, [PipelineTally]).self) { group in
      var next = 0
      func begin() {
        guard next < starts.count else { return }
        let start = starts[next]
        next += 1
        group.addTask {
          let range = start..<min(replicates, start + chunk)
          return (
            start,
            range.map {
              PipelineReplicate(parameters, calendar, seed: seed, replicate: $0).tally
            }
          )
        }
      }
      for _ in 0..<min(threads, starts.count) { begin() }
      for await (start, found) in group {
        result.replaceSubrange(start..<start + found.count, with: found)
        begin()
      }
    }
    return result
  }

  /// Financial years with the months they have, as positions from the first.
  private static func years(
    _ first: Month, _ months: Int
  ) -> [(year: FinancialYear, months: Range<Int>)] {
    var result: [(FinancialYear, Range<Int>)] = []
    for month in 0..<months {
      let year = first.advanced(by: month).financialYear
      if let last = result.last, last.0 == year {
        result[result.count - 1].1 = last.1.lowerBound..<month + 1
      } else {
        result.append((year, month..<month + 1))
      }
    }
    return result
  }

  static func label(_ month: Month) -> String {
    "\(month.year)-\(month.monthOfYear < 10 ? "0" : "")\(month.monthOfYear)"
  }
}
