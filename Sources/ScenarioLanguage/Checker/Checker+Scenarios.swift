import Periods

/// What a scenario brings, before its parent's part is added.
struct Bundle {
  /// Levers with the name that brings each, and its whole clause.
  var levers: [(use: LeverUse, span: SourceSpan, clause: SourceSpan)] = []
  /// The same for contracts.
  var contracts: [(use: ContractUse, span: SourceSpan, clause: SourceSpan)] = []
  var overrides: [(value: Override, owner: String)] = []

  /// Keeps a lever and its first repetition, which is enough to refuse both.
  mutating func add(_ use: LeverUse, _ span: SourceSpan, _ clause: SourceSpan) {
    guard levers.count(where: { $0.use.lever == use.lever }) < 2 else { return }
    levers.append((use, span, clause))
  }

  /// Keeps a contract and its first repetition.
  mutating func add(_ use: ContractUse, _ span: SourceSpan, _ clause: SourceSpan) {
    guard contracts.count(where: { $0.use.contract == use.contract }) < 2 else { return }
    contracts.append((use, span, clause))
  }
}

/// Bundles by scenario, so that scenarios used many times are worked out once.
final class BundleCache {
  var known: [String: Bundle] = [:]
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
        case .lever(let name, _, _): find(name, .lever)
        case .contract(let name, _, _): find(name, .contract)
        case .scenario(let name, _, _): find(name, .scenario)
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
    for case .scenario(let name, _, _) in syntax.uses { names.append(name) }
    return names
  }

  // MARK: Composition

  private func bundle(_ syntax: ScenarioSyntax) -> Bundle {
    if let known = bundles.known[syntax.block.name.value] { return known }
    var bundle = Bundle()
    for use in syntax.uses {
      switch use {
      case .lever(let name, let delay, let clause):
        bundle.add(LeverUse(lever: name.value, delayMonths: delay), name.span, clause)
      case .contract(let name, let delay, let clause):
        bundle.add(ContractUse(contract: name.value, delayMonths: delay), name.span, clause)
      case .scenario(let name, let delay, let clause):
        guard let other = scope.scenarios[name.value] else { continue }
        let inner = self.bundle(other)
        for var use in inner.levers.map(\.use) {
          use.delayMonths += delay
          bundle.add(use, name.span, clause)
        }
        for var use in inner.contracts.map(\.use) {
          use.delayMonths += delay
          bundle.add(use, name.span, clause)
        }
        for override in inner.overrides
        where !bundle.overrides.contains(where: { $0.value == override.value }) {
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
      let owner = syntax.block.name.value
      let twin = bundle.overrides.contains {
        $0.owner == owner && overlap($0.value.assumption, value.assumption)
          && $0.value.from == value.from
      }
      if twin {
        bag.add(
          .e702, override.block.name.span,
          "`\(owner)` overrides `\(value.assumption)` twice from the same month. I never pick a "
            + "winner.", fixes: [.write(.fill, "delete one of them, or give it another `from`")])
        continue
      }
      bundle.overrides.removeAll { $0.owner != owner && replaces(value, $0.value) }
      bundle.overrides.append((value, owner))
    }
    bundles.known[syntax.block.name.value] = bundle
    return bundle
  }

  /// Whether two overrides touch the same values: `cla-rate` and `cla-rate.residential` do.
  private func overlap(_ left: String, _ right: String) -> Bool {
    left == right || left.hasPrefix(right + ".") || right.hasPrefix(left + ".")
  }

  /// Whether a later override takes an earlier one's place: it touches the same values, and holds
  /// from no later month.
  private func replaces(_ new: Override, _ old: Override) -> Bool {
    guard overlap(new.assumption, old.assumption) else { return false }
    guard let start = new.from else { return true }
    return old.from.map { $0 >= start } ?? false
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
      contracts: base.contracts, overrides: base.overrides)
    drop(syntax, from: &scenario)
    for name in syntax.covers.map(\.value) where !scenario.covers.contains(name) {
      scenario.covers.append(name)
    }
    for (use, span, clause) in own.levers {
      if scenario.levers.contains(where: { $0.lever == use.lever }) {
        bag.add(
          .e606, span,
          "`\(use.lever)` is already brought in by another route: its saving would count twice.",
          notes: routes(use.lever, syntax),
          fixes: [
            .init(kind: .choose, title: "delete this line", edits: [delete(clause)])
          ])
      } else {
        scenario.levers.append(use)
      }
    }
    for (use, span, clause) in own.contracts {
      if scenario.contracts.contains(where: { $0.contract == use.contract }) {
        bag.add(
          .e606, span,
          "`\(use.contract)` is already brought in by another route: its cost and its saving would "
            + "count twice.",
          notes: scope.contracts[use.contract].map {
            [.init(message: "the contract", span: $0.block.name.span)]
          } ?? [],
          fixes: [
            .init(kind: .choose, title: "delete this line", edits: [delete(clause)])
          ])
      } else {
        scenario.contracts.append(use)
      }
    }
    scenario.overrides.removeAll { old in own.overrides.contains { replaces($0.value, old) } }
    scenario.overrides += own.overrides.map(\.value)
    return scenario
  }

  /// Takes out what the parent brings and this scenario drops.
  private func drop(_ syntax: ScenarioSyntax, from scenario: inout Scenario) {
    for (isLever, name) in syntax.drops {
      guard find(name, isLever ? .lever : .contract) else { continue }
      let count = scenario.levers.count + scenario.contracts.count
      if isLever {
        scenario.levers.removeAll { $0.lever == name.value }
      } else {
        scenario.contracts.removeAll { $0.contract == name.value }
      }
      guard count == scenario.levers.count + scenario.contracts.count else { continue }
      bag.add(
        .e701, name.span,
        "`\(syntax.block.name.value)` inherits no \(isLever ? "lever" : "contract") `\(name.value)`, so "
          + "there is nothing to drop.",
        fixes: [.write(.choose, "delete this line")])
    }
  }

  private func routes(_ lever: String, _ syntax: ScenarioSyntax) -> [Diagnostic.Note] {
    guard let first = scope.levers[lever] else { return [] }
    return [.init(message: "the lever", span: first.block.name.span)]
  }

  private func delete(_ clause: SourceSpan) -> Diagnostic.TextEdit {
    .init(file: clause.file, start: clause.start, end: clause.end, replacement: "")
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
    guard sameUnit(original.quantity, spec.quantity, andBase: true) else {
      bag.add(
        .e312, value.span,
        "This is in \(describe(spec.quantity)), and `\(base)` is in "
          + "\(describe(original.quantity)). An override keeps kind, unit and price base.")
      return nil
    }
    return Override(
      assumption: name.value, value: spec, from: syntax.from?.value.firstMonth,
      because: syntax.because?.value ?? "", evidence: evidence(syntax.block))
  }
}
