extension FileParser {
  mutating func readScenario(_ raw: RawBlock, _ start: ScenarioSyntax) {
    var scenario = start
    scenario.block = readClauses(raw, scenario.block, repeatable: ["use", "drop"]) {
      (cursor, key, _) throws(Diagnostic) in
      switch key {
      case "covers": scenario.covers = try cursor.names("a measure")
      case "use":
        let kinds = ["lever", "contract", "scenario"]
        guard let kind = kinds.first(where: { cursor.sees($0) }) else {
          throw cursor.unexpected("`lever`, `contract` or `scenario`")
        }
        cursor.index += 1
        let name = try cursor.plainName("its name")
        var delay = 0
        if cursor.current?.kind == .comma {
          cursor.index += 1
          try cursor.expect("delayed")
          delay = try cursor.duration().value
        }
        let clause = cursor.span(from: 0)
        switch kind {
        case "lever": scenario.uses.append(.lever(name, delay: delay, clause: clause))
        case "contract": scenario.uses.append(.contract(name, delay: delay, clause: clause))
        default: scenario.uses.append(.scenario(name, delay: delay, clause: clause))
        }
      default:
        let isLever = cursor.accept("lever")
        if !isLever { try cursor.expect("contract") }
        scenario.drops.append((isLever, try cursor.plainName("its name")))
      }
    }
    for case .block(let inner) in raw.members {
      do throws(Diagnostic) {
        scenario.overrides.append(try readOverride(inner))
      } catch {
        bag.add(error)
      }
    }
    file.scenarios.append(scenario)
  }

  private func readOverride(_ raw: RawBlock) throws(Diagnostic) -> OverrideSyntax {
    var cursor = Cursor(source: source, line: raw.head)
    let word = cursor.span
    cursor.index = 1
    let name = try cursor.name("an assumption")
    endOfHead(cursor)
    var override = OverrideSyntax(
      block: BlockSyntax(
        word: "override", name: name, headSpan: word, insertionPoint: raw.insertionPoint))
    override.block = readClauses(raw, override.block) { (cursor, key, _) throws(Diagnostic) in
      switch key {
      case "is": override.value = try cursor.value()
      case "from": override.from = try cursor.period()
      default: override.because = try cursor.string("the reason in quotes")
      }
    }
    require(override.block, anyOf: ["is"], "This override gives no value.", write: "is …")
    require(
      override.block, anyOf: ["because"],
      "This override does not say why. A reader of the paper will ask.", write: "because \"…\"")
    return override
  }
}
