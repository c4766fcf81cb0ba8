import GoldenCases

/// One check: the file it needs, and the findings it makes of it.
struct Check: Sendable {
  /// The field, as it heads the report's lines.
  let area: String
  /// The file or folder it cannot do without, relative to the folder of references.
  let needs: String
  /// Makes the findings; what it throws concerns the reference files.
  let run: @Sendable (ReferenceFolder) async throws -> [Finding]

  /// The findings in a folder: one that says so where the file is absent.
  ///
  /// Throws ``VerificationError`` naming the file that cannot be read.
  func findings(in folder: ReferenceFolder) async throws(VerificationError) -> [Finding] {
    guard folder.has(needs) else {
      return [Finding(area, missing: needs, .absent, note: "")]
    }
    do {
      return try await run(folder)
    } catch let error as VerificationError {
      throw error
    } catch {
      throw VerificationError(file: folder.full(needs), reason: "\(error)")
    }
  }

  /// Every check, in the order of the report.
  static let standard: [Check] =
    [
      linearSets, nonlinearSets, univariateSets, smoothingFits, smoothingOptima,
      shortSmoothingOptima, arimaFits, arimaChoices, structuralFits, simpleMethods,
      decompositions, seriesDiagnostics, generalisedFits, linearFits, structuralBreaks,
      reconciliations,
    ] + accuracyChecks
}

/// Runs the part of a check that computes; errors of the reference files go through, any other is
/// a failure of ours, handed to `failed`.
func computing(
  _ place: String, failed: (String) -> Void, _ body: () throws -> Void
) throws {
  do {
    try body()
  } catch let error as VerificationError {
    throw error
  } catch let error as GoldenError {
    throw error
  } catch {
    failed("\(place): \(error)")
  }
}
