import Foundation

/// Reads the tables of one's own that a scenario names, so that the engine needs no file system.
public struct TableProvider: Sendable {
  /// The largest table read, in bytes: 50 MB.
  public static let largestTable = 50_000_000

  /// Reads the whole file at a path, or says why it can't.
  public let read: @Sendable (String) throws(EngineError) -> [UInt8]

  /// A provider that reads with a closure.
  public init(read: @escaping @Sendable (String) throws(EngineError) -> [UInt8]) {
    self.read = read
  }

  /// A provider without any table.
  public static let none = TableProvider { path throws(EngineError) in
    throw missing(path)
  }

  /// A provider over tables held in memory, by path.
  public static func inMemory(_ tables: [String: String]) -> TableProvider {
    TableProvider { path throws(EngineError) in
      guard let text = tables[path] else { throw missing(path) }
      return Array(text.utf8)
    }
  }

  /// A provider over the file system that reads nothing outside the folder of `rootPath`, the first
  /// scenario file, links followed, and nothing over ``largestTable``.
  public static func fileSystem(rootPath: String) -> TableProvider {
    let folder = URL(fileURLWithPath: rootPath).resolvingSymlinksInPath()
      .deletingLastPathComponent().path
    return TableProvider { path throws(EngineError) in
      let url = URL(fileURLWithPath: path).resolvingSymlinksInPath()
      guard url.path.hasPrefix(folder.hasSuffix("/") ? folder : folder + "/") else {
        throw EngineError(
          "The table `\(path)` lies outside the folder of the first file, so a scenario could read "
            + "what was not meant for it. Copy the table into that folder.")
      }
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) else {
        throw missing(path)
      }
      guard !isFolder.boolValue else {
        throw EngineError("`\(path)` is a folder. Name the CSV file in it.")
      }
      let data: Data
      do {
        let handle = try FileHandle(forReadingFrom: url)
        defer { try? handle.close() }
        data = try handle.read(upToCount: largestTable + 1) ?? Data()
      } catch {
        throw EngineError(
          "I can't open the table `\(path)`: \(error.localizedDescription). Check that you may read "
            + "it.")
      }
      guard data.count <= largestTable else {
        throw EngineError(
          "The table `\(path)` is over 50 MB. A scenario reads counts, not records: add them up "
            + "by month and item first.")
      }
      return [UInt8](data)
    }
  }

  private static func missing(_ path: String) -> EngineError {
    EngineError(
      "I can't find the table `\(path)`, and without it there is nothing to count from. Check the "
        + "name; tables are looked for beside the scenario file that names them.")
  }
}
