import Results

/// Follows a figure's subject to all that it rests on.
struct LineageWalk {
  private let needs: [String: [String]]
  private let used: Set<String>

  /// - Parameters:
  ///   - links: the run's links.
  ///   - scenarios: the scenarios of the figure: only their levers and contracts act on it.
  init(_ links: [LineageLink], scenarios: [String]) {
    needs = Dictionary(grouping: links, by: \.name).mapValues { $0.map(\.needs).sorted() }
    var used: Set<String> = []
    for scenario in scenarios { used.formUnion(needs["scenario \(scenario)"] ?? []) }
    self.used = used
  }

  /// All that the subjects rest on, themselves first, each once, in the order it is met.
  func closure(of subjects: [String]) -> [String] {
    var order: [String] = []
    var seen: Set<String> = []
    var waiting = Array(subjects.reversed())
    while let next = waiting.popLast() {
      let isDecision = next.hasPrefix("lever ") || next.hasPrefix("contract ")
      if isDecision && !used.contains(next) { continue }
      guard seen.insert(next).inserted else { continue }
      order.append(next)
      waiting += (needs[next] ?? []).reversed()
    }
    return order
  }

  /// Whether a name of that kind is known.
  func knows(_ name: String) -> Bool { needs[name] != nil }

  /// Costs and decisions that a fund's total is made of.
  func everyCost() -> [String] {
    needs.keys.filter { $0.hasPrefix("cost ") }.sorted() + used.sorted()
  }
}
