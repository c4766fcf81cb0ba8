import DelimitedText
public import Foundation
public import GoldenCases

/// A folder of reference data: `golden/` (fits as JSON, `golden/data/` the series), `nist-strd/`
/// (NIST's data sets) and `m4/` (competition series), any of which may be absent.
public struct ReferenceFolder: Equatable, Sendable {
  /// The path of the folder.
  public let path: String

  /// The folder at that path; nothing is read yet.
  public init(path: String) { self.path = path }

  /// Whether a file or folder is there.
  public func has(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: full(name))
  }

  /// The path of a file of the folder.
  public func full(_ name: String) -> String { "\(path)/\(name)" }

  /// The bytes of a file; throws ``VerificationError`` where they cannot be read.
  public func bytes(_ name: String) throws(VerificationError) -> Data {
    guard let data = FileManager.default.contents(atPath: full(name)) else {
      throw VerificationError(file: full(name), reason: "cannot be read")
    }
    return data
  }

  /// The text of a file; throws ``VerificationError`` where it is no UTF-8 text.
  public func text(_ name: String) throws(VerificationError) -> String {
    guard let text = String(data: try bytes(name), encoding: .utf8) else {
      throw VerificationError(file: full(name), reason: "is not UTF-8 text")
    }
    return text
  }

  /// The value of a JSON file; throws ``VerificationError`` where it is not JSON.
  public func json(_ name: String) throws(VerificationError) -> GoldenValue {
    let data = try bytes(name)
    do {
      return try GoldenValue(json: data)
    } catch {
      throw VerificationError(file: full(name), reason: "is not JSON")
    }
  }

  /// A comma separated file with a header.
  func table(_ name: String) throws(VerificationError) -> ReferenceTable {
    let data = try bytes(name)
    do {
      return ReferenceTable(
        file: full(name), table: try DelimitedTable(bytes: Array(data), file: full(name)))
    } catch {
      throw VerificationError(file: full(name), reason: "\(error)")
    }
  }
}

/// A comma separated file whose columns are taken by name.
struct ReferenceTable {
  let file: String
  let table: DelimitedTable

  var rows: Range<Int> { 0..<table.rowCount }
  var columns: [String] { table.columns }

  func has(_ column: String) -> Bool { table.position(of: column) != nil }

  private func position(_ column: String) throws(VerificationError) -> Int {
    guard let position = table.position(of: column) else {
      throw VerificationError(file: file, reason: "has no column \(column)")
    }
    return position
  }

  func text(_ row: Int, _ column: String) throws(VerificationError) -> String {
    table.text(row: row, column: try position(column))
  }

  func number(_ row: Int, _ column: String) throws(VerificationError) -> Double {
    let text = try text(row, column)
    guard let value = Double(text), value.isFinite else {
      throw VerificationError(
        file: file, reason: "row \(row + 1), \(column): '\(text)' is not a number")
    }
    return value
  }

  func numbers(_ column: String) throws(VerificationError) -> [Double] {
    var result: [Double] = []
    for row in rows { result.append(try number(row, column)) }
    return result
  }

  /// A list separated by semicolons.
  func list(_ row: Int, _ column: String) throws(VerificationError) -> [Double] {
    var result: [Double] = []
    for field in try text(row, column).split(separator: ";") {
      guard let value = Double(field), value.isFinite else {
        throw VerificationError(
          file: file, reason: "row \(row + 1), \(column): '\(field)' is not a number")
      }
      result.append(value)
    }
    return result
  }
}
