/// Compares the numerics with reference data: certified values, stored fits of other packages,
/// worked examples and the scores of published forecasting methods.
public struct NumericsVerification: Sendable {
  /// The folder of reference data; `nil` for none.
  public let references: ReferenceFolder?

  /// Files of worked examples (schema `golden-1`).
  public let examples: [String]

  /// A verification against that folder and those files; nothing is read yet.
  public init(references: ReferenceFolder?, examples: [String] = []) {
    self.references = references
    self.examples = examples
  }

  /// The fields that can be verified, in the order of the report.
  public static var areas: [String] {
    var areas: [String] = []
    for check in Check.standard where !areas.contains(check.area) { areas.append(check.area) }
    return areas
  }

  /// Makes every check, or those of some areas, one after the other.
  ///
  /// A file that is absent and one that cannot be read each have a line of their own in the report.
  ///
  /// - Parameters:
  ///   - areas: The areas of ``areas`` to verify; `nil` for all.
  ///   - progress: told what is about to be checked.
  public func report(
    areas: Set<String>? = nil, progress: (String) -> Void = { _ in }
  ) async -> VerificationReport {
    var findings: [Finding] = []
    for check in Check.standard where areas?.contains(check.area) ?? true {
      progress("\(check.area): \(check.needs)")
      guard let references else {
        findings.append(Finding(check.area, missing: check.needs, .absent, note: ""))
        continue
      }
      do throws(VerificationError) {
        findings += try await check.findings(in: references)
      } catch {
        findings.append(
          Finding(check.area, missing: check.needs, .unreadable, note: "\(error)"))
      }
    }
    for file in examples {
      progress("worked examples: \(file)")
      do throws(VerificationError) {
        findings += try WorkedExamples.findings(file)
      } catch {
        findings.append(Finding(WorkedExamples.area, missing: file, .unreadable, note: "\(error)"))
      }
    }
    return VerificationReport(findings: findings)
  }

  /// The findings of one area.
  ///
  /// Throws ``VerificationError`` naming the file that cannot be read.
  public static func findings(
    of area: String, in folder: ReferenceFolder
  ) async throws(VerificationError) -> [Finding] {
    var findings: [Finding] = []
    for check in Check.standard where check.area == area {
      findings += try await check.findings(in: folder)
    }
    return findings
  }
}
