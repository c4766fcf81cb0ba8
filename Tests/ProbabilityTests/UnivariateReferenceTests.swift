import Foundation
import Probability
import ReferenceCases
import Testing

@Suite("Certified summary statistics (NIST StRD)", .enabled(if: SharedReference.isPresent))
struct UnivariateReferenceTests {
  @Test(arguments: ["Lew", "Lottery", "Mavro", "NumAcc1", "NumAcc2", "NumAcc3", "NumAcc4"])
  func agree(name: String) throws {
    let file = SharedReference.folder.appending(
      path: "benchmarks/nist-strd/original/univariate/\(name).dat")
    let lines = try String(contentsOf: file, encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: false)
    func certified(_ label: String) -> Double {
      let line = lines.first { $0.hasPrefix(label) && $0.contains(":") } ?? ""
      let words = line.split(separator: ":").last?.split(separator: " ") ?? []
      return words.first.flatMap { Double($0) } ?? .nan
    }
    let values = lines.dropFirst(60).compactMap {
      Double($0.trimmingCharacters(in: .whitespaces))
    }
    let moments = try SampleMoments(values)
    func digits(_ value: Double, _ certified: Double) -> Double {
      -log10(max(1e-15, abs(value - certified) / abs(certified)))
    }
    // Tenths at a size of a million or ten million are rounded when read, which costs the spread of
    // NumAcc3 and NumAcc4 the digits that no later step can bring back.
    let limits = ["NumAcc3": (9.4, 12.2), "NumAcc4": (8.2, 11)][name] ?? (13, 13.9)
    #expect(digits(moments.mean, certified("Sample Mean")) >= 15)
    #expect(
      digits(moments.standardDeviation, certified("Sample Standard Deviation")) >= limits.0)
    #expect(
      digits(moments.lag1Autocorrelation, certified("Sample Autocorrelation")) >= limits.1)
  }
}
