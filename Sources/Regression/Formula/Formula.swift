/// A regression in the field's terms, such as
/// `count ~ trend + step(2020-09) + season(2) + factor(area) + offset(log(population))`.
///
/// Left of the tilde stands the response: a column, a function of one, or
/// `share(successes, trials)`. Right of it stand terms joined by `+`:
///
/// | term | columns |
/// |---|---|
/// | `age`, `log(age)`, `sqrt(age)`, `exp(age)`, `age^2`, `I(a * b + 1)` | the number |
/// | `area` of labels, `factor(year)` | one for each level but the first in order of the alphabet (numbers: of size) |
/// | `trend` | years since the first row |
/// | `step(2020-09)` | one from then on |
/// | `pulse(2020-03, 2021-03)` | one from the first date until before the second |
/// | `slope(2015)` | years since then, zero before |
/// | `season(2)`, `season(2, 7)` | two pairs of cosine and sine of a cycle of one year, or of seven |
/// | `spline(age, 3)` | a natural cubic spline of three degrees of freedom |
/// | `poly(age, 2)` | powers up to the second |
/// | `offset(log(population))` | none: a known part of the linear predictor |
/// | `a:b`, `a * b` | products of the columns of both; `a * b` is `a + b + a:b` |
/// | `0`, `- 1` | no intercept |
///
/// Times are read from the table's column called time, period, date, year, month, quarter or t. A
/// name with other characters than letters, digits, `_` and `.` is written between backquotes.
public struct Formula: Equatable, Sendable {
  /// The text that was read.
  public let text: String

  let response: Response
  let terms: [[Factor]]
  let offsets: [Expression]
  let hasIntercept: Bool

  /// Reads a formula.
  ///
  /// Throws `syntax` with the character, and `invalidTerm`.
  public init(_ text: String) throws(FormulaError) {
    var parser = try FormulaParser(text)
    self.text = text
    response = try parser.response()
    (terms, offsets, hasIntercept) = try parser.right()
    if terms.isEmpty && !hasIntercept {
      throw .invalidTerm(term: text, reason: "there is no term; add at least an intercept")
    }
    if case .value(let expression) = response, terms.contains([.value(expression)]) {
      throw .invalidTerm(
        term: expression.text, reason: "is the response itself, which it explains wholly; drop it")
    }
  }

  /// The column of the numbers of trials where the response is `share(successes, trials)` of a
  /// plain column.
  public var trials: String? {
    if case .share(_, .column(let name)) = response { return name }
    return nil
  }

  /// What stands left of the tilde: `plans`, `share(met, all)`.
  public var responseText: String {
    switch response {
    case .value(let expression): expression.text
    case .share(let successes, let trials): "share(\(successes.text), \(trials.text))"
    }
  }

  /// What stands left of the tilde.
  enum Response: Equatable, Sendable {
    case value(Expression)
    case share(successes: Expression, trials: Expression)
  }

  /// One factor of a term.
  enum Factor: Equatable, Sendable {
    case value(Expression)
    case labels(String)
    case trend
    case step(String, Double)
    case pulse(String, Double, Double)
    case slope(String, Double)
    case season(pairs: Int, period: Double)
    case spline(Expression, Int)
    case powers(Expression, Int)

    /// The factor as the formula writes it.
    var text: String {
      switch self {
      case .value(let expression): expression.text
      case .labels(let name): name
      case .trend: "trend"
      case .step(let text, _), .pulse(let text, _, _), .slope(let text, _): text
      case .season(let pairs, let period):
        period == 1 ? "season(\(pairs))" : "season(\(pairs), \(period))"
      case .spline(let expression, let degrees): "spline(\(expression.text), \(degrees))"
      case .powers(let expression, let degree): "poly(\(expression.text), \(degree))"
      }
    }
  }
}
