import Foundation
import Probability
import ReferenceCases
import Testing

@Suite("NIST univariate sets", .enabled(if: SharedReference.isPresent))
struct ReferenceDataTests {
  /// Digits that agree with the certified value.
  private func digits(_ value: Double, _ certified: Double) -> Double {
    value == certified ? 16 : -log10(abs(value - certified) / abs(certified))
  }

  /// The least digits expected of mean, standard deviation and autocorrelation: 14 and more but
  /// where the decimals of the data have no exact double and what is left of them carries less.
  @Test(
    "have their certified mean, standard deviation and lag-1 autocorrelation",
    arguments: [
      ("Lew", 14.5, 14.5, 13.5), ("Lottery", 14.5, 14.5, 13.5), ("Mavro", 14.5, 13, 13),
      ("NumAcc1", 16, 16, 16), ("NumAcc2", 14.5, 14.5, 14.5), ("NumAcc3", 15, 9.4, 9.4),
      ("NumAcc4", 15, 8.2, 8.2),
    ])
  func certified(name: String, mean: Double, deviation: Double, correlation: Double) throws {
    let file = SharedReference.folder.appending(
      path: "benchmarks/nist-strd/original/univariate/\(name).dat")
    let lines = try String(contentsOf: file, encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let value = { (label: String) -> Double in
      let line = lines.first { $0.contains(label) && $0.contains(":") } ?? ""
      let text = line.split(separator: ":").last.map(String.init) ?? ""
      return Double(text.split(whereSeparator: \.isWhitespace).first ?? "") ?? .nan
    }
    let start = try #require(lines.firstIndex { $0.hasPrefix("-----") })
    let data = lines[(start + 1)...].compactMap {
      Double($0.trimmingCharacters(in: .whitespaces))
    }
    let moments = try SampleMoments(data)
    let found = [
      digits(moments.mean, value("Sample Mean")),
      digits(moments.standardDeviation, value("Sample Standard Deviation")),
      digits(moments.lag1Autocorrelation, value("Sample Autocorrelation")),
    ]
    #expect(found[0] >= mean && found[1] >= deviation && found[2] >= correlation, "\(found)")
  }
}
