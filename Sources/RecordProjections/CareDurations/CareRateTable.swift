public import Cohorts
public import CouncilReturns
import DelimitedText
import Foundation
import Periods
import Probability

extension CareRates {
  /// One rate with all that stands behind it.
  public struct Row: Hashable, Sendable {
    /// The group of age.
    public let age: CareStays.AgeGroup

    /// The group of placement.
    public let placement: CareStays.Placement

    /// The band of weeks in the placement.
    public let band: String

    /// What happens.
    public let event: Event

    /// How often it happened in the window.
    public let events: Int

    /// Child-nights at risk in the window.
    public let exposure: Int

    /// Events per child-night; `nil` without exposure.
    public let rate: Double?

    /// The exact (Garwood) interval of the rate.
    public let interval: ClosedRange<Double>?

    /// Events, weighted by month.
    public let effectiveEvents: Double

    /// Child-nights, weighted by month.
    public let effectiveExposure: Double

    /// The weighted rate after shrinkage.
    public let shrunkRate: Double

    /// The rate of the group above, (placement, band), towards which it is shrunk.
    public let parentRate: Double
  }

  /// Every rate of cells in which a child was at risk or an event happened, by cell and then event,
  /// with exact intervals of that coverage.
  ///
  /// Throws ``CohortError`` unless coverage is inside (0, 1).
  public func rows(coverage: Double = 0.95) throws(CohortError) -> [Row] {
    var rows: [Row] = []
    let nights = Self.weighted(exposure.exposure.map { $0.map(Double.init) }, weights)
    var ladders: [(ladder: RateLadder, events: [Double])] = []
    for event in Event.all {
      let events =
        switch event {
        case .exit(let exit): Self.exits(exposure, weights, exit)
        case .move(let placement): Self.moves(exposure, weights, placement)
        }
      ladders.append((try ladder(event, weights: weights), events))
    }
    for cell in CareStays.Cell.all {
      let exposed = exposure.exposure(cell)
      for (event, fitted) in zip(Event.all, ladders) {
        let events =
          switch event {
          case .exit(let exit): exposure.exits(cell, exit)
          case .move(let placement): exposure.moves(cell, to: placement)
          }
        guard exposed > 0 || events > 0 else { continue }
        let exact: PoissonRate?
        do {
          exact =
            exposed > 0
            ? try PoissonRate(events: events, exposure: Double(exposed), coverage: coverage) : nil
        } catch {
          throw CohortError(error.parameter, error.description)
        }
        let estimate = fitted.ladder.estimates[cell.index]
        rows.append(
          Row(
            age: cell.age, placement: cell.placement, band: CareStays.Band.labels[cell.band],
            event: event, events: events, exposure: exposed, rate: exact?.rate,
            interval: exact?.interval, effectiveEvents: fitted.events[cell.index],
            effectiveExposure: nights[cell.index], shrunkRate: estimate.rate,
            parentRate: estimate.parentRate))
      }
    }
    return rows
  }

  /// What a reader of the rates should know: the window, the decay, and what was left out.
  public var notes: [String] {
    let nights =
      weights.isEmpty ? 0 : zip(exposure.nights, weights).reduce(0) { $0 + Double($1.0) * $1.1 }
    let decay =
      halfLife.map {
        "Months count half every \(DelimitedTextWriter.format($0)) months, so that the window weighs "
          + "\(Int(nights.rounded())) of its \(exposure.nights.reduce(0, +)) nights."
      } ?? "All months count alike."
    let counts = exposure.counts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
    return exposure.notes
      + ["Nights from \(exposure.from.iso) to \(exposure.to.adding(days: -1).iso). \(decay)"]
      + (counts.isEmpty
        ? [] : ["Episodes repaired or set aside: \(counts.joined(separator: ", "))."])
  }

  /// The names of the columns of ``csv(coverage:)``.
  public static let columns = [
    "age_group", "placement", "weeks_in_placement", "event", "events", "child_nights",
    "rate_per_night", "lower", "upper", "effective_events", "effective_child_nights",
    "shrunk_rate_per_night", "parent_rate_per_night",
  ]

  /// The rows as comma-separated text.
  public func csv(coverage: Double = 0.95) throws(CohortError) -> String {
    var writer = DelimitedTextWriter()
    writer.append(row: Self.columns)
    for row in try rows(coverage: coverage) {
      writer.append(row: Self.words(row) + Self.figures(row).map(Self.text))
    }
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  /// The rows as JSON: the window, the half-life, what was left out, and the rates.
  public func json(coverage: Double = 0.95) throws(CohortError) -> String {
    func number(_ value: Double?) -> String {
      value.map(DelimitedTextWriter.format).flatMap { $0.isEmpty ? nil : $0 } ?? "null"
    }
    let counts = exposure.counts.sorted { $0.key < $1.key }
      .map { "\"\($0.key)\": \($0.value)" }.joined(separator: ", ")
    let lines = try rows(coverage: coverage).map { row in
      let words = zip(Self.columns, Self.words(row)).map { "\"\($0)\": \"\($1)\"" }
      let figures = zip(Self.columns.dropFirst(4), Self.figures(row)).map {
        "\"\($0)\": \(number($1))"
      }
      return "    {" + (words + figures).joined(separator: ", ") + "}"
    }
    return """
      {
        "window": {"from": "\(exposure.from.iso)", "to": "\(exposure.to.iso)"},
        "half_life_months": \(number(halfLife)),
        "year_effect_sd": \(number(yearEffect)),
        "coverage": \(number(coverage)),
        "episodes_repaired_or_set_aside": {\(counts)},
        "rates": [
      \(lines.joined(separator: ",\n"))
        ]
      }

      """
  }

  /// The rows as a table to read, rates per 1,000 child-nights.
  public func table(coverage: Double = 0.95) throws(CohortError) -> String {
    let header = [
      "age", "placement", "weeks", "event", "events", "nights", "per 1,000", "lower", "upper",
      "shrunken", "parent",
    ]
    func per(_ value: Double?) -> String {
      value.map { String(format: "%.3f", 1_000 * $0) } ?? ""
    }
    let lines = try rows(coverage: coverage).map { row in
      Self.words(row) + [
        String(row.events), String(row.exposure), per(row.rate), per(row.interval?.lowerBound),
        per(row.interval?.upperBound), per(row.shrunkRate), per(row.parentRate),
      ]
    }
    let all = [header] + lines
    let widths = header.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
    let text = all.map { line in
      line.indices.map { column in
        let pad = String(repeating: " ", count: widths[column] - line[column].count)
        return column < 4 ? line[column] + pad : pad + line[column]
      }.joined(separator: "  ")
    }
    return text.joined(separator: "\n") + "\n"
  }

  private static func words(_ row: Row) -> [String] {
    [row.age.label, row.placement.label, row.band, row.event.label]
  }

  private static func figures(_ row: Row) -> [Double?] {
    [
      Double(row.events), Double(row.exposure), row.rate, row.interval?.lowerBound,
      row.interval?.upperBound, row.effectiveEvents, row.effectiveExposure, row.shrunkRate,
      row.parentRate,
    ]
  }

  private static func text(_ value: Double?) -> String {
    value.map(DelimitedTextWriter.format) ?? ""
  }
}
