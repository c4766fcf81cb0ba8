/// Reads the text of a formula by recursive descent.
struct FormulaParser {
  private let characters: [Character]
  private var place = 0

  init(_ text: String) throws(FormulaError) {
    characters = Array(text)
  }

  mutating func response() throws(FormulaError) -> Formula.Response {
    let start = place
    if let name = try word(), name == "share", take("(") {
      let successes = try sum()
      try require(",", "share takes successes and trials")
      let trials = try sum()
      try require(")", "close the bracket")
      try require("~", "a tilde separates the response from the terms")
      return .share(successes: successes, trials: trials)
    }
    place = start
    let value = try sum()
    try require("~", "a tilde separates the response from the terms")
    return .value(value)
  }

  mutating func right() throws(FormulaError) -> (
    terms: [[Formula.Factor]], offsets: [Expression], hasIntercept: Bool
  ) {
    var terms: [[Formula.Factor]] = []
    var offsets: [Expression] = []
    var hasIntercept = true
    var isRemoval = false
    repeat {
      if take("0") {
        hasIntercept = isRemoval
      } else if take("1") {
        hasIntercept = !isRemoval
      } else if isRemoval {
        throw error("only - 1, no intercept, can be taken away")
      } else if let expression = try offset() {
        offsets.append(expression)
      } else {
        for term in try product() where !terms.contains(term) { terms.append(term) }
      }
      isRemoval = false
      if take("+") { continue }
      if take("-") {
        isRemoval = true
        continue
      }
      break
    } while true
    skip()
    if place < characters.count { throw error("terms are joined by +, interactions by : or *") }
    return (terms.sorted { $0.count < $1.count }, offsets, hasIntercept)
  }

  private mutating func offset() throws(FormulaError) -> Expression? {
    let start = place
    guard let name = try word(), name == "offset", take("(") else {
      place = start
      return nil
    }
    let inner = try sum()
    try require(")", "close the bracket")
    return inner
  }

  /// a:b as one term, a * b as three.
  private mutating func product() throws(FormulaError) -> [[Formula.Factor]] {
    var terms = [try interaction()]
    while take("*") {
      let next = try interaction()
      terms += [next] + terms.map { term in term + next.filter { !term.contains($0) } }
    }
    return terms
  }

  private mutating func interaction() throws(FormulaError) -> [Formula.Factor] {
    var factors = [try factor()]
    while take(":") {
      let next = try factor()
      if !factors.contains(next) { factors.append(next) }
    }
    return factors
  }

  private mutating func factor() throws(FormulaError) -> Formula.Factor {
    skip()
    let start = place
    guard let name = try word() else { throw error("a term begins with the name of a column") }
    let isCall = take("(")
    if !isCall { return try bare(name, from: start) }
    switch name {
    case "factor":
      guard let column = try word() else { throw error("factor takes the name of a column") }
      try require(")", "close the bracket")
      return .labels(column)
    case "step", "slope":
      let date = try date()
      try require(")", "\(name) takes one date")
      return name == "step" ? .step(text(start), date) : .slope(text(start), date)
    case "pulse":
      let from = try date()
      try require(",", "pulse takes two dates, from and until")
      let until = try date()
      try require(")", "close the bracket")
      guard from < until else {
        throw .invalidTerm(term: text(start), reason: "the first date must be before the second")
      }
      return .pulse(text(start), from, until)
    case "season":
      let pairs = try whole("season takes a number of pairs")
      let period = take(",") ? try number("a season's cycle is a number of years") : 1
      try require(")", "close the bracket")
      guard (1...100).contains(pairs), period > 0, period.isFinite else {
        throw .invalidTerm(
          term: text(start), reason: "takes 1 to 100 pairs and a cycle above zero")
      }
      return .season(pairs: pairs, period: period)
    case "spline", "poly":
      let inner = try sum()
      try require(",", "\(name) takes a column and a number")
      let degree = try whole("\(name) takes a column and a whole number")
      try require(")", "close the bracket")
      guard (1...100).contains(degree) else {
        throw .invalidTerm(term: text(start), reason: "the number must be between 1 and 100")
      }
      return name == "spline" ? .spline(inner, degree) : .powers(inner, degree)
    default:
      place = start
      return .value(try power())
    }
  }

  /// A column, `trend`, or a column to a power.
  private mutating func bare(
    _ name: String, from start: Int
  ) throws(FormulaError) -> Formula.Factor {
    if name == "trend" { return .trend }
    place = start
    return .value(try power())
  }

  // Arithmetic: sums of products of powers.
  private mutating func sum() throws(FormulaError) -> Expression {
    var left = try quotient()
    while let sign = takeAny(["+", "-"]) { left = .operation(sign, left, try quotient()) }
    return left
  }

  private mutating func quotient() throws(FormulaError) -> Expression {
    var left = try power()
    while let sign = takeAny(["*", "/"]) { left = .operation(sign, left, try power()) }
    return left
  }

  private mutating func power() throws(FormulaError) -> Expression {
    let base = try atom()
    return take("^") ? .operation("^", base, try atom()) : base
  }

  private mutating func atom() throws(FormulaError) -> Expression {
    skip()
    if take("(") {
      let inner = try sum()
      try require(")", "close the bracket")
      return inner
    }
    if place < characters.count, characters[place].isNumber {
      return .number(try number("a number is needed"))
    }
    let start = place
    guard let name = try word() else { throw error("a column, a number or a function is needed") }
    guard take("(") else { return .column(name) }
    guard name == "I" || Expression.functions.contains(name) else {
      place = start
      throw error(
        "there is no function '\(name)'; use log, sqrt, exp, I, factor, step, pulse, slope, season, "
          + "spline, poly or offset")
    }
    let inner = try sum()
    try require(")", "close the bracket")
    return name == "I" ? .enclosed(inner) : .function(name, inner)
  }

  // Tokens.
  private mutating func skip() {
    while place < characters.count, characters[place].isWhitespace { place += 1 }
  }

  private mutating func take(_ character: Character) -> Bool {
    skip()
    guard place < characters.count, characters[place] == character else { return false }
    if character == "0" || character == "1", place + 1 < characters.count,
      characters[place + 1].isNumber || characters[place + 1] == "."
    {
      return false
    }
    place += 1
    return true
  }

  private mutating func takeAny(_ signs: [Character]) -> Character? {
    for sign in signs where take(sign) { return sign }
    return nil
  }

  private mutating func require(
    _ character: Character, _ reason: String
  ) throws(FormulaError) {
    guard take(character) else { throw error(reason) }
  }

  private mutating func word() throws(FormulaError) -> String? {
    skip()
    guard place < characters.count else { return nil }
    if characters[place] == "`" {
      guard let end = characters[(place + 1)...].firstIndex(of: "`") else {
        throw error("the backquote is not closed")
      }
      let name = String(characters[(place + 1)..<end])
      place = end + 1
      return name
    }
    let isName = { (c: Character) in c.isLetter || c == "_" || c == "." }
    guard isName(characters[place]) else { return nil }
    let start = place
    while place < characters.count, isName(characters[place]) || characters[place].isNumber {
      place += 1
    }
    return String(characters[start..<place])
  }

  private mutating func argument() -> String {
    skip()
    let start = place
    while place < characters.count, characters[place] != ",", characters[place] != ")" {
      place += 1
    }
    var end = place
    while end > start, characters[end - 1].isWhitespace { end -= 1 }
    return String(characters[start..<end])
  }

  private mutating func date() throws(FormulaError) -> Double {
    let start = place
    guard let time = PeriodText.years(argument()) else {
      place = start
      throw error("a date is written 2020, 2020-09, 2020-09-01, 2020-Q3 or 2020/21")
    }
    return time
  }

  private mutating func number(_ reason: String) throws(FormulaError) -> Double {
    skip()
    let start = place
    while place < characters.count,
      characters[place].isNumber || characters[place] == "."
        || (characters[place] == "e" && place > start)
        || (characters[place] == "-" && place > start && characters[place - 1] == "e")
    {
      place += 1
    }
    guard let value = Double(String(characters[start..<place])), value.isFinite else {
      place = start
      throw error(reason)
    }
    return value
  }

  private mutating func whole(_ reason: String) throws(FormulaError) -> Int {
    let start = place
    guard let value = Int(exactly: try number(reason)) else {
      place = start
      throw error(reason)
    }
    return value
  }

  private func text(_ start: Int) -> String {
    String(characters[start..<place].filter { !$0.isWhitespace })
  }

  private func error(_ reason: String) -> FormulaError {
    var at = place
    while at < characters.count, characters[at].isWhitespace { at += 1 }
    var end = at
    while end < characters.count, characters[end].isLetter || characters[end].isNumber { end += 1 }
    if end == at { end = Swift.min(at + 1, characters.count) }
    return .syntax(
      found: String(characters[at..<end]), character: at + 1, reason: reason)
  }
}
