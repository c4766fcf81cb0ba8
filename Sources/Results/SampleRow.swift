/// One draw of a fund's net cost in one financial year: what percentiles can be taken from afresh.
public struct SampleRow: Sendable, Equatable, Codable {
  /// Draws written of each series: the first of the run, or all of a run with fewer.
  public static let limit = 1_000

  /// The scenario.
  public var scenario: String
  /// The fund.
  public var fund: String
  /// `2027/28`.
  public var financialYear: String
  /// Number of the draw from 1; the same number is the same future in every scenario, fund and year.
  public var draw: Int
  /// Net cost in pounds cash; a file holds it to the pound.
  public var net: Double

  /// A sample.
  public init(scenario: String, fund: String, financialYear: String, draw: Int, net: Double) {
    self.scenario = scenario
    self.fund = fund
    self.financialYear = financialYear
    self.draw = draw
    self.net = net
  }
}
