import Foundation

/// Why a file could not be read.
public enum SourceFailure: Error, Sendable, Equatable, CustomStringConvertible {
  /// There is no such file.
  case missing(path: String)
  /// It exists but cannot be opened.
  case unreadable(path: String, reason: String)
  /// It is over the limit of 256 KiB.
  case tooLarge(path: String, bytes: Int)
  /// It is not text in UTF-8.
  case notUTF8(path: String)
  /// A link leads out of the folder of the first file.
  case outsideFolder(path: String)

  /// What happened, why it matters and what to do.
  public var description: String {
    switch self {
    case .missing(let path):
      "I can't find the file `\(path)`. Check the name and the folder."
    case .unreadable(let path, let reason):
      "I can't open `\(path)`: \(reason). Check that it is a file and that you may read it."
    case .tooLarge(let path, let bytes):
      "`\(path)` has \(bytes) bytes; a scenario file may have 262,144 (256 KiB). Split it with "
        + "`import`."
    case .notUTF8(let path):
      "`\(path)` is not text in UTF-8, so letters such as £ would be misread. Save it as UTF-8."
    case .outsideFolder(let path):
      "`\(path)` leads out of the folder of the first file, which could read something "
        + "unintended. Copy the file into the folder."
    }
  }
}

/// Reads files for the compiler, so that the language itself needs no file system.
public struct SourceProvider: Sendable {
  /// Reads the whole text at a path.
  public let read: @Sendable (String) throws(SourceFailure) -> String

  /// Whether a table is there; `nil` where that can't be known.
  public let hasTable: (@Sendable (String) -> Bool)?

  /// A provider that reads with a closure, and knows of tables by another.
  public init(
    hasTable: (@Sendable (String) -> Bool)? = nil,
    read: @escaping @Sendable (String) throws(SourceFailure) -> String
  ) {
    self.read = read
    self.hasTable = hasTable
  }

  /// A provider over texts held in memory, by path.
  public static func inMemory(_ files: [String: String]) -> SourceProvider {
    SourceProvider { path throws(SourceFailure) in
      guard let text = files[path] else { throw .missing(path: path) }
      return text
    }
  }

  /// A provider over the file system that follows no link out of the folder of `rootPath`.
  public static func fileSystem(rootPath: String) -> SourceProvider {
    let folder = URL(fileURLWithPath: rootPath).resolvingSymlinksInPath()
      .deletingLastPathComponent().path
    let isTable: @Sendable (String) -> Bool = { path in
      let url = URL(fileURLWithPath: path).resolvingSymlinksInPath()
      return url.path.hasPrefix(folder.hasSuffix("/") ? folder : folder + "/")
        && FileManager.default.isReadableFile(atPath: url.path)
    }
    return SourceProvider(hasTable: isTable) { path throws(SourceFailure) in
      let url = URL(fileURLWithPath: path).resolvingSymlinksInPath()
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) else {
        throw .missing(path: path)
      }
      guard !isFolder.boolValue else {
        throw .unreadable(path: path, reason: "it is a folder")
      }
      guard url.path.hasPrefix(folder.hasSuffix("/") ? folder : folder + "/") else {
        throw .outsideFolder(path: path)
      }
      let data: Data
      do {
        let handle = try FileHandle(forReadingFrom: url)
        defer { try? handle.close() }
        data = try handle.read(upToCount: Bounds.fileBytes + 1) ?? Data()
      } catch {
        throw .unreadable(path: path, reason: error.localizedDescription)
      }
      guard data.count <= Bounds.fileBytes else {
        let size = (try? FileManager.default.attributesOfItem(atPath: url.path)[.size]) as? Int
        throw .tooLarge(path: path, bytes: size ?? data.count)
      }
      guard let text = String(validating: data, as: UTF8.self) else {
        throw .notUTF8(path: path)
      }
      return text
    }
  }
}

/// Limits on a file, all checked before anything runs.
enum Bounds {
  static let fileBytes = 262_144
  static let lines = 5000
  static let lineCharacters = 400
  static let imports = 64
  static let declarations = 2000
  static let items = 200
  static let horizonMonths = 480
  static let work = 2_000_000_000
  static let diagnosticsPerFile = 100
  static let extendsDepth = 8
  static let expressionDepth = 32
}
