import Foundation

/// The bytes of a file of returns.
enum ReturnFile {
  /// The first bytes, enough for a header; empty where the file cannot be opened.
  static func opening(_ path: String, count: Int = 65_536) -> [UInt8] {
    guard let handle = FileHandle(forReadingAtPath: path) else { return [] }
    defer { try? handle.close() }
    return [UInt8]((try? handle.read(upToCount: count)) ?? Data())
  }

  /// All bytes; `nil` where the file cannot be read.
  static func bytes(_ path: String) -> [UInt8]? {
    (try? Data(contentsOf: URL(fileURLWithPath: path), options: .mappedIfSafe)).map { [UInt8]($0) }
  }

  /// Whether an XML file declares a document type, in whatever encoding: returns have none, and an
  /// entity could name another file or grow without bound.
  static func declaresDocumentType(_ path: String) -> Bool {
    guard let data = try? Data(contentsOf: URL(fileURLWithPath: path), options: .mappedIfSafe)
    else { return true }
    let mark: [UInt8] = Array("<!DOCTYPE".utf8)
    let wide = mark.flatMap { [$0, 0] as [UInt8] }
    return data.range(of: Data(mark)) != nil || data.range(of: Data(wide.dropLast())) != nil
  }
}
