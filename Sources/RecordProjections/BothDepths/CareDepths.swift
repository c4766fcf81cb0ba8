public import CouncilReturns
import DelimitedText
public import Periods
import Probability

/// Looked-after children by a council's records and by published statistics, and both together.
public struct CareDepths: Sendable {
  /// A day and placement.
  public struct Row: Hashable, Sendable {
    /// 31 March of a year.
    public let date: CalendarDate

    /// The placement, or `all`.
    public let placement: String

    /// The records' expected number and standard deviation.
    public let records: (mean: Double, standardDeviation: Double)

    /// The published statistics' expected total and standard deviation; `nil` for one placement.
    public let published: (mean: Double, standardDeviation: Double)?

    /// Both together.
    public let together: (mean: Double, standardDeviation: Double)

    /// The 10, 50 and 90% quantiles of both together.
    public let quantiles: [Double]

    /// Published minus records, in children; `nil` for one placement.
    public var disagreement: Double? { published.map { $0.mean - records.mean } }

    /// The disagreement over the standard deviation of the difference, as if the two had nothing in
    /// common; `nil` for one placement, and where neither has a spread.
    public var standardisedDisagreement: Double? {
      guard let published, let disagreement else { return nil }
      let variance =
        records.standardDeviation * records.standardDeviation
        + published.standardDeviation * published.standardDeviation
      return variance > 0 ? disagreement / variance.squareRoot() : nil
    }

    /// Equal where all figures are.
    public static func == (left: Row, right: Row) -> Bool {
      left.fields == right.fields
    }

    /// By date, placement and figures.
    public func hash(into hasher: inout Hasher) { hasher.combine(fields) }

    /// The row of a table.
    public var fields: [String] {
      let figures: [Double?] =
        [
          records.mean, records.standardDeviation, published?.mean, published?.standardDeviation,
          together.mean, together.standardDeviation,
        ] + quantiles + [disagreement, standardisedDisagreement]
      return [date.iso, placement]
        + figures.map { $0.map(DelimitedTextWriter.significant) ?? "" }
    }
  }

  /// The rows by date and placement, `all` last of each date.
  public let rows: [Row]

  /// The headings of ``csv``.
  public static let columns = [
    "date", "placement", "records_mean", "records_sd", "published_mean", "published_sd", "mean",
    "sd", "p10", "p50", "p90", "disagreement", "z",
  ]

  /// A table of the rows.
  public var csv: String {
    var writer = DelimitedTextWriter()
    writer.append(row: Self.columns)
    for row in rows { writer.append(row: row.fields) }
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  /// Where the two sources part by more than two standard deviations of their difference.
  public var warnings: [String] {
    rows.compactMap { row in
      guard let z = row.standardisedDisagreement, abs(z) > 2, let gap = row.disagreement else {
        return nil
      }
      let side = gap > 0 ? "more" : "fewer"
      return
        "\(row.date.iso): published statistics say \(Int(abs(gap).rounded())) \(side) children than "
        + "the records, which chance does not explain; look for what one of them misses before "
        + "using either"
    }
  }

  /// Projects by duration from the records and reconciles with published totals.
  ///
  /// - Parameters:
  ///   - returns: the SSDA903 returns.
  ///   - windowMonths: the months before the start that rates are estimated from.
  ///   - totals: published totals from 31 March of their origin, which is the start.
  ///   - shared: the correlation of the two sources' errors: both see the same children, so some of
  ///     what comes is unforeseen by both.
  ///   - replicates: simulated futures, at least 2.
  ///   - seed: the seed of the simulation.
  ///   - threads: tasks of the simulation; the rows are the same for any number.
  /// - Throws: ``ReturnsError``, `CohortError` or ``CareProjectionError``, each naming its input.
  public init(
    returns: CareReturns, windowMonths: Int = 36, totals: PublishedTotals, shared: Double = 0.5,
    replicates: Int = 4_000, seed: UInt64 = 1, threads: Int = 1
  ) async throws {
    guard (0...1).contains(shared) else {
      throw CareProjectionError("--shared", "is \(shared); a correlation is from 0 to 1")
    }
    guard (6...600).contains(windowMonths) else {
      throw CareProjectionError("--window-months", "is \(windowMonths); take 6 to 600")
    }
    guard let start = CalendarDate(year: totals.origin, month: 3, day: 31) else {
      throw CareProjectionError("published totals", "have the origin \(totals.origin)")
    }
    let dates = totals.means.indices.compactMap {
      CalendarDate(year: totals.origin + $0 + 1, month: 3, day: 31)
    }
    let from = start.month.advanced(by: 1 - windowMonths).firstDay
    let exposure = try returns.exposure(from: from, to: start)
    let rates = try CareRates(exposure, halfLife: 18)
    let projection = try CareDurationProjection(
      stock: returns.stock(on: start), rates: rates,
      entries: CareEntryModel(exposure, weights: rates.weights, population: nil),
      until: dates.last ?? start)
    let draws = try await projection.simulate(
      replicates: replicates, seed: seed, threads: threads, dates: dates)
    let stream = RandomStream(seed: seed, name: "published total|cla")
    let normals = (0..<replicates).map { replicate in
      SpecialFunctions.normalQuantile(
        RandomAddress(stream: stream, replicate: replicate, step: 0).uniform())
    }
    let placements = CareStays.Placement.allCases.map(\.label)
    rows = dates.indices.flatMap { day -> [Row] in
      let parts = placements.map { draws.members(day: day, group: $0) }
      let joint = DepthReconciliation(
        parts: parts, mean: totals.means[day], logSpread: totals.logSpreads[day],
        normals: normals, shared: shared)
      let used = placements.indices.filter { parts[$0].contains { $0 != 0 } }
      let single = used.map { index in
        Self.row(dates[day], placements[index], parts[index], nil, joint.parts[index])
      }
      func sum(_ parts: [[Double]]) -> [Double] {
        (0..<replicates).map { r in parts.reduce(0) { $0 + $1[r] } }
      }
      return single + [Self.row(dates[day], "all", sum(parts), joint.published, sum(joint.parts))]
    }
  }

  private static func row(
    _ date: CalendarDate, _ placement: String, _ records: [Double], _ published: [Double]?,
    _ together: [Double]
  ) -> Row {
    func summary(_ values: [Double]) -> (mean: Double, standardDeviation: Double) {
      (
        CompensatedSum(values).value / Double(values.count),
        DepthReconciliation.covariance(values, values).squareRoot()
      )
    }
    let trial = ForecastTrial(
      series: "", group: placement, method: "", origin: "", horizon: 0, members: together,
      outcome: 0, scale: nil)
    return Row(
      date: date, placement: placement, records: summary(records),
      published: published.map(summary), together: summary(together),
      quantiles: [0.1, 0.5, 0.9].map { trial.quantile($0) })
  }
}
