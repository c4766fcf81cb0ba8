extension FileParser {
  mutating func readPathway(_ raw: RawBlock, _ start: PathwaySyntax) {
    var pathway = start
    pathway.block = readClauses(
      raw, pathway.block, repeatable: ["enter", "leave", "transfer", "limit"]
    ) { (cursor, key, _) throws(Diagnostic) in
      switch key {
      case "rates":
        try cursor.expect("from")
        let file = try cursor.string("a table in quotes")
        try cursor.expect("between")
        let from = try cursor.month()
        try cursor.expect("and")
        pathway.rates = (file, from, try cursor.month())
      case "enter", "leave":
        let item = try cursor.plainName("an item")
        try cursor.expect("at")
        let value = try cursor.value()
        pathway.written.append(key == "enter" ? .enter(item, value) : .leave(item, value))
      case "transfer":
        let from = try cursor.plainName("an item")
        try cursor.expect("to")
        let to = try cursor.plainName("an item")
        try cursor.expect("at")
        pathway.written.append(.transfer(from, to, try cursor.value()))
      case "age":
        try cursor.expect("out at")
        let age = try cursor.integer("an age in years")
        guard (1...100).contains(age.value) else {
          throw Diagnostic(.e107, age.span, "Nobody ages out at \(age.value).")
        }
        pathway.ageOut = age
      default:
        let item = try cursor.plainName("an item")
        try cursor.expect("to")
        let capacity = try cursor.plainName("a measure that counts places")
        try cursor.comma()
        let per = try cursor.amount()
        try cursor.comma()
        try cursor.expect("overflow to")
        pathway.limits.append(
          .init(
            item: item, capacity: capacity, perPlace: per,
            overflow: try cursor.plainName("an item")))
      }
    }
    require(
      pathway.block, anyOf: ["rates", "enter", "leave", "transfer"],
      "This pathway has no rates, so nobody would ever move.",
      write: "rates from \"data/moves.csv\" between April 2021 and March 2026")
    file.pathways.append(pathway)
  }

  mutating func readRegression(_ raw: RawBlock, _ start: RegressionSyntax) {
    var regression = start
    regression.block = readClauses(raw, regression.block, repeatable: ["explained"]) {
      (cursor, key, _) throws(Diagnostic) in
      switch key {
      case "family": regression.family = try cursor.plainName("a family such as `poisson`")
      case "exposure": regression.exposure = try cursor.plainName("a measure")
      case "level":
        try cursor.expect("varies by")
        regression.level = try cursor.plainName("a category")
      case "explained": regression.terms.append(try term(&cursor))
      case "fitted":
        try cursor.expect("to")
        let file = try cursor.string("a table in quotes")
        try cursor.expect("from")
        let from = try cursor.month()
        try cursor.expect("to")
        regression.fitted = (file, from, try cursor.month())
      default:
        try cursor.expect("back")
        regression.heldBack = try cursor.duration()
        try cursor.expect("for testing")
      }
    }
    for (key, message, write) in [
      (
        "family", "How do the counts scatter? A wrong family makes every range wrong.",
        "family negative-binomial"
      ),
      (
        "fitted", "This regression is fitted to nothing.",
        "fitted to \"data/requests.csv\" from April 2016 to March 2026"
      ),
      ("explained", "This regression has nothing that explains the counts.", "explained by trend"),
    ] {
      require(regression.block, anyOf: [key], message, write: write)
    }
    file.regressions.append(regression)
  }

  private func term(_ cursor: inout Cursor) throws(Diagnostic) -> RegressionSyntax.Term {
    try cursor.expect("by")
    let variable = try cursor.plainName("`trend`, `season` or a covariate")
    var levelling: SourceSpan?
    if cursor.current?.kind == .comma {
      cursor.index += 1
      let start = cursor.index
      try cursor.expect("levelling off")
      levelling = cursor.span(from: start)
    }
    var together: [Name] = []
    while cursor.accept("together with") {
      together.append(try cursor.plainName("a category"))
    }
    return .init(variable: variable, levellingOff: levelling, together: together)
  }
}
