public import Foundation

/// A file that is there whole or not at all.
public enum WholeFile {
  /// Writes a file under a name beside its place and renames it.
  ///
  /// Folders on the way to it are made. A link is followed. What is no plain file, such as a pipe or a
  /// terminal, is written to as it is.
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
    try manager.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
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

  /// Why the system refused, in its own words and without a full stop.
  public static func reason(_ error: any Error) -> String {
    let underlying = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
    var text = (underlying ?? (error as NSError)).localizedDescription
    let opening = "The operation could not be completed. "
    if text.hasPrefix(opening) { text.removeFirst(opening.count) }
    while text.hasSuffix(".") { text.removeLast() }
    return text
  }
}
