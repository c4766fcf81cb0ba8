import Foundation

/// Which run an output was made from, as the output itself says.
enum OutputReferences {
  /// Bytes of a file that are looked through: outputs name their run near the top or in a small file.
  private static let reach = 400_000
  /// The endings of files that name the run they show.
  private static let endings = [".html", ".md", ".ipynb", ".json", ".csv", ".txt"]

  /// The outputs below a folder that name one of the runs, each with that run's id.
  ///
  /// Run folders themselves, hidden files and stores are left out; of a folder in which several files
  /// name a run, each is listed.
  static func find(below out: String, runs: Set<String>) -> [(path: String, run: String)] {
    guard let walker = FileManager.default.enumerator(atPath: out) else { return [] }
    var found: [(path: String, run: String)] = []
    for case let name as String in walker {
      let parts = name.split(separator: "/").map(String.init)
      if parts.contains(where: { $0.hasPrefix(".") }) { continue }
      if parts.count >= 2, runs.contains(parts[1]) { continue }
      guard endings.contains(where: { name.lowercased().hasSuffix($0) }),
        let handle = FileHandle(forReadingAtPath: "\(out)/\(name)"),
        let bytes = try? handle.read(upToCount: reach)
      else { continue }
      let text = String(decoding: bytes, as: UTF8.self)
      if let run = runs.sorted().first(where: { text.contains($0) }) {
        found.append(("\(out)/\(name)", run))
      }
    }
    return found.sorted { $0.path < $1.path }
  }
}
