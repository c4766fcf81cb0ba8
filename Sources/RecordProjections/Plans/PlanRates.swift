public import Cohorts
public import CouncilReturns
import DelimitedText
import Foundation
public import Probability

/// Shares of plans that end, move and begin from one January census to the next, with the counts
/// that they rest on.
public struct PlanRates: Sendable {
  /// What happens.
  public enum Event: String, Sendable, CaseIterable {
    /// A plan is there at one census and not at the next.
    case leave

    /// A plan that stays has another setting.
    case move

    /// A child without a plan has one at the next census.
    case join
  }

  /// One share.
  public struct Row: Hashable, Sendable {
    /// What happens.
    public let event: Event

    /// The school year (NCY) at the first census; of joiners at the second.
    public let ncy: Int

    /// The setting at the first census; `nil` of joiners.
    public let setting: String?

    /// To how many it happened.
    public let events: Int

    /// To how many it could have: plans at the first census, those of them that did not end, or
    /// children of the school year.
    public let exposure: Double

    /// Events over exposure; `nil` without exposure.
    public let share: Double?

    /// The exact (Clopper-Pearson) interval of the share; `nil` without exposure.
    public let interval: ClosedRange<Double>?

    /// The share shrunk towards that of the phase and setting, that towards the setting's, and that
    /// towards all (``ShareLadder``); joiners towards the phase and all.
    public let shrunk: Double
  }

  /// The rows by event, school year and setting.
  public let rows: [Row]

  /// Counts transitions over all their years; joiners only where the population has the school year
  /// at the later census.
  ///
  /// - Parameters:
  ///   - transitions: counts from census to census.
  ///   - population: all children by school year; `nil` leaves joiners out.
  ///   - coverage: the coverage of the exact intervals.
  /// - Throws: `CohortError` where counts do not fit, `ParameterError` for a coverage outside 0 to 1.
  public init(
    _ transitions: PlanTransitions, population: ChildPopulation?, coverage: Double = 0.95
  ) throws {
    var plans: [Key: (exposed: Int, left: Int, moved: Int)] = [:]
    var joined: [Int: Int] = [:]
    for flow in transitions.flows {
      if let from = flow.from {
        let key = Key(ncy: from.ncy, setting: from.setting)
        var count = plans[key] ?? (0, 0, 0)
        count.exposed += flow.count
        if let to = flow.to {
          if to.setting != from.setting { count.moved += flow.count }
        } else {
          count.left += flow.count
        }
        plans[key] = count
      } else if let to = flow.to, population?.children(year: flow.year + 1, ncy: to.ncy) != nil {
        joined[to.ncy, default: 0] += flow.count
      }
    }
    let keys = plans.keys.sorted { ($0.ncy, $0.setting) < ($1.ncy, $1.setting) }
    let parents = Self.parents(keys)
    var rows: [Row] = []
    func append(
      _ event: Event, _ places: [(ncy: Int, setting: String?)], _ events: [Int],
      _ exposures: [Double], _ parents: [[Int]]
    ) throws {
      guard !places.isEmpty else { return }
      let ladder = try ShareLadder(
        happened: events.map(Double.init), exposed: exposures, parents: parents)
      for (index, place) in places.enumerated() {
        let trials = Int(exposures[index].rounded())
        rows.append(
          Row(
            event: event, ncy: place.ncy, setting: place.setting, events: events[index],
            exposure: exposures[index],
            share: trials > 0 ? Double(events[index]) / exposures[index] : nil,
            interval: trials > 0
              ? try ProportionInterval.exact(
                successes: events[index], trials: trials, coverage: coverage) : nil,
            shrunk: ladder.means[index]))
      }
    }
    let counts = keys.map { plans[$0] ?? (0, 0, 0) }
    let places = keys.map { (ncy: $0.ncy, setting: Optional($0.setting)) }
    try append(
      .leave, places, counts.map(\.left), counts.map { Double($0.exposed) }, parents)
    try append(
      .move, places, counts.map(\.moved), counts.map { Double($0.exposed - $0.left) }, parents)
    if let population {
      var children: [Int: Double] = [:]
      for year in transitions.years {
        for (ncy, count) in population.counts[year + 1] ?? [:] {
          children[ncy, default: 0] += count
        }
      }
      let years = children.keys.filter { (children[$0] ?? 0) >= Double(joined[$0] ?? 0) }.sorted()
      let phases = Array(Set(years.map { PlanPhase(ncy: $0).rawValue })).sorted()
      try append(
        .join, years.map { (ncy: $0, setting: nil) }, years.map { joined[$0] ?? 0 },
        years.map { children[$0] ?? 0 },
        [
          years.map { phases.firstIndex(of: PlanPhase(ncy: $0).rawValue) ?? 0 },
          phases.map { _ in 0 },
        ])
    }
    self.rows = rows
  }

  private struct Key: Hashable {
    let ncy: Int
    let setting: String
  }

  /// School year and setting, phase and setting, setting, all.
  private static func parents(_ keys: [Key]) -> [[Int]] {
    struct Group: Hashable {
      let phase: Int
      let setting: String
    }
    var groups: [Group] = []
    var settings: [String] = []
    func place<Value: Equatable>(_ value: Value, in list: inout [Value]) -> Int {
      if let index = list.firstIndex(of: value) { return index }
      list.append(value)
      return list.count - 1
    }
    let first = keys.map {
      place(Group(phase: PlanPhase(ncy: $0.ncy).rawValue, setting: $0.setting), in: &groups)
    }
    let second = groups.map { place($0.setting, in: &settings) }
    return [first, second, settings.map { _ in 0 }]
  }

  /// The headings of ``csv``.
  public static let columns = [
    "event", "ncy", "setting", "events", "exposure", "share", "lower", "upper", "shrunk",
  ]

  private func fields(_ row: Row, _ number: (Double) -> String) -> [String] {
    [
      row.event.rawValue, "\(row.ncy)", row.setting ?? "", "\(row.events)",
      DelimitedTextWriter.significant(row.exposure),
    ]
      + [row.share, row.interval?.lowerBound, row.interval?.upperBound, row.shrunk].map {
        $0.map(number) ?? ""
      }
  }

  /// A row per share.
  public var csv: String {
    var writer = DelimitedTextWriter()
    writer.append(row: Self.columns)
    for row in rows { writer.append(row: fields(row, DelimitedTextWriter.significant)) }
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  /// The same for a screen, shares in per cent.
  public var table: String {
    let lines =
      [Self.columns] + rows.map { fields($0) { String(format: "%.2f%%", 100 * $0) } }
    let widths = Self.columns.indices.map { column in lines.map { $0[column].count }.max() ?? 0 }
    return lines.map { line in
      line.indices.map { column in
        let gap = String(repeating: " ", count: widths[column] - line[column].count)
        return column == 0 || column == 2 ? line[column] + gap : gap + line[column]
      }.joined(separator: "  ")
    }.joined(separator: "\n") + "\n"
  }

  /// The same as a JSON list of objects, keys in order.
  public func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    let objects = rows.map { row in
      Object(
        event: row.event.rawValue, ncy: row.ncy, setting: row.setting, events: row.events,
        exposure: row.exposure, share: row.share, lower: row.interval?.lowerBound,
        upper: row.interval?.upperBound, shrunk: row.shrunk)
    }
    return String(decoding: try encoder.encode(objects), as: UTF8.self) + "\n"
  }

  private struct Object: Encodable {
    let event: String
    let ncy: Int
    let setting: String?
    let events: Int
    let exposure: Double
    let share: Double?
    let lower: Double?
    let upper: Double?
    let shrunk: Double
  }
}
