public import ScenarioLanguage

/// How the server reaches files that no editor has open.
public struct FileAccess: Sendable {
  /// The text of a file.
  public let read: @Sendable (String) throws(SourceFailure) -> String
  /// The scenario files under a folder.
  public let scenarioFiles: @Sendable (_ folder: String) -> [String]
  /// Something that changes whenever the file does; `nil` where there is no file.
  public let stamp: @Sendable (String) -> String?

  /// Access by closures.
  public init(
    scenarioFiles: @escaping @Sendable (String) -> [String],
    stamp: @escaping @Sendable (String) -> String?,
    read: @escaping @Sendable (String) throws(SourceFailure) -> String
  ) {
    self.read = read
    self.scenarioFiles = scenarioFiles
    self.stamp = stamp
  }

  /// Access to texts in memory, by path.
  public static func inMemory(_ files: [String: String]) -> FileAccess {
    FileAccess(
      scenarioFiles: { folder in files.keys.filter { $0.hasPrefix(folder) }.sorted() },
      stamp: { files[$0] == nil ? nil : "" }
    ) { path throws(SourceFailure) in
      guard let text = files[path] else { throw .missing(path: path) }
      return text
    }
  }
}

/// The documents that editors have open, the files beside them, and what is known of them.
struct Workspace {
  let access: FileAccess
  /// Folders the client opened.
  var folders: [String] = []
  private(set) var open: [String: Document] = [:]
  private var disk: [String: (stamp: String, document: Document)] = [:]
  private var indexes: [String: FileIndex] = [:]
  private var results: [String: CompilationResult] = [:]
  private var lastGood: [String: ScenarioModel] = [:]

  init(access: FileAccess) { self.access = access }

  // MARK: Documents

  mutating func set(_ document: Document, at path: String) {
    open[path] = document
    forget(path)
  }

  mutating func close(_ path: String) {
    open[path] = nil
    forget(path)
  }

  /// A file changed outside the editor.
  mutating func forget(_ path: String) {
    indexes[path] = nil
    disk[path] = nil
    results = results.filter { !closureHolds($0.value, path) }
  }

  private func closureHolds(_ result: CompilationResult, _ path: String) -> Bool {
    // A file that could not be read is in no result, and may be there now.
    result.files.contains { $0.path == path }
      || result.diagnostics.contains { [.e703, .e706, .e707, .e708].contains($0.code) }
      || result.files.isEmpty
  }

  mutating func document(_ path: String) -> Document? {
    if let document = open[path] { return document }
    guard let stamp = access.stamp(path) else { return nil }
    if let known = disk[path], known.stamp == stamp { return known.document }
    let text: String
    do throws(SourceFailure) { text = try access.read(path) } catch { return nil }
    let document = Document(text: text)
    disk[path] = (stamp, document)
    indexes[path] = nil
    return document
  }

  mutating func index(_ path: String) -> FileIndex? {
    guard let document = document(path) else { return nil }
    if let known = indexes[path] { return known }
    let index = FileIndex(document)
    indexes[path] = index
    return index
  }

  // MARK: Files together

  static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
  }

  /// The path of an import, as the language resolves it; `nil` where it leaves the root.
  static func resolve(_ name: String, from path: String) -> String? {
    guard !name.hasPrefix("/"), !name.hasPrefix("~"), !name.contains("\\") else { return nil }
    let folder = folder(of: path)
    var parts = folder.split(separator: "/", omittingEmptySubsequences: false).dropLast()
      .map(String.init)
    for part in name.split(separator: "/") {
      switch part {
      case ".": continue
      case "..":
        guard parts.count > 1, parts.popLast() != nil else { return nil }
      default: parts.append(String(part))
      }
    }
    return parts.joined(separator: "/")
  }

  /// A file and all it imports, the file first.
  mutating func closure(of path: String) -> [String] {
    var result: [String] = []
    var waiting = [path]
    while let next = waiting.popLast() {
      guard !result.contains(next), result.count <= 65, let index = index(next) else { continue }
      result.append(next)
      waiting += index.imports.reversed().compactMap { Self.resolve($0.path, from: next) }
    }
    return result
  }

  /// The files that may have to do with a path: those under the same folder and the client's.
  mutating func project(around path: String) -> [String] {
    var seen: Set<String> = []
    var result = open.keys.sorted().filter { seen.insert($0).inserted }
    let own = path.hasPrefix("/") ? [Self.folder(of: path)] : []
    for folder in own + folders {
      result += access.scenarioFiles(folder).filter { seen.insert($0).inserted }
    }
    return result
  }

  // MARK: Meaning

  /// The compilation of a file as the first one; kept until something it reads changes.
  mutating func result(_ path: String) -> CompilationResult {
    if let known = results[path] { return known }
    let provider = provider(for: path)
    let result = ScenarioCompiler.compile(rootPath: path, provider: provider)
    results[path] = result
    if let model = result.model { lastGood[path] = model }
    return result
  }

  /// Reads what is open first, and the rest from disk.
  func provider(for path: String) -> SourceProvider {
    let texts = open.mapValues(\.text)
    let access = access
    let isTable: @Sendable (String) -> Bool = { access.stamp($0) != nil }
    let hasTable = path.hasPrefix("/") ? isTable : nil
    return SourceProvider(hasTable: hasTable) { name throws(SourceFailure) in
      if let text = texts[name] { return text }
      return try access.read(name)
    }
  }

  /// The model of a file: the present one, or the last one that was right.
  mutating func model(_ path: String) -> ScenarioModel? {
    result(path).model ?? lastGood[path]
  }
}
