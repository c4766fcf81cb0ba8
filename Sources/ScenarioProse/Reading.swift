public import ScenarioLanguage

/// A declaration read back as English.
public struct Reading: Sendable, Equatable {
  /// What it is: `lever`, `assumption`, `ask` …
  public let kind: String
  /// Its name in the file.
  public let name: String
  /// One paragraph of sentences.
  public let text: String
}

/// Reads a checked scenario file back as English sentences, the same for `headroom read`, editors and
/// reports.
public struct ScenarioProse: Sendable {
  let model: ScenarioModel
  let words: Wording

  /// Prose about a model.
  public init(_ model: ScenarioModel) {
    self.model = model
    words = Wording(model: model)
  }

  /// Every declaration, in the order in which a paper would tell them.
  public var readings: [Reading] {
    var result = [Reading(kind: "settings", name: "settings", text: settings)]
    result += model.measures.map { Reading(kind: "measure", name: $0.name, text: measure($0)) }
    result += model.pathways.map { Reading(kind: "pathway", name: $0.name, text: pathway($0)) }
    result += model.regressions.map {
      Reading(kind: "regression", name: $0.name, text: regression($0))
    }
    result += model.assumptions.map {
      Reading(kind: "assumption", name: $0.name, text: assumption($0))
    }
    result += model.costs.map { Reading(kind: "cost", name: $0.name, text: cost($0)) }
    result += model.contracts.map { Reading(kind: "contract", name: $0.name, text: contract($0)) }
    result += model.figures.map { Reading(kind: "figure", name: $0.name, text: figure($0)) }
    result += model.levers.filter { !$0.name.hasPrefix("ask-") }.map {
      Reading(kind: "lever", name: $0.name, text: lever($0))
    }
    result += model.scenarios.filter { !$0.name.hasPrefix("ask-") }.map {
      Reading(kind: "scenario", name: $0.name, text: scenario($0))
    }
    result += model.asks.enumerated().map {
      Reading(kind: "ask", name: "ask-\($0 + 1)", text: ask($1))
    }
    result += model.reports.map { Reading(kind: "report", name: $0.name, text: report($0)) }
    result += model.checks.map { Reading(kind: "check", name: $0.title, text: check($0)) }
    return result
  }

  /// One declaration by name; `nil` where there is none.
  public func reading(_ name: String) -> Reading? { readings.first { $0.name == name } }
}
