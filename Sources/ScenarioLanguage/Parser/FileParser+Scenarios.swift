extension FileParser {
  mutating func readScenario(_ raw: RawBlock, _ start: ScenarioSyntax) {
    var scenario = start
    scenario.block = readClauses(raw, scenario.block, repeatable: ["use", "drop"]) {
      (cursor, key, head) throws(Diagnostic) in
      switch key {
      case "covers": scenario.covers = try cursor.names("a measure")
      case "use":
        let isLever = cursor.accept("lever")
        if !isLever, cursor.sees("contract") { throw planned("`use contract`", cursor.span) }
        if !isLever {
          guard cursor.accept("scenario") else {
            throw cursor.unexpected("`lever` or `scenario`")
          }
        }
        let name = try cursor.plainName("its name")
        var delay = 0
        if cursor.current?.kind == .comma {
          cursor.index += 1
          try cursor.expect("delayed")
          delay = try cursor.duration().value
        }
        scenario.uses.append(
          isLever
            ? .lever(name, delay: delay, clause: cursor.span(from: 0))
            : .scenario(name, delay: delay, clause: cursor.span(from: 0)))
      default: throw planned("`\(key)`", head)
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
