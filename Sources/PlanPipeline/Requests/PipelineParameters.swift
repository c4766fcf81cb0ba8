import DelimitedText
import Foundation
import Probability

/// The numbers of the pipeline of one authority.
///
/// One row a parameter: `parameter`, then one of `value`, of `low` and `high` (90% likely between), or
/// of `events` and `of`: so many of so many for a share, so many in so many years for a number a year.
/// `source` is read for the reader alone.
public struct PipelineParameters: Sendable, Hashable {
  private let laws: [PipelineParameter: ParameterLaw]
  /// Where each number comes from, in the order of ``PipelineParameter``; empty where the table is
  /// silent.
  public let sources: [PipelineParameter: String]

  /// Reads the table. Throws ``PipelineError`` with the place of what is unknown, missing, given twice or
  /// out of range.
  public init(bytes: [UInt8], file: String) throws(PipelineError) {
    let rows = try PipelineRows(
      bytes, file, known: ["parameter", "value", "low", "high", "events", "of", "source"])
    let names = PipelineParameter.allCases.map(\.rawValue)
    var laws: [PipelineParameter: ParameterLaw] = [:]
    var sources: [PipelineParameter: String] = [:]
    for row in rows.rows {
      let parameter = PipelineParameter.allCases[try rows.name(row, "parameter", among: names)]
      guard laws[parameter] == nil else {
        throw try rows.fault(
          row, "parameter", "'\(parameter.rawValue)' is there already; give each number once")
      }
      laws[parameter] = try PipelineParameters.law(parameter, row, rows)
      sources[parameter] = rows.optional(row, "source")
    }
    for parameter in PipelineParameter.allCases where laws[parameter] == nil {
      guard let standard = parameter.standard else {
        throw PipelineError(
          "\(file): '\(parameter.rawValue)' is missing, and there is no usual value to take for it. Add a "
            + "row with the authority's own figure.")
      }
      laws[parameter] = .fixed(standard)
      sources[parameter] = ""
    }
    self.laws = laws
    self.sources = sources
  }

  private static func law(
    _ parameter: PipelineParameter, _ row: Int, _ rows: PipelineRows
  ) throws(PipelineError) -> ParameterLaw {
    let bounds = parameter.bounds
    let given = ["value", "low", "high", "events", "of"].filter { !rows.optional(row, $0).isEmpty }
    switch given {
    case ["value"]:
      return .fixed(try rows.number(row, "value", bounds))
    case ["low", "high"]:
      let low = try rows.number(row, "low", bounds)
      let high = try rows.number(row, "high", bounds)
      guard low < high else {
        throw try rows.fault(row, "high", "is not above low; give the lower end first")
      }
      return try range(parameter, low, high, row, rows)
    case ["events", "of"]:
      let events = try rows.number(row, "events", 0...1e7)
      let total = try rows.number(row, "of", 1e-6...1e7)
      if parameter.isShare {
        guard events <= total else {
          throw try rows.fault(row, "events", "is more than 'of', so the share would be above 1")
        }
        return .beta(Beta(unchecked: events + 0.5, total - events + 0.5))
      }
      guard parameter == .requestsPerYear || parameter == .transfersInPerYear else {
        throw try rows.fault(
          row, "events",
          "'\(parameter.rawValue)' is no share and no number a year; give value, or low and high")
      }
      return .gamma(Gamma(unchecked: events + 0.5, scale: 1 / total))
    default:
      throw try rows.fault(
        row, "parameter",
        "has \(given.isEmpty ? "no figure" : given.joined(separator: ", ")); give value alone, low and high, or events and of"
      )
    }
  }

  private static func range(
    _ parameter: PipelineParameter, _ low: Double, _ high: Double, _ row: Int, _ rows: PipelineRows
  ) throws(PipelineError) -> ParameterLaw {
    let reach = 2 * SpecialFunctions.normalQuantile(0.95)
    if parameter.isSigned {
      return .normal(
        Normal(unchecked: (low + high) / 2, standardDeviation: (high - low) / reach))
    }
    guard low > 0, !parameter.isShare || high < 1 else {
      throw try rows.fault(
        row, "low",
        "a range has to lie inside what the number can be, ends left out; give value instead")
    }
    do {
      if parameter.isShare {
        let bottom = log(low / (1 - low))
        let top = log(high / (1 - high))
        return .logitNormal(
          try LogitNormal(
            logitMean: (bottom + top) / 2, logitStandardDeviation: (top - bottom) / reach))
      }
      return .logNormal(
        try LogNormal(
          logMean: (log(low) + log(high)) / 2,
          logStandardDeviation: (log(high) - log(low)) / reach))
    } catch {
      throw try rows.fault(row, "low", "\(error)")
    }
  }

  /// One replicate's numbers. Each has a stream of its own, so that a change of one changes no other.
  func draw(_ replicate: Int, seed: UInt64) -> [PipelineParameter: Double] {
    var values: [PipelineParameter: Double] = [:]
    for (parameter, law) in laws {
      let stream = RandomStream(seed: seed, name: "pipeline|\(parameter.rawValue)")
      values[parameter] = law.value(stream.uniform(replicate: replicate, step: 0))
    }
    return values
  }

  /// The median of a number.
  public func median(_ parameter: PipelineParameter) -> Double {
    laws[parameter]?.value(0.5) ?? 0
  }
}
