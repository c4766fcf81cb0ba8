import Foundation
import Probability

extension Check {
  /// The digits that deviation and autocorrelation have to reach. Tenths at a size of a million or
  /// ten million are rounded when read, which costs NumAcc3 and NumAcc4 digits that no later step can
  /// bring back.
  private static let univariateTargets: [(set: String, deviation: Double, correlation: Double)] = [
    ("Lew", 14.5, 14.5), ("Lottery", 14.5, 14.5), ("Mavro", 13, 13.9), ("NumAcc1", 15, 15),
    ("NumAcc2", 14.9, 14.9), ("NumAcc3", 9.4, 12.2), ("NumAcc4", 8.2, 11),
  ]

  /// NIST's univariate sets: mean, standard deviation and lag-1 autocorrelation.
  static let univariateSets = Check(
    area: "NIST StRD, univariate", needs: "nist-strd/original/univariate"
  ) { folder in
    var findings: [Finding] = []
    for (name, deviation, correlation) in univariateTargets {
      let set = try UnivariateSet(name, in: folder)
      let moments = try? SampleMoments(set.values)
      for (what, value, expected, digits) in [
        ("mean", moments?.mean, set.mean, 14.9),
        ("standard deviation", moments?.standardDeviation, set.deviation, deviation),
        ("lag-1 autocorrelation", moments?.lag1Autocorrelation, set.correlation, correlation),
      ] {
        var agreement = Agreement()
        agreement.compare(value, expected, name)
        findings.append(
          agreement.finding(
            "NIST StRD, univariate", "\(name): \(what)", against: "certified value",
            target: .digits(digits)))
      }
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
