/// What one golden case came to.
struct GoldenOutcome {
  enum Status: String {
    case pass, fail, unsupported, malformed
  }

  let id: String
  let method: String?
  let result: GoldenValue
  let status: Status
  let worstLRE: Double?
  let firstFailure: String?

  static func malformed(id: String, message: String) -> GoldenOutcome {
    GoldenOutcome(
      id: id, method: nil, result: .object(["error": .string("\(id): \(message)")]),
      status: .malformed, worstLRE: nil, firstFailure: nil)
  }

  /// The line that reports the case.
  var line: GoldenValue {
    var members: [String: GoldenValue] = [
      "id": .string(id), "method": method.map(GoldenValue.string) ?? .null, "result": result,
      "pass": status == .unsupported ? .null : .bool(status == .pass),
      "status": .string(status.rawValue), "worstLRE": .optional(worstLRE),
    ]
    if let firstFailure { members["firstFailure"] = .string(firstFailure) }
    return .object(members)
  }
}
