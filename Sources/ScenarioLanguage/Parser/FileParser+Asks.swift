import Foundation
import Periods

extension FileParser {
  mutating func readAsk(_ raw: RawBlock, _ start: AskSyntax) {
    var ask = start
    ask.block = readClauses(
      raw, ask.block,
      repeatable: ["suppose", "show", "find", "chance", "size", "rank", "benchmark"]
    ) { (cursor, key, head) throws(Diagnostic) in
      switch key {
      case "starting":
        try cursor.expect("with")
        ask.start = try cursor.plainName("a scenario")
      case "suppose":
        try cursor.expect("lever")
        ask.supposedLevers.append(try cursor.plainName("a lever"))
      case "show": ask.shows.append(try show(&cursor))
      case "find": ask.clauses.append(.find(try find(&cursor)))
      case "chance":
        try cursor.expect("that")
        let target = try target(&cursor)
        try cursor.expect("is")
        let isOver = cursor.accept("over")
        if !isOver { try cursor.expect("under") }
        let amount = try cursor.amount()
        ask.clauses.append(.chance(target, over: isOver, amount, cursor.span(from: 0)))
      case "size": ask.clauses.append(try size(&cursor))
      case "rank":
        let isLevers = cursor.accept("levers")
        if !isLevers { try cursor.expect("assumptions") }
        try cursor.expect("by")
        let target = try target(&cursor)
        ask.clauses.append(.rank(ofLevers: isLevers, target, cursor.span(from: 0)))
      default: ask.clauses.append(try benchmark(&cursor))
      }
    }
    for case .block(let inner) in raw.members {
      do throws(Diagnostic) {
        ask.suppositions.append(try readSuppose(inner))
      } catch {
        bag.add(error)
      }
    }
    require(
      ask.block, anyOf: ["starting"],
      "This question does not say which scenario it starts with.", write: "starting with baseline")
    require(
      ask.block, anyOf: ["show", "find", "chance", "size", "rank", "benchmark"],
      "This question asks for nothing.",
      write: "show saving by fund from 2027/28 to 2030/31, median with 80% range")
    file.asks.append(ask)
  }

  private func readSuppose(_ raw: RawBlock) throws(Diagnostic) -> LeverSyntax {
    var cursor = Cursor(source: source, line: raw.head)
    let word = cursor.span
    cursor.index = 1
    try cursor.expect("on")
    let measure = try cursor.plainName("a measure")
    endOfHead(cursor)
    var lever = LeverSyntax(
      block: BlockSyntax(
        word: "suppose", name: Name(value: "suppose", span: word), headSpan: word,
        insertionPoint: raw.insertionPoint),
      measure: measure, isSupposed: true)
    lever.block = readClauses(raw, lever.block, repeatable: Self.effects) {
      (cursor, key, _) throws(Diagnostic) in
      if Self.effects.contains(key) {
        lever.effects.append(try effect(&cursor, key))
      } else {
        try readTiming(&cursor, key, &lever.timing)
      }
    }
    checkWhole(lever, "supposition")
    return lever
  }

  func show(_ cursor: inout Cursor) throws(Diagnostic) -> ShowSyntax {
    let subject = try cursor.plainName("a measure, a cost, a figure, `saving` or `net`")
    let by = cursor.accept("by") ? try cursor.names("a category or `fund`") : []
    try cursor.expect("from")
    let from = try cursor.financialYear()
    try cursor.expect("to")
    let to = try cursor.financialYear()
    try cursor.comma()
    return ShowSyntax(subject: subject, by: by, from: from, to: to, range: try quantile(&cursor))
  }

  private func target(_ cursor: inout Cursor) throws(Diagnostic) -> TargetSyntax {
    let start = cursor.index
    let subject = try cursor.name("a measure, a cost, a figure, `saving` or `net`")
    let moment: TargetSyntax.Moment
    if cursor.accept("in any month from") {
      let from = try cursor.financialYear()
      try cursor.expect("to")
      moment = .anyMonth(from, try cursor.financialYear())
    } else if cursor.accept("at") {
      let census = try cursor.plainName("a census")
      moment = .census(census, try cursor.integer("the year of the census"))
    } else {
      try cursor.expect("in")
      moment = .year(try cursor.financialYear())
    }
    return TargetSyntax(subject: subject, moment: moment, span: cursor.span(from: start))
  }

  private func find(_ cursor: inout Cursor) throws(Diagnostic) -> AskSyntax.FindSyntax {
    try cursor.expect("lever")
    let lever = try cursor.plainName("a lever")
    try cursor.expect("between")
    let low = try setting(&cursor)
    try cursor.expect("and")
    let high = try setting(&cursor)
    try cursor.expect("so that")
    let target = try target(&cursor)
    let atMost = cursor.accept("at most")
    if !atMost { try cursor.expect("at least") }
    let limit = try cursor.amount()
    try cursor.comma()
    let chance = try cursor.percent("a confidence such as `80%`")
    try cursor.expect("likely")
    guard chance.value > 0, chance.value < 1 else {
      throw Diagnostic(.e308, chance.span, "A confidence lies between 0% and 100%.")
    }
    return .init(
      lever: lever, low: low, high: high, target: target, atMost: atMost, limit: limit,
      confidence: Spanned(value: double(chance.value), span: chance.span),
      span: cursor.span(from: 0))
  }

  private func setting(_ cursor: inout Cursor) throws(Diagnostic) -> Spanned<Double> {
    let share = try cursor.percent("a percentage of the amount that the lever has, such as `150%`")
    guard share.value >= 0, share.value <= 100 else {
      throw Diagnostic(
        .e308, share.span, "A lever can be set between 0% and 10,000% of its written amount.")
    }
    return Spanned(value: double(share.value), span: share.span)
  }

  private func size(_ cursor: inout Cursor) throws(Diagnostic) -> AskSyntax.Clause {
    try cursor.expect("contract")
    let contract = try cursor.plainName("a contract")
    try cursor.expect("between")
    let low = try cursor.integer("the fewest places")
    try cursor.expect("and")
    let high = try cursor.integer("the most places")
    try cursor.comma()
    var confidence: Spanned<Double>?
    if !cursor.accept("lowest expected cost") {
      try cursor.expect("lowest cost at")
      let percent = try cursor.percent("a confidence such as `90%`")
      guard percent.value > 0, percent.value < 1 else {
        throw Diagnostic(.e308, percent.span, "A confidence lies between 0% and 100%.")
      }
      try cursor.expect("confidence")
      confidence = Spanned(value: double(percent.value), span: percent.span)
    }
    return .size(
      contract, low: low, high: high, confidence: confidence, cursor.span(from: 0))
  }

  private func benchmark(_ cursor: inout Cursor) throws(Diagnostic) -> AskSyntax.Clause {
    let measure = try cursor.plainName("a measure")
    try cursor.expect("at")
    let census = try cursor.plainName("a census")
    let year = try cursor.integer("the year of the census")
    try cursor.expect("per")
    let per = try cursor.integer("`10,000 children`")
    guard per.value == 10_000 else {
      throw Diagnostic(
        .e107, per.span, "Rates are published per 10,000 children, so only that compares.",
        fixes: [.replace(.choose, per.span, with: "10,000")])
    }
    try cursor.expect("children against")
    var peers: [BenchmarkQuestion.Peers] = []
    repeat {
      if !peers.isEmpty { cursor.index += 1 }
      guard let peer = BenchmarkQuestion.Peers.allCases.first(where: { cursor.sees($0.rawValue) })
      else { throw cursor.unexpected("`statistical neighbours`, `region` or `England`") }
      _ = cursor.accept(peer.rawValue)
      if peers.contains(peer) {
        throw Diagnostic(.e105, cursor.span(from: 0), "`\(peer.rawValue)` is already there.")
      }
      peers.append(peer)
    } while cursor.current?.kind == .comma
    return .benchmark(measure, census: census, year: year, peers: peers, cursor.span(from: 0))
  }
}
