/// One line of the answer to a question.
public struct AnswerRow: Sendable, Equatable, Codable {
  /// The question as asked.
  public var ask: String
  /// What kind: `show`, `find`, `chance`, `size`, `rank` or `benchmark`.
  public var kind: String
  /// The figure asked about, such as `placements-spend in 2028/29`.
  public var subject: String
  /// What this line gives: a year, an item, an assumption, a size, a peer.
  public var label: String
  /// What `value` is, such as `median`, `chance`, `variance share`.
  public var quantity: String
  /// Its unit: `GBP`, a noun, `share` or `per 10,000`.
  public var unit: String
  /// The figure.
  public var value: Double
  /// The lower end of its 80% range; `nil` where it has none.
  public var low: Double?
  /// The upper end.
  public var high: Double?
  /// Standard error from the number of draws; `nil` for a published figure.
  public var monteCarloError: Double?
  /// Whether it rests on a supposition without evidence, which no report may print.
  public var isExploratory: Bool

  /// A line of an answer.
  public init(
    ask: String, kind: String, subject: String, label: String, quantity: String, unit: String,
    value: Double, low: Double? = nil, high: Double? = nil, monteCarloError: Double?,
    isExploratory: Bool
  ) {
    self.ask = ask
    self.kind = kind
    self.subject = subject
    self.label = label
    self.quantity = quantity
    self.unit = unit
    self.value = value
    self.low = low
    self.high = high
    self.monteCarloError = monteCarloError
    self.isExploratory = isExploratory
  }
}

/// The answer to one question: sentences for people, rows for tables.
public struct Answer: Sendable, Equatable, Codable {
  /// The question as asked.
  public var ask: String
  /// Whether it rests on a supposition without evidence.
  public var isExploratory: Bool
  /// One sentence for each thing asked.
  public var sentences: [String]
  /// The figures.
  public var rows: [AnswerRow]

  /// An answer.
  public init(ask: String, isExploratory: Bool, sentences: [String], rows: [AnswerRow]) {
    self.ask = ask
    self.isExploratory = isExploratory
    self.sentences = sentences
    self.rows = rows
  }
}

/// A report's net budget beside the budget set, in one year and fund.
public struct GapRow: Sendable, Equatable, Codable {
  /// The report.
  public var report: String
  /// The scenario.
  public var scenario: String
  /// The fund.
  public var fund: String
  /// `2027/28`.
  public var financialYear: String
  /// The budget, in pounds cash.
  public var budget: Double
  /// The net cost over the draws, in pounds cash.
  public var net: Summary
  /// Net less budget at the median: a pressure where positive.
  public var gap: Double
  /// The chance that the net cost is within the budget.
  public var chanceItHolds: Double
  /// Standard error of that chance.
  public var monteCarloError: Double

  /// A gap.
  public init(
    report: String, scenario: String, fund: String, financialYear: String, budget: Double,
    net: Summary, gap: Double, chanceItHolds: Double, monteCarloError: Double
  ) {
    self.report = report
    self.scenario = scenario
    self.fund = fund
    self.financialYear = financialYear
    self.budget = budget
    self.net = net
    self.gap = gap
    self.chanceItHolds = chanceItHolds
    self.monteCarloError = monteCarloError
  }
}
