import Foundation
import WholeFiles

/// The four logs of a project, as files in one folder.
public struct AssuranceLogs: Sendable, Equatable {
  private var tables: [LogKind: LogTable]

  /// Empty logs.
  public init() {
    tables = Dictionary(uniqueKeysWithValues: LogKind.allCases.map { ($0, LogTable($0)) })
  }

  /// Reads the folder; a log whose file is not there is empty.
  ///
  /// Throws ``LogError`` for a file that cannot be read or says nothing, with line and column.
  public init(folder: String) throws(LogError) {
    self.init()
    for kind in LogKind.allCases {
      let path = "\(folder)/\(kind.fileName)"
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { continue }
      guard !isFolder.boolValue, let bytes = FileManager.default.contents(atPath: path) else {
        throw LogError("I can't read \(path): it is no file that you may open.")
      }
      tables[kind] = try LogTable(kind, bytes: Array(bytes), path: path)
    }
  }

  /// One of the logs.
  public subscript(_ kind: LogKind) -> LogTable {
    get { tables[kind] ?? LogTable(kind) }
    set { tables[kind] = newValue }
  }

  /// Writes one log into a folder, by way of a temporary file that is then renamed.
  ///
  /// Throws ``LogError`` with the system's reason; the file is then as it was.
  public func write(_ kind: LogKind, to folder: String) throws(LogError) {
    let path = "\(folder)/\(kind.fileName)"
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try WholeFile.write(Data(self[kind].bytes), to: path)
    } catch {
      throw LogError(
        "I can't write \(path): \(error.localizedDescription) The log is as it was.")
    }
  }
}
