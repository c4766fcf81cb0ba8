import CouncilReturns
import DelimitedText
import Foundation
import RecordProjections
import ReferenceCases

/// The reference projection of plans kept beside the repository: inputs, parameters, exact moments.
enum PlanReference {
  static func bytes(_ path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: SharedReference.folder.appending(path: "peers/send/\(path)")))
  }

  /// The rows of a file by column.
  static func rows(_ path: String) throws -> [[String: String]] {
    let table = try DelimitedTable(bytes: bytes(path), file: path)
    return (0..<table.rowCount).map { row in
      Dictionary(uniqueKeysWithValues: zip(table.columns, table.row(row)))
    }
  }

  static func transitions() throws -> PlanTransitions {
    try PlanTransitions.read(bytes: bytes("inputs/transitions.csv"), file: "transitions.csv")
      .transitions
  }

  static func population() throws -> ChildPopulation {
    try ChildPopulation(bytes: bytes("inputs/population.csv"), file: "population.csv")
  }

  static func valid() throws -> ValidPlanStates {
    try ValidPlanStates(bytes: bytes("inputs/valid-states.csv"), file: "valid-states.csv")
  }

  static func projection(
    from: Int = 2017, transitions: PlanTransitions? = nil, joining: PlanTransitions? = nil,
    start: [PlanState: Int]? = nil, _ change: (inout PlanProjection.Options) -> Void = { _ in }
  ) throws -> PlanProjection {
    var options = PlanProjection.Options(from: from, until: 2022)
    options.parameters = .perYear
    options.simulations = 2
    options.seed = 50
    options.threads = 2
    change(&options)
    return try PlanProjection(
      transitions: transitions ?? self.transitions(), population: population(),
      costs: PlanCosts(bytes: bytes("inputs/costs.csv"), file: "costs.csv"), valid: valid(),
      joining: joining, start: start, options: options)
  }

  /// What a figure is called in the reference.
  static func name(_ key: PlanMeasures.Key) -> String {
    switch key.dimension {
    case .ncy: "academic-year,\(key.key)"
    case .group: "ay-group,\(key.key == "<=0" ? "NCY < 1" : "NCY \(key.key)")"
    default: "\(key.dimension.rawValue),\(key.key)"
    }
  }

  /// The exact mean and standard deviation of a run, by `year,dimension,key`.
  static func moments(run: String) throws -> [String: (mean: Double, sd: Double)] {
    var moments: [String: (mean: Double, sd: Double)] = [:]
    for row in try rows("exact/moments.csv") where row["run"] == run {
      let key = "\(row["calendar-year"] ?? ""),\(row["dimension"] ?? ""),\(row["key"] ?? "")"
      moments[key] = (number(row["mean"]), number(row["sd"]))
    }
    return moments
  }

  static func number(_ text: String?) -> Double { text.flatMap(Double.init) ?? .nan }
}
