import ScenarioLanguage

/// Which measures each measure is computed from, and an order in which all can be.
struct MeasureOrder {
  let model: ScenarioModel

  /// Names of the measures whose paths this one needs first.
  func sources(of measure: Measure) -> [String] {
    switch measure.source {
    case .published, .level, .projection: return []
    case .follows(let source, _, _): return [source]
    case .own(let own):
      switch own.forecast {
      case .recentTrend, .growth, .lastValue: return []
      case .regression(let name):
        return model.regressions.first { $0.name == name }?.exposure.map { [$0] } ?? []
      case .pathway(let name):
        guard let pathway = model.pathways.first(where: { $0.name == name }) else { return [] }
        var names = pathway.limits.map(\.capacity)
        for case .enter(_, let value) in pathway.written {
          if case .reference(let figure) = value.form { names += measures(in: figure) }
        }
        return names
      }
    }
  }

  /// Measures with those they are computed from first.
  ///
  /// - Throws: ``EngineError`` that names a circle, or a measure that no scenario covers.
  func ordered(_ measures: [Measure]) throws(EngineError) -> [Measure] {
    var result: [Measure] = []
    var waiting = measures
    while !waiting.isEmpty {
      let done = Set(result.map(\.name))
      let ready = waiting.filter { sources(of: $0).allSatisfy(done.contains) }
      guard !ready.isEmpty else { throw stuck(waiting) }
      result += ready
      waiting.removeAll { measure in ready.contains { $0.name == measure.name } }
    }
    return result
  }

  private func stuck(_ waiting: [Measure]) -> EngineError {
    let names = Set(waiting.map(\.name))
    var path = [waiting[0].name]
    while let measure = waiting.first(where: { $0.name == path[path.count - 1] }),
      let next = sources(of: measure).first(where: names.contains)
    {
      if let start = path.firstIndex(of: next) {
        let circle = (path[start...] + [next]).joined(separator: " → ")
        return EngineError(
          "These measures go round in a circle, each computed from the next: \(circle). No month can "
            + "be computed first. Take one of them from a table or an assumption.")
      }
      path.append(next)
    }
    return EngineError(
      "\(waiting.map(\.name).joined(separator: ", ")) can't be computed: each follows a measure that "
        + "no scenario covers. Add the followed measure to `covers`.")
  }

  /// Measures that a figure is made of, through other figures.
  private func measures(in figure: String) -> [String] {
    guard let figure = model.figures.first(where: { $0.name == figure }) else { return [] }
    return measures(in: figure.expression)
  }

  private func measures(in expression: Figure.Expression) -> [String] {
    switch expression {
    case .measure(let name, _): [name]
    case .total(let name): model.measures.contains { $0.name == name } ? [name] : []
    case .figure(let name): measures(in: name)
    case .repriced(let inner, _): measures(in: inner)
    case .add(let left, let right), .subtract(let left, let right),
      .multiply(let left, let right), .divide(let left, let right):
      measures(in: left) + measures(in: right)
    case .amount, .assumption, .cost: []
    }
  }
}
