extension Checker {
  /// Levers in order of use, moved only where `after lever` asks; E602 and E605 on the way.
  func ordered(
    _ uses: [LeverUse], in syntax: ScenarioSyntax, _ clashes: inout Set<Set<String>>
  ) -> [LeverUse] {
    var reach: [String: Set<String>] = [:]
    for use in uses { reach[use.lever] = predecessors(of: use.lever) }
    for (index, second) in uses.enumerated() {
      for first in uses[..<index] where touch(first.lever, second.lever) {
        let isSettled =
          reach[first.lever]?.contains(second.lever) == true
          || reach[second.lever]?.contains(first.lever) == true
        let pair: Set<String> = [first.lever, second.lever]
        guard !isSettled, clashes.insert(pair).inserted,
          let block = scope.levers[second.lever]?.block
        else { continue }
        bag.add(
          .e602, block.name.span,
          "This lever and `\(first.lever)` both change the same children, and nothing says which "
            + "goes first (scenario `\(syntax.block.name.value)`).",
          fixes: [
            .insert(
              .choose, "  after lever \(first.lever)\n", at: block.insertionPoint, in: block.file,
              title: "add `after lever \(first.lever)`, or the other way round")
          ])
      }
    }
    // Stable: each time, the first lever whose predecessors are all placed.
    var pending = uses
    var result: [LeverUse] = []
    while !pending.isEmpty {
      let waiting = Set(pending.map(\.lever))
      let free = pending.firstIndex {
        waiting.subtracting([$0.lever]).isDisjoint(with: reach[$0.lever] ?? [])
          && reach[$0.lever]?.contains($0.lever) != true
      }
      guard let free else {
        if let lever = pending.first.flatMap({ scope.levers[$0.lever] }) {
          bag.add(
            .e605, lever.after.first?.span ?? lever.block.name.span,
            "`after lever` goes round in a circle here, so no lever can go first.",
            fixes: [.write(.choose, "delete one `after lever` clause")])
        }
        return result + pending
      }
      result.append(pending.remove(at: free))
    }
    return result
  }

  private func predecessors(of lever: String) -> Set<String> {
    var found: Set<String> = []
    var pending = scope.levers[lever]?.after.map(\.value) ?? []
    while let name = pending.popLast() {
      guard found.insert(name).inserted else { continue }
      pending += scope.levers[name]?.after.map(\.value) ?? []
    }
    return found
  }

  private func touch(_ left: String, _ right: String) -> Bool {
    guard let one = scope.levers[left], let two = scope.levers[right],
      one.measure.value == two.measure.value
    else { return false }
    let whole = one.measure.value
    let (first, second) = (cells(one), cells(two))
    return !first.isDisjoint(with: second) || first.contains(whole) || second.contains(whole)
  }

  private func cells(_ lever: LeverSyntax) -> Set<String> {
    var cells: Set<String> = []
    for effect in lever.effects {
      switch effect.kind {
      case .move(let from, let to), .divert(let from, let to):
        cells.formUnion([from.value, to.value])
      case .reduce(let item, let destination):
        cells.insert(item.value)
        if case .item(let other) = destination { cells.insert(other.value) }
      case .increase(let item, let origin):
        cells.insert(item.value)
        if case .item(let other) = origin { cells.insert(other.value) }
      case .set(let item), .cap(let item): cells.insert(item.value)
      }
    }
    return cells
  }

  func checkCover(_ scenario: Scenario, _ syntax: ScenarioSyntax) {
    for use in scenario.contracts {
      guard let contract = scope.contracts[use.contract], let measure = contract.measure,
        !scenario.covers.contains(measure.value), scope.measures[measure.value] != nil
      else { continue }
      bag.add(
        .e607, syntax.block.name.span,
        "`\(use.contract)` serves `\(measure.value)`, which `\(scenario.name)` does not cover, so nobody "
          + "would fill it.",
        fixes: [.write(.choose, "add `\(measure.value)` to `covers`, or leave the contract out")])
    }
    for use in scenario.levers {
      guard let lever = scope.levers[use.lever], !scenario.covers.contains(lever.measure.value),
        scope.measures[lever.measure.value] != nil
      else { continue }
      bag.add(
        .e607, syntax.block.name.span,
        "`\(use.lever)` acts on `\(lever.measure.value)`, which `\(scenario.name)` does not cover, "
          + "so it would change nothing that is counted.",
        fixes: [
          .write(.choose, "add `\(lever.measure.value)` to `covers`, or leave the lever out")
        ])
    }
  }
}
