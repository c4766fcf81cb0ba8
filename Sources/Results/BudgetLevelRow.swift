/// Net cost of one fund in one year over the draws: which budget holds with which chance.
public struct BudgetLevelRow: Sendable, Equatable, Codable {
  /// The probabilities of ``quantiles``: 0.05, 0.1, … 0.95.
  public static let probabilities = (1...19).map { Double($0) / 20 }

  /// The report.
  public var report: String
  /// The scenario.
  public var scenario: String
  /// The fund.
  public var fund: String
  /// `2027/28`.
  public var financialYear: String
  /// Mean over the draws, pounds cash.
  public var mean: Double
  /// Sample standard deviation, pounds.
  public var sd: Double
  /// The costs not exceeded with each of ``probabilities`` (type 7), pounds.
  public var quantiles: [Double]

  /// A fund's year.
  public init(
    report: String, scenario: String, fund: String, financialYear: String, mean: Double,
    sd: Double, quantiles: [Double]
  ) {
    self.report = report
    self.scenario = scenario
    self.fund = fund
    self.financialYear = financialYear
    self.mean = mean
    self.sd = sd
    self.quantiles = quantiles
  }
}
