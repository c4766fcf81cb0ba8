import Foundation
public import ScenarioLanguage

extension FileAccess {
  /// The most scenario files that are looked through in a folder.
  private static let mostFiles = 500

  /// Access to the file system; no link out of a file's folder is followed.
  public static func disk() -> FileAccess {
    FileAccess(
      scenarioFiles: { list($0) },
      stamp: { path in
        guard path.hasPrefix("/"),
          let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        else { return nil }
        let changed = (attributes[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
        return "\(changed) \(attributes[.size] ?? 0)"
      }
    ) { path throws(SourceFailure) in
      guard path.hasPrefix("/") else { throw .missing(path: path) }
      return try SourceProvider.fileSystem(rootPath: path).read(path)
    }
  }

  /// The scenario files in a folder and three below it, hidden folders left out.
  private static func list(_ folder: String) -> [String] {
    var result: [String] = []
    var open = [(folder, 0)]
    var seen = 0
    while let (next, depth) = open.popLast(), result.count < mostFiles, seen < 20_000 {
      let names = (try? FileManager.default.contentsOfDirectory(atPath: next)) ?? []
      seen += names.count
      for name in names.sorted() where !name.hasPrefix(".") {
        let path = next + (next.hasSuffix("/") ? "" : "/") + name
        if name.hasSuffix(".scenario") {
          result.append(path)
        } else if depth < 3, !name.contains(".") {
          var isFolder: ObjCBool = false
          if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder),
            isFolder.boolValue
          {
            open.append((path + "/", depth + 1))
          }
        }
      }
    }
    return result.sorted()
  }
}
