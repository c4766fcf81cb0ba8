import Foundation

/// Where a file or folder is written before it takes its name, so that it is there whole or not at
/// all: `.NAME.PROCESS.partial` beside its place.
///
/// The name is the process's own: two that write one place at once must not write into one another.
public enum PartialPath {
  /// The path to write to for `place`, free: what killed processes left beside it, and what this one
  /// left before, is removed.
  public static func make(for place: String) -> String {
    let (folder, name) = split(place)
    sweep(name, in: folder)
    let path = "\(folder)/.\(name).\(ProcessInfo.processInfo.processIdentifier).partial"
    try? FileManager.default.removeItem(atPath: path)
    return path
  }

  private static func split(_ place: String) -> (folder: String, name: String) {
    let trimmed = place.hasSuffix("/") ? String(place.dropLast()) : place
    guard let slash = trimmed.lastIndex(of: "/") else { return (".", trimmed) }
    let folder = slash == trimmed.startIndex ? "" : String(trimmed[..<slash])
    return (folder, String(trimmed[trimmed.index(after: slash)...]))
  }

  private static func sweep(_ name: String, in folder: String) {
    let there =
      (try? FileManager.default.contentsOfDirectory(atPath: folder.isEmpty ? "/" : folder)) ?? []
    for other in there where other.hasPrefix(".\(name).") && other.hasSuffix(".partial") {
      let middle = other.dropFirst(name.count + 2).dropLast(".partial".count)
      guard let process = Int32(middle), kill(process, 0) != 0, errno != EPERM else { continue }
      try? FileManager.default.removeItem(atPath: "\(folder)/\(other)")
    }
  }
}
