import Foundation
import Probability

extension Check {
  /// NIST's univariate sets: mean, standard deviation and lag-1 autocorrelation.
  static let univariateSets = Check(
    area: "NIST StRD, univariate", needs: "nist-strd/original/univariate"
  ) { folder in
    let area = "NIST StRD, univariate"
    var findings: [Finding] = []
    for name in ["Lew", "Lottery", "Mavro", "NumAcc1", "NumAcc2", "NumAcc3", "NumAcc4"] {
      let set = try UnivariateSet(name, in: folder)
      var means = Agreement()
      var spreads = Agreement()
      try computing(name, failed: { means.fail($0) }) {
        let moments = try SampleMoments(set.values)
        means.compare(moments.mean, set.mean, name)
        spreads.compare(moments.standardDeviation, set.deviation, "\(name), deviation")
        spreads.compare(moments.lag1Autocorrelation, set.correlation, "\(name), autocorrelation")
      }
      findings.append(
        means.finding(area, "\(name): mean", against: "certified value", target: .digits(14.9)))
      // Tenths at a size of a million or ten million are rounded when read, which costs the spread
      // of NumAcc3 and NumAcc4 the digits that no later step can bring back.
      let target: Double = ["NumAcc3": 9.4, "NumAcc4": 8.2][name] ?? 13
      findings.append(
        spreads.finding(
          area, "\(name): deviation, autocorrelation", against: "certified values",
          target: .digits(target)))
    }
    return findings
  }
}

/// One univariate set as NIST published it.
struct UnivariateSet {
  let values: [Double]
  let mean: Double
  let deviation: Double
  let correlation: Double

  init(_ name: String, in folder: ReferenceFolder) throws(VerificationError) {
    let file = "nist-strd/original/univariate/\(name).dat"
    let lines = try folder.text(file).split(separator: "\n", omittingEmptySubsequences: false)
    let certified = { (label: String) -> Double? in
      let line = lines.first { $0.hasPrefix(label) && $0.contains(":") } ?? ""
      let words = line.split(separator: ":").last?.split(separator: " ") ?? []
      return words.first.flatMap { Double($0) }
    }
    values = lines.dropFirst(60).compactMap { Double($0.trimmingCharacters(in: .whitespaces)) }
    guard values.count > 2, let mean = certified("Sample Mean"),
      let deviation = certified("Sample Standard Deviation"),
      let correlation = certified("Sample Autocorrelation")
    else {
      throw VerificationError(file: folder.full(file), reason: "has no certified values or data")
    }
    self.mean = mean
    self.deviation = deviation
    self.correlation = correlation
  }
}
