/// Reads a scenario file and everything it imports, checks it, and builds the model.
public struct ScenarioCompiler {
  private let provider: SourceProvider
  private let bag = DiagnosticBag()
  private var read: [String: Int] = [:]
  private var open: [String] = []
  private var sources: [SourceText] = []
  private var trees: [SyntaxTree] = []
  private var files: [FileSyntax] = []
  private let rootFolder: String

  private init(provider: SourceProvider, rootFolder: String) {
    self.provider = provider
    self.rootFolder = rootFolder
  }

  /// Compiles the file at `rootPath`. Paths in `import` are relative to the file that has them and
  /// stay inside the folder of the root. Never throws: what is wrong is in the diagnostics.
  public static func compile(rootPath: String, provider: SourceProvider) -> CompilationResult {
    let slash = rootPath.lastIndex(of: "/")
    let folder = slash.map { String(rootPath[...$0]) } ?? ""
    var compiler = ScenarioCompiler(provider: provider, rootFolder: folder)
    compiler.load(rootPath, importedAt: nil)
    var model: ScenarioModel?
    let top = SourceSpan(
      file: rootPath, start: 0, end: 0, line: 1, column: 1, endLine: 1, endColumn: 1)
    // A file that could not be read would make every name in it look unknown.
    let isWhole = !compiler.bag.all.contains { [.e703, .e706, .e707].contains($0.code) }
    if isWhole, !compiler.files.isEmpty {
      model = Checker.check(
        files: compiler.files, rootSpan: top,
        tables: TableFinder(rootFolder: folder, hasTable: provider.hasTable), bag: compiler.bag)
    }
    return CompilationResult(
      model: compiler.bag.hasErrors ? nil : model, diagnostics: compiler.sorted(),
      files: compiler.sources, trees: compiler.trees)
  }

  /// Parses one text on its own: the lossless tree and the messages about its shape.
  public static func parse(_ source: SourceText) -> (tree: SyntaxTree, diagnostics: [Diagnostic]) {
    let bag = DiagnosticBag()
    let (_, tree) = FileParser.parse(source, bag: bag)
    return (tree, bag.all)
  }

  private mutating func load(_ path: String, importedAt span: SourceSpan?) {
    let place =
      span
      ?? SourceSpan(file: path, start: 0, end: 0, line: 1, column: 1, endLine: 1, endColumn: 1)
    if open.contains(path) {
      bag.add(
        .e703, place, "`\(path)` is already being read: these imports go round in a circle.",
        fixes: [.write(.choose, "delete this import, or move what both files need into a third")])
      return
    }
    guard read[path] == nil else { return }
    guard read.count < Bounds.imports + 1 else {
      bag.add(.e902, place, "There are over 64 imports.")
      return
    }
    read[path] = read.count
    let text: String
    do throws(SourceFailure) {
      text = try provider.read(path)
    } catch {
      if case .outsideFolder = error {
        bag.add(.e707, place, error.description)
      } else {
        bag.add(.e706, place, error.description)
      }
      return
    }
    let source = SourceText(path: path, text: text)
    sources.append(source)
    let (file, tree) = FileParser.parse(source, bag: bag)
    trees.append(tree)
    open.append(path)
    for name in file.imports {
      guard let target = FolderPath.resolve(name.value, from: path, inside: rootFolder) else {
        bag.add(
          .e707, name.span,
          "This import leads out of the folder of the first file, so a copy of the folder would "
            + "not run. Copy the file in.")
        continue
      }
      load(target, importedAt: name.span)
    }
    open.removeLast()
    files.append(file)
  }

  /// By file in reading order, then by place; at most 100 a file.
  private func sorted() -> [Diagnostic] {
    var order: [String: Int] = [:]
    for (index, source) in sources.enumerated() { order[source.path] = index }
    var count: [String: Int] = [:]
    return bag.all.enumerated().sorted { left, right in
      let (one, two) = (left.element.span, right.element.span)
      let files = (order[one.file] ?? .max, order[two.file] ?? .max)
      if files.0 != files.1 { return files.0 < files.1 }
      if one.start != two.start { return one.start < two.start }
      return left.offset < right.offset
    }.map(\.element).filter {
      count[$0.span.file, default: 0] += 1
      return count[$0.span.file, default: 0] <= Bounds.diagnosticsPerFile
    }
  }
}

/// What came of a compilation.
public struct CompilationResult: Sendable {
  /// The model; `nil` where there are errors.
  public let model: ScenarioModel?
  /// The messages, by file and place.
  public let diagnostics: [Diagnostic]
  /// All files read, the root first, for hashing and for showing lines.
  public let files: [SourceText]
  /// The lossless tree of each file, in the same order.
  public let trees: [SyntaxTree]
}
