/// Runs golden files (`schema: golden-1`) and reports one JSON line per case.
///
/// A line has `id`, `method`, `result` (in the shape of the expected value, or `{"error": message}`),
/// `pass` (true, false, or null for a method that is not offered), `status` (`pass`, `fail`,
/// `unsupported` or `malformed`) and `worstLRE`; a case that failed names its first wrong leaf
/// under `firstFailure`.
public struct GoldenRunner: Sendable {
  private let registry: MethodRegistry

  /// A runner of those methods.
  public init(registry: MethodRegistry = .standard) {
    self.registry = registry
  }

  /// Runs every case of those files with the standard methods, one line of JSON to `output` each.
  public static func run(files: [String], output: (String) -> Void) -> GoldenSummary {
    GoldenRunner().run(files: files, output: output)
  }

  /// Runs every case of those files in order, one line of JSON to `output` each.
  public func run(files: [String], output: (String) -> Void) -> GoldenSummary {
    var summary = GoldenSummary()
    for file in files {
      let folder = BaseFolder(ofFile: file)
      let cases: [GoldenValue]
      do {
        cases = try Self.cases(file: file, folder: folder)
      } catch {
        report(.malformed(id: file, message: "\(error)"), &summary, output)
        continue
      }
      for (index, item) in cases.enumerated() {
        report(outcome(of: item, fallbackID: "\(file)#\(index)", folder), &summary, output)
      }
    }
    return summary
  }

  private static func cases(file: String, folder: BaseFolder) throws(GoldenError) -> [GoldenValue] {
    let data = try BaseFolder(path: ".").contents(of: file)
    let value: GoldenValue
    do {
      value = try GoldenValue(json: data)
    } catch {
      throw GoldenError(input: file, reason: "is not JSON: \(error)")
    }
    guard value.member("schema") == .string("golden-1") else {
      throw GoldenError(input: "schema", reason: "of \(file) must be \"golden-1\"")
    }
    return try value.array("cases")
  }

  private func outcome(
    of item: GoldenValue, fallbackID: String, _ folder: BaseFolder
  ) -> GoldenOutcome {
    let golden: GoldenCase
    do {
      golden = try GoldenCase(item)
    } catch {
      let id = (try? item.string("id")) ?? fallbackID
      return .malformed(id: id, message: "\(error)")
    }
    guard let method = registry[golden.method] else {
      return GoldenOutcome(
        id: golden.id, method: golden.method,
        result: .object(["error": .string("method \(golden.method) is not offered")]),
        status: .unsupported, worstLRE: nil, firstFailure: nil)
    }
    do {
      let result = try method(golden.inputs, folder)
      let comparison = GoldenComparison(
        result: result, expected: golden.expected, tolerance: golden.tolerance)
      return GoldenOutcome(
        id: golden.id, method: golden.method, result: result,
        status: comparison.passes ? .pass : .fail, worstLRE: comparison.worstLRE,
        firstFailure: comparison.firstFailure)
    } catch {
      return GoldenOutcome(
        id: golden.id, method: golden.method,
        result: .object(["error": .string("\(error)")]),
        status: golden.expectsRefusal ? .pass : .fail, worstLRE: nil,
        firstFailure: golden.expectsRefusal ? nil : "error")
    }
  }

  private func report(
    _ outcome: GoldenOutcome, _ summary: inout GoldenSummary, _ output: (String) -> Void
  ) {
    switch outcome.status {
    case .pass: summary.passed += 1
    case .fail: summary.failed += 1
    case .unsupported: summary.unsupported += 1
    case .malformed: summary.malformed += 1
    }
    if outcome.status != .pass { summary.notPassed.append(outcome.id) }
    if let lre = outcome.worstLRE { summary.worstLRE = min(summary.worstLRE ?? 15, lre) }
    output(outcome.line.json)
  }
}
