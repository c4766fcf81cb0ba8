/// Paths written in files, which never lead out of the folder of the first file.
enum FolderPath {
  /// A path relative to the file that names it, or `nil` where it leaves the root's folder.
  static func resolve(_ name: String, from path: String, inside rootFolder: String) -> String? {
    guard !name.hasPrefix("/"), !name.hasPrefix("~"), !name.contains("\\") else { return nil }
    let naming = path.dropFirst(rootFolder.count)
    var parts = naming.split(separator: "/").dropLast().map(String.init)
    for part in name.split(separator: "/") {
      switch part {
      case ".": continue
      case "..":
        guard parts.popLast() != nil else { return nil }
      default: parts.append(String(part))
      }
    }
    return rootFolder + parts.joined(separator: "/")
  }
}

/// Finds the tables that files name.
struct TableFinder: Sendable {
  let rootFolder: String
  let hasTable: (@Sendable (String) -> Bool)?
}
