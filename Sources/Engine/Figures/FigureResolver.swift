import Foundation
import Periods
import ScenarioLanguage

/// Resolves the names of a figure to positions and samplers.
struct FigureResolver {
  let figure: Figure
  let names: FigureNames

  func node(_ expression: Figure.Expression) throws(EngineError) -> FigureEvaluator.Node {
    switch expression {
    case .amount(let quantity):
      return .amount(quantity.value, perMonth: quantity.perTime.map(names.units.perMonth))
    case .measure(let name, let item):
      return try measure(name, item)
    case .assumption(let name, let item):
      let path = item.map { "\(name).\($0)" } ?? name
      let reference = ValueSpec(
        form: .reference(path), shape: .fixed, quantity: Quantity(magnitude: 0, kind: .plain))
      let unit = try names.book.specification(reference, item: item).quantity.perTime
      return .sampler(
        try names.book.sampler(name, item: item), perMonth: unit.map(names.units.perMonth))
    case .cost(let name):
      guard let costs = names.costs else {
        throw fault(
          "uses the cost `\(name)` to feed a pathway, but costs follow from the children counted. "
            + "Leave the cost out of it.")
      }
      guard let position = costs.firstIndex(where: { $0.cost.name == name }) else {
        throw fault("uses the cost `\(name)`, whose measure is not in `covers`. Add it there.")
      }
      return .cost(position)
    case .figure(let name):
      return try node(other(name).expression)
    case .total(let name):
      if let plan = names.measure(name).map({ names.measures[$0].measure }) {
        return .total(try measure(name, nil), isStock: !plan.isFlow)
      }
      return .total(try node(.cost(name)), isStock: false)
    case .repriced(let inner, let year):
      guard let inflation = names.inflation else {
        throw fault(
          "reprices money to \(year.label), but no assumption called `general-inflation` says by "
            + "how much prices change. Declare it, as a change per financial year.")
      }
      return .repriced(
        try node(inner), from: try base(inner), to: year, inflation: inflation)
    case .add(let left, let right): return .add(try node(left), try node(right))
    case .subtract(let left, let right): return .subtract(try node(left), try node(right))
    case .multiply(let left, let right): return .multiply(try node(left), try node(right))
    case .divide(let left, let right): return .divide(try node(left), try node(right))
    }
  }

  private func measure(
    _ name: String, _ item: String?
  ) throws(EngineError) -> FigureEvaluator.Node {
    guard let position = names.measure(name) else {
      throw fault(
        "uses the measure `\(name)`, which this scenario does not compute before it. Add it to "
          + "`covers`.")
    }
    let plan = names.measures[position]
    guard let item else { return .measure(position, items: 0..<plan.items.count) }
    guard let place = plan.position(item) else {
      throw fault(
        "uses `\(name).\(item)`, but the items of `\(name)` are "
          + plan.items.joined(separator: ", ") + ".")
    }
    return .measure(position, items: place..<place + 1)
  }

  private func other(_ name: String) throws(EngineError) -> Figure {
    guard let found = names.model.figures.first(where: { $0.name == name }) else {
      throw fault("uses the figure `\(name)`, which is not declared.")
    }
    return found
  }

  /// The price base of an expression of money; `nil` for cash.
  private func base(_ expression: Figure.Expression) throws(EngineError) -> FinancialYear? {
    switch expression {
    case .amount(let quantity):
      return quantity.base.flatMap(RunPlanner.year)
    case .assumption(let name, let item):
      let path = item.map { "\(name).\($0)" } ?? name
      let reference = ValueSpec(
        form: .reference(path), shape: .fixed, quantity: Quantity(magnitude: 0, kind: .plain))
      return try names.book.specification(reference, item: item).quantity.base
        .flatMap(RunPlanner.year)
    case .figure(let name): return try base(other(name).expression)
    case .repriced(_, let year): return year
    case .measure, .cost, .total: return nil
    case .add(let left, let right), .subtract(let left, let right),
      .multiply(let left, let right), .divide(let left, let right):
      if let year = try base(left) { return year }
      return try base(right)
    }
  }

  private func fault(_ what: String) -> EngineError {
    EngineError(
      "The figure `\(figure.name)` \(what)",
      location: "\(figure.location.file):\(figure.location.line):\(figure.location.column)")
  }
}
