import DelimitedText
import Periods
import Results
import Returns

/// Forecasts as the Department for Education's open data: a tidy CSV a measure and kind of period,
/// with a `.meta.csv` beside each.
///
/// Follows the department's open data standards: UTF-8, snake_case, four-digit calendar and
/// six-digit financial periods in files of their own, filters with totals, bounds in columns of
/// their own, and bare symbols: `c` for a figure that is hidden, `low` for one that rounds to 0 and
/// is not 0, `z` for one that does not exist.
public struct OpenDataExport: Sendable {
  /// What an area is called besides its ONS code.
  public struct Geography: Sendable, Equatable {
    /// The three-digit code of the Department for Education; empty where it is not known.
    public var oldCode: String

    /// A geography.
    public init(oldCode: String = "") { self.oldCode = oldCode }
  }

  private let protected: ProtectedRun
  private let geography: Geography

  /// An export of a run's forecasts.
  ///
  /// Throws ``HandoverError`` for a run without an area, for an old code that is not three digits,
  /// and for labels longer than the standard allows.
  public init(_ protected: ProtectedRun, geography: Geography = Geography()) throws(HandoverError) {
    let manifest = protected.run.manifest
    guard !manifest.areaCode.isEmpty else {
      throw HandoverError(
        "The run has no area, and every row of open data names one: set `area` in the scenario's "
          + "settings and run it again.")
    }
    let digits = geography.oldCode.utf8
    guard digits.isEmpty || (digits.count == 3 && digits.allSatisfy { (0x30...0x39).contains($0) })
    else {
      throw HandoverError(
        "--old-la-code \(geography.oldCode): the department's code of an authority has three "
          + "digits, such as 305 for Bromley")
    }
    let table = protected.run.table("forecasts")
    for column in ["scenario", "split_by", "split"] {
      for text in HandoverRun.distinct(table, column) where text.count > 120 {
        throw HandoverError(
          "'\(text)' is longer than the 120 characters that the open data standard allows; shorten "
            + "the name in the scenario")
      }
    }
    self.protected = protected
    self.geography = geography
  }

  /// The files and what to know about them.
  public func package() throws(HandoverError) -> ExportPackage {
    var files: [ExportFile] = []
    let table = protected.run.table("forecasts")
    for measure in protected.run.measures {
      for calendar in ["census", "financial-year"] {
        let rows = table.rows.indices.filter {
          table.text($0, "measure") == measure && table.text($0, "calendar") == calendar
        }
        guard let first = rows.first else { continue }
        let name = "\(Self.snake(measure))_\(Self.snake(calendar))"
        files.append(ExportFile("\(name).csv", try data(rows)))
        files.append(
          ExportFile("\(name).meta.csv", meta(unit: table.text(first, "unit"), calendar: calendar)))
      }
    }
    var notes = protected.notes
    if geography.oldCode.isEmpty {
      notes.append(
        "old_la_code is empty: give the authority's three-digit code with --old-la-code before the "
          + "files are uploaded.")
    }
    return ExportPackage(files: files, notes: notes)
  }

  private static let indicators = [
    ("mean", "mean", "Mean of the forecast"), ("median", "p50", "Median of the forecast"),
    ("lower_80", "p10", "Lower end of the 80% range"),
    ("upper_80", "p90", "Upper end of the 80% range"),
  ]

  private func data(_ rows: [Int]) throws(HandoverError) -> [UInt8] {
    let table = protected.run.table("forecasts")
    let manifest = protected.run.manifest
    let region = EnglishRegion.code(of: manifest.areaCode) ?? ""
    var writer = DelimitedTextWriter()
    writer.append(
      row: [
        "time_period", "time_identifier", "geographic_level", "country_code", "country_name",
        "region_code", "region_name", "old_la_code", "new_la_code", "la_name", "scenario",
        "breakdown_topic", "breakdown",
      ] + Self.indicators.map(\.0))
    for row in rows {
      let (period, identifier) = try Self.time(table.text(row, "period"))
      let topic = table.text(row, "split_by")
      writer.append(
        row: [
          period, identifier, "Local authority", "E92000001", "England", region,
          Self.regionNames[region] ?? "", geography.oldCode, manifest.areaCode,
          SpreadsheetGuard.label(manifest.areaName),
          SpreadsheetGuard.label(ReadableName.text(table.text(row, "scenario"))),
          topic == "none" ? "Total" : SpreadsheetGuard.label(ReadableName.text(topic)),
          topic == "none"
            ? "Total" : SpreadsheetGuard.label(ReadableName.text(table.text(row, "split"))),
        ] + Self.indicators.map { indicator(table, row, $0.1) })
    }
    return writer.bytes
  }

  private func indicator(_ table: RunTable, _ row: Int, _ column: String) -> String {
    if table.isSuppressed(row, column) { return ProtectedRun.symbol }
    guard let value = table.number(row, column) else { return "z" }
    let whole = value.rounded()
    return whole == 0 && value != 0 ? "low" : DelimitedTextWriter.format(whole == 0 ? 0 : whole)
  }

  private func meta(unit: String, calendar: String) -> [UInt8] {
    var writer = DelimitedTextWriter()
    writer.append(row: [
      "col_name", "col_type", "label", "indicator_grouping", "indicator_unit", "indicator_dp",
      "filter_hint", "filter_grouping_column",
    ])
    let filters = [
      ("scenario", "Scenario", "Decisions and assumptions of the forecast", ""),
      ("breakdown", "Breakdown", "Total, or an item", "breakdown_topic"),
    ]
    for filter in filters {
      writer.append(row: [filter.0, "Filter", filter.1, "", "", "", filter.2, filter.3])
    }
    let grouping = calendar == "census" ? "Forecast on the day" : "Forecast over the year"
    for indicator in Self.indicators {
      let label = "\(indicator.2) (\(unit))"
      writer.append(
        row: [indicator.0, "Indicator", String(label.prefix(80)), grouping, "", "0", "", ""])
    }
    return writer.bytes
  }

  /// `2027-01` is 2027, January; `2027-03-31` is 2027, Reporting year; `2027/28` is 202728,
  /// Financial year.
  static func time(_ period: String) throws(HandoverError) -> (period: String, identifier: String) {
    if let year = FinancialYear(label: period) {
      let end = (year.startYear + 1) % 100
      return ("\(year.startYear)\(end < 10 ? "0" : "")\(end)", "Financial year")
    }
    let parts = period.split(separator: "-")
    if parts.count == 3, parts[1] == "03", parts[2] == "31" {
      return (String(parts[0]), "Reporting year")
    }
    guard parts.count >= 2, let month = Int(parts[1]), (1...12).contains(month) else {
      throw HandoverError(
        "The period '\(period)' of the forecasts is neither a month, a day nor a financial year, so "
          + "it has no time identifier in open data.")
    }
    return (String(parts[0]), monthNames[month - 1])
  }

  static func snake(_ name: String) -> String {
    name.lowercased().map { $0.isLetter || $0.isNumber ? String($0) : "_" }.joined()
  }

  private static let monthNames = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]

  private static let regionNames = [
    "E12000001": "North East", "E12000002": "North West", "E12000003": "Yorkshire and The Humber",
    "E12000004": "East Midlands", "E12000005": "West Midlands", "E12000006": "East of England",
    "E12000007": "London", "E12000008": "South East", "E12000009": "South West",
  ]
}
