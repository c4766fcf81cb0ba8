import ScenarioLanguage

extension RunPlan {
  /// The plan of some scenarios and of those they are measured against, with fewer draws.
  func subset(of wanted: [Int], draws: Int) -> RunPlan {
    var keep: Set<Int> = []
    var pending = wanted
    while let next = pending.popLast() {
      guard keep.insert(next).inserted else { continue }
      pending += scenarios[next].levers.compactMap(\.baseline)
      if let parent = scenarios[next].scenario.parent, let place = scenario(parent) {
        pending.append(place)
      }
    }
    let kept = scenarios.indices.filter { keep.contains($0) }
    let places = Dictionary(
      kept.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    var result = self
    result.draws = min(draws, self.draws)
    result.scenarios = kept.map { index in
      var scenario = scenarios[index]
      for lever in scenario.levers.indices {
        scenario.levers[lever].baseline = scenario.levers[lever].baseline.flatMap { places[$0] }
      }
      return scenario
    }
    result.order = order.compactMap { places[$0] }
    result.watches = watches.compactMap { watch in
      places[watch.scenario].map {
        Watch(scenario: $0, measure: watch.measure, item: watch.item)
      }
    }
    return result
  }
}
