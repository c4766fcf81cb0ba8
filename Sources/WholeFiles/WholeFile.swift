public import Foundation

/// A file that is there whole or not at all.
public enum WholeFile {
  /// Writes a file under a name beside its place and renames it.
  ///
  /// A link is followed. What is no plain file, such as a pipe or a terminal, is written to as it is.
  /// Throws the system's error; what was there is then as it was, and nothing is left beside it.
  public static func write(_ bytes: Data, to place: String) throws {
    let url = URL(fileURLWithPath: place).resolvingSymlinksInPath()
    let manager = FileManager.default
    let kind = try? manager.attributesOfItem(atPath: url.path)[.type] as? FileAttributeType
    if let kind, kind != .typeRegular, kind != .typeDirectory {
      let handle = try FileHandle(forWritingTo: url)
      try handle.write(contentsOf: bytes)
      try handle.close()
      return
    }
    let partial = PartialPath.make(for: url.path)
    do {
      try bytes.write(to: URL(fileURLWithPath: partial))
      guard rename(partial, url.path) == 0 else {
        throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
      }
    } catch {
      try? manager.removeItem(atPath: partial)
      throw error
    }
  }
}
