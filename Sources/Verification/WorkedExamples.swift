import Foundation
import GoldenCases

/// The findings of files of worked examples (schema `golden-1`).
enum WorkedExamples {
  static let area = "Worked examples"

  /// A line for the cases of a file whose methods are offered, and one for those that are not.
  static func findings(_ file: String) throws(VerificationError) -> [Finding] {
    guard FileManager.default.fileExists(atPath: file) else {
      return [Finding(area, missing: file, .absent, note: "")]
    }
    var missed: [GoldenValue] = []
    let summary = GoldenRunner.run(files: [file]) { line in
      guard let answer = try? GoldenValue(json: Data(line.utf8)),
        answer.member("pass") == .bool(false)
      else { return }
      missed.append(answer)
    }
    let offered = summary.passed + summary.failed
    if offered + summary.unsupported == 0 {
      let reason = try? missed.first?.require("result").string("error")
      throw VerificationError(file: file, reason: reason ?? "has no cases")
    }
    let name = URL(fileURLWithPath: file).lastPathComponent
    var findings: [Finding] = []
    if offered + summary.malformed > 0 {
      let ids = missed.compactMap { try? $0.string("id") }
      findings.append(
        Finding(
          area, name, against: "the file's results, within each case's tolerance",
          figures: offered + summary.malformed, .failures,
          Double(summary.failed + summary.malformed), digits: summary.worstLRE,
          target: .atMost(0),
          note: ids.prefix(5).joined(separator: ", ") + (ids.count > 5 ? ", …" : "")))
    }
    if summary.unsupported > 0 {
      let cases = summary.unsupported == 1 ? "1 case" : "\(summary.unsupported) cases"
      findings.append(Finding(area, missing: "\(name): \(cases)", .notOffered, note: ""))
    }
    return findings
  }
}
