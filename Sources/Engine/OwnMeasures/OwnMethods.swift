import Foundation
import Results
import ScenarioLanguage

/// How the measures with a table of their own were carried forward, in words and figures.
struct OwnMethods {
  let plan: RunPlan

  func notes() -> [MethodNote] {
    plan.model.measures.flatMap { measure -> [MethodNote] in
      guard case .own(let own) = measure.source, let history = plan.own.histories[measure.name]
      else { return [] }
      var notes = [
        "Starts from \(own.file.path), \(history.table.months.count) figures from "
          + "\(history.table.first) to \(history.table.last)."
      ]
      switch own.forecast {
      case .recentTrend:
        if let trend = plan.own.trends[measure.name] {
          notes.append(
            "Median of " + trend.total.members.joined(separator: ", ")
              + "; ranges from the past errors of many series, which do not tell parameters from "
              + "process.")
        }
      case .growth(let assumption):
        notes.append("Grows from its last figure by `\(assumption)`, compounded by month.")
      case .lastValue: notes.append("Its last figure holds; no range is drawn.")
      case .regression(let name): notes.append("Forecast by the regression `\(name)`.")
      case .pathway(let name): notes += pathway(name, history)
      }
      return notes.map { MethodNote(measure: measure.name, note: $0) }
    }
  }

  private func pathway(_ name: String, _ history: OwnHistoryPlan) -> [String] {
    guard let rates = plan.own.rates[name] else {
      return ["Forecast by the pathway `\(name)`, whose rates are all written."]
    }
    let exits = rates.exits.reduce(0, +)
    let exposure = rates.exposure.reduce(0, +)
    let moves = rates.transfers.reduce(0) { $0 + $1.reduce(0, +) }
    return [
      String(
        format:
          "Forecast by the pathway `%@`: over %.0f months and %.0f child-months, %.0f entered, "
          + "%.0f left and %.0f moved.", name, rates.months, exposure, rates.entries.reduce(0, +),
        exits, moves),
      "Rates are gamma with the counts and a common law of the same kind of rate; they are drawn once "
        + "in each draw, and whole children month by month.",
    ]
  }
}
