import Periods

extension Cursor {
  /// `a + b × (c - d)`: products before sums, from left to right.
  mutating func expression(depth: Int = 0) throws(Diagnostic) -> ExpressionSyntax {
    var left = try product(depth)
    while let sign = sign(["+", "-"]) {
      let right = try product(depth)
      left = .operation(sign.operation, left, right, sign: sign.span)
    }
    return left
  }

  private mutating func product(_ depth: Int) throws(Diagnostic) -> ExpressionSyntax {
    var left = try factor(depth)
    while let sign = sign(["×", "*", "/"]) {
      let right = try factor(depth)
      left = .operation(sign.operation, left, right, sign: sign.span)
    }
    return left
  }

  private mutating func sign(
    _ signs: Set<String>
  ) -> (operation: ExpressionSyntax.Operation, span: SourceSpan)? {
    guard current?.kind == .arithmetic, signs.contains(text()) else { return nil }
    let found = text() == "*" ? "×" : text()
    guard let operation = ExpressionSyntax.Operation(rawValue: found) else { return nil }
    let span = span
    index += 1
    return (operation, span)
  }

  private mutating func factor(_ depth: Int) throws(Diagnostic) -> ExpressionSyntax {
    if current?.kind == .openParenthesis {
      guard depth < Bounds.expressionDepth else {
        throw Diagnostic(
          .e902, span,
          "Parentheses may be at most \(Bounds.expressionDepth) deep. Give a part a `figure` of its "
            + "own.")
      }
      index += 1
      let inner = try expression(depth: depth + 1)
      guard current?.kind == .closeParenthesis else { throw unexpected("`)`") }
      index += 1
      return inner
    }
    if accept("total of") { return .total(try plainName("a measure or a cost")) }
    guard current?.kind == .word else { return .amount(try amount()) }
    let name = try name("a name or an amount")
    try checkMinus(after: name)
    if accept("repriced to") { return .repriced(name, to: try financialYear()) }
    return .name(name)
  }

  /// E204: a minus sign that touches only the word after it.
  private func checkMinus(after name: Name) throws(Diagnostic) {
    guard let minus = current, minus.kind == .arithmetic, text() == "-",
      index + 1 < tokens.count, tokens[index + 1].range.lowerBound == minus.range.upperBound
    else { return }
    let next = tokens[index + 1]
    let span = source.span(minus.range.lowerBound..<next.range.upperBound)
    throw Diagnostic(
      .e204, span,
      "Is this a subtraction? A minus sign needs a space on both sides, because names may contain "
        + "hyphens.",
      fixes: [.replace(.safe, span, with: "- \(source.slice(next.range))")])
  }
}
