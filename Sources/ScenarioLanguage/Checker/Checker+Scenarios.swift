import Periods

/// What a scenario brings, before its parent's part is added.
private struct Bundle {
  var levers: [(use: LeverUse, span: SourceSpan)] = []
  var overrides: [(value: Override, owner: String)] = []
}

extension Checker {
  mutating func checkScenarios() -> [Scenario] {
    var composed: [String: Scenario] = [:]
    var clashes: Set<Set<String>> = []
    var result: [Scenario] = []
    for syntax in files.flatMap(\.scenarios) {
      for name in syntax.covers { find(name, .measure) }
      for use in syntax.uses {
        switch use {
        case .lever(let name, _): find(name, .lever)
        case .scenario(let name, _): find(name, .scenario)
        }
      }
      if let parent = syntax.parent { find(parent, .scenario) }
      for override in syntax.overrides { _ = checkOverride(override) }
    }
    guard !scenariosCircle() else { return [] }
    for syntax in files.flatMap(\.scenarios) {
      guard var scenario = compose(syntax, depth: 0) else { continue }
      scenario.levers = ordered(scenario.levers, in: syntax, &clashes)
      checkCover(scenario, syntax)
      composed[scenario.name] = scenario
      result.append(scenario)
    }
    return result
  }

  // MARK: Circles

  private func scenariosCircle() -> Bool {
    var found = false
    for start in files.flatMap(\.scenarios) {
      var seen: Set<String> = []
      var pending = next(start)
      while let name = pending.popLast() {
        if name.value == start.block.name.value {
          bag.add(
            .e705, start.block.name.span,
            "`\(start.block.name.value)` leads back to itself through `extends` or `use scenario`.",
            fixes: [.write(.choose, "take one of the links out")])
          found = true
          break
        }
        guard seen.insert(name.value).inserted, let other = scope.scenarios[name.value] else {
          continue
        }
        pending += next(other)
      }
      var depth = 0
      var parent = start.parent
      while !found, let name = parent, let other = scope.scenarios[name.value] {
        depth += 1
        if depth == Bounds.extendsDepth + 1 {
          bag.add(
            .e705, start.block.name.span, "Scenarios may extend each other at most 8 deep.")
          return true
        }
        parent = other.parent
      }
    }
    return found
  }

  private func next(_ syntax: ScenarioSyntax) -> [Name] {
    var names = syntax.parent.map { [$0] } ?? []
    for case .scenario(let name, _) in syntax.uses { names.append(name) }
    return names
  }

  // MARK: Composition

  private func bundle(_ syntax: ScenarioSyntax, delay: Int = 0) -> Bundle {
    var bundle = Bundle()
    for use in syntax.uses {
      switch use {
      case .lever(let name, let own):
        bundle.levers.append((LeverUse(lever: name.value, delayMonths: own + delay), name.span))
      case .scenario(let name, let own):
        guard let other = scope.scenarios[name.value] else { continue }
        let inner = self.bundle(other, delay: own + delay)
        bundle.levers += inner.levers.map { ($0.use, name.span) }
        for override in inner.overrides {
          let clash = bundle.overrides.first {
            overlap($0.value.assumption, override.value.assumption) && $0.value != override.value
          }
          let isSettled = syntax.overrides.contains {
            overlap($0.block.name.value, override.value.assumption)
          }
          if let clash, !isSettled {
            bag.add(
              .e702, name.span,
              "`\(clash.owner)` and `\(override.owner)` both override "
                + "`\(override.value.assumption)`. I never pick a winner.",
              fixes: [.write(.fill, "override it here, saying why")])
          }
          bundle.overrides.append(override)
        }
      }
    }
    for override in syntax.overrides {
      guard let value = checkOverride(override) else { continue }
      bundle.overrides.removeAll { overlap($0.value.assumption, value.assumption) }
      bundle.overrides.append((value, syntax.block.name.value))
    }
    return bundle
  }

  /// Whether two overrides touch the same values: `cla-rate` and `cla-rate.residential` do.
  private func overlap(_ left: String, _ right: String) -> Bool {
    left == right || left.hasPrefix(right + ".") || right.hasPrefix(left + ".")
  }

  private func compose(_ syntax: ScenarioSyntax, depth: Int) -> Scenario? {
    guard depth <= Bounds.extendsDepth else { return nil }
    var base = Scenario(
      name: "", label: "", parent: nil, covers: [], levers: [], overrides: [])
    if let parent = syntax.parent {
      guard let other = scope.scenarios[parent.value], let read = compose(other, depth: depth + 1)
      else { return nil }
      base = read
    }
    let own = bundle(syntax)
    var scenario = Scenario(
      name: syntax.block.name.value,
      label: syntax.block.common.label?.value ?? syntax.block.name.value,
      parent: syntax.parent?.value, covers: base.covers, levers: base.levers,
      overrides: base.overrides)
    for name in syntax.covers.map(\.value) where !scenario.covers.contains(name) {
      scenario.covers.append(name)
    }
    for (use, span) in own.levers {
      if scenario.levers.contains(where: { $0.lever == use.lever }) {
        bag.add(
          .e606, span,
          "`\(use.lever)` is already brought in by another route: its saving would count twice.",
          notes: routes(use.lever, syntax),
          fixes: [
            .init(kind: .choose, title: "delete this line", edits: [deleteLine(span)])
          ])
      } else {
        scenario.levers.append(use)
      }
    }
    for override in own.overrides {
      scenario.overrides.removeAll { overlap($0.assumption, override.value.assumption) }
      scenario.overrides.append(override.value)
    }
    return scenario
  }

  private func routes(_ lever: String, _ syntax: ScenarioSyntax) -> [Diagnostic.Note] {
    guard let first = scope.levers[lever] else { return [] }
    return [.init(message: "the lever", span: first.block.name.span)]
  }

  private func deleteLine(_ span: SourceSpan) -> Diagnostic.TextEdit {
    // A clause starts its own line, so the line start is the span's start less its column.
    .init(file: span.file, start: span.start - span.column + 1, end: span.end, replacement: "")
  }

  private func checkOverride(_ syntax: OverrideSyntax) -> Override? {
    requireEvidence(syntax.block)
    if let from = syntax.from { checkStart(from) }
    let name = syntax.block.name
    let parts = name.value.split(separator: ".").map(String.init)
    guard let base = parts.first, scope.assumptions[base] != nil else {
      let near = nearest(name.value, in: scope.assumptions.keys)
      bag.add(
        .e701, name.span, "There is no assumption `\(name.value)` to override.",
        fixes: near.map { [.replace(.choose, name.span, with: $0)] } ?? [])
      return nil
    }
    guard let assumption = resolved[base] else { return nil }
    if case .byItem = assumption.body {
    } else if parts.count > 1 {
      bag.add(
        .e701, name.span, "`\(base)` is not given `for each` item, so nothing follows the dot.",
        fixes: [.replace(.choose, name.span, with: base)])
      return nil
    }
    if case .byItem(let category, let values) = assumption.body, parts.count == 2,
      !values.contains(where: { $0.item == parts[1] })
    {
      let near = nearest(parts[1], in: values.map(\.item))
      bag.add(
        .e201, name.span, "`\(category)` has no item called `\(parts[1])`.",
        fixes: near.map { [.replace(.choose, name.span, with: "\(base).\($0)")] } ?? [])
      return nil
    }
    guard let value = syntax.value, let spec = self.value(value),
      let original = values(of: assumption.body).first
    else { return nil }
    guard sameUnit(original.quantity, spec.quantity) else {
      bag.add(
        .e312, value.span,
        "This is in \(describe(spec.quantity)), and `\(base)` is in "
          + "\(describe(original.quantity)). An override keeps kind and unit.")
      return nil
    }
    return Override(
      assumption: name.value, value: spec, from: syntax.from?.value.firstMonth,
      because: syntax.because?.value ?? "", evidence: evidence(syntax.block))
  }

  // MARK: Levers in order

  private func ordered(
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
      }
    }
    return cells
  }

  private func checkCover(_ scenario: Scenario, _ syntax: ScenarioSyntax) {
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
