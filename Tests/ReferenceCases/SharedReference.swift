public import Foundation

/// Reference files kept beside the repository; tests that need them are skipped where they are
/// absent.
public enum SharedReference {
  /// The folder of reference files.
  public static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "shared")

  /// Whether the reference files are there.
  public static var isPresent: Bool {
    FileManager.default.fileExists(atPath: folder.appending(path: "methods").path)
  }

  /// A JSON object.
  public static func object(_ path: String) throws -> [String: Any] {
    let data = try Data(contentsOf: folder.appending(path: path))
    return try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
  }

  /// The cases of a golden file for one method.
  public static func cases(_ file: String, method: String) throws -> [ReferenceCase] {
    let all = try object("methods/\(file)")["cases"] as? [[String: Any]] ?? []
    return all.filter { $0["method"] as? String == method }.map(ReferenceCase.init)
  }

  /// The numeric columns of a comma separated file, by header; a field that is no number is NaN.
  public static func columns(_ path: String) throws -> [String: [Double]] {
    let text = try String(contentsOf: folder.appending(path: path), encoding: .utf8)
    let lines = text.split(whereSeparator: \.isNewline).map { $0.split(separator: ",") }
    var result: [String: [Double]] = [:]
    for (j, name) in (lines.first ?? []).enumerated() {
      result[String(name)] = lines.dropFirst().map { Double($0[j]) ?? .nan }
    }
    return result
  }
}

/// One case of a golden file.
public struct ReferenceCase {
  /// The inputs by name.
  public let inputs: [String: Any]
  /// The expected result.
  public let expected: [String: Any]
  /// Relative tolerance.
  public let relative: Double
  /// Absolute tolerance.
  public let absolute: Double

  /// A case from its JSON object.
  public init(_ object: [String: Any]) {
    inputs = object["inputs"] as? [String: Any] ?? [:]
    expected = object["expected"] as? [String: Any] ?? [:]
    let tolerance = object["tol"] as? [String: Any] ?? [:]
    relative = tolerance["rel"] as? Double ?? 0
    absolute = tolerance["abs"] as? Double ?? 0
  }

  /// A number of the inputs; NaN where there is none.
  public func number(_ name: String) -> Double { (inputs[name] as? NSNumber)?.doubleValue ?? .nan }
  /// A list of the inputs.
  public func numbers(_ name: String) -> [Double] { ReferenceCase.vector(inputs[name]) }
  /// A table of the inputs.
  public func rows(_ name: String) -> [[Double]] {
    (inputs[name] as? [Any] ?? []).map(ReferenceCase.vector)
  }

  /// Whether values agree with the expected leaf or list of that dotted path; a path that the case
  /// does not state agrees with anything.
  public func agrees(_ path: String, _ values: [Double]) -> Bool {
    var place: Any? = expected
    for name in path.split(separator: "/") { place = (place as? [String: Any])?[String(name)] }
    guard let place else { return true }
    let target = place is [Any] ? ReferenceCase.vector(place) : ReferenceCase.vector([place])
    return target.count == values.count
      && zip(values, target).allSatisfy { abs($0 - $1) <= absolute + relative * abs($1) }
  }

  /// A JSON list as numbers.
  public static func vector(_ value: Any?) -> [Double] {
    (value as? [Any] ?? []).map { ($0 as? NSNumber)?.doubleValue ?? .nan }
  }
}
