import ScenarioLanguage

extension LanguageServer {
  /// Publishes the messages of stale documents, and of files they import that nobody has open.
  mutating func publish() {
    let roots = stale.intersection(workspace.open.keys).sorted()
    stale = []
    for path in roots {
      let messages = messages(of: path, from: path)
      let isNew = versions[path] != workspace.open[path]?.version
      if isNew || messages != published[path] { send(messages, to: path) }
    }
    var closed: [String: [JSON]] = [:]
    for root in workspace.open.keys.sorted() {
      for file in workspace.result(root).files.map(\.path)
      where workspace.open[file] == nil && closed[file] == nil {
        closed[file] = messages(of: file, from: root)
      }
    }
    for path in published.keys.sorted() where workspace.open[path] == nil {
      if closed[path] == nil { closed[path] = [] }
    }
    for (path, messages) in closed.sorted(by: { $0.key < $1.key })
    where messages != published[path] ?? [] {
      send(messages, to: path)
    }
  }

  private mutating func send(_ messages: [JSON], to path: String) {
    published[path] = messages
    versions[path] = workspace.open[path]?.version
    var parameters: [JSON.Member] = [.init("uri", .string(DocumentURI.uri(path)))]
    if let version = workspace.open[path]?.version {
      parameters.append(.init("version", .integer(version)))
    }
    parameters.append(.init("diagnostics", .array(messages)))
    tell("textDocument/publishDiagnostics", .object(parameters))
  }

  /// The messages about one file that come of compiling another, which imports it or is it.
  private mutating func messages(of path: String, from root: String) -> [JSON] {
    guard let document = workspace.document(path) else { return [] }
    return workspace.result(root).diagnostics.filter { $0.span.file == path }
      .map { json($0, document) }
  }

  mutating func json(_ diagnostic: Diagnostic, _ document: Document) -> JSON {
    let severity =
      switch diagnostic.severity {
      case .error: 1
      case .warning: 2
      case .note: 3
      }
    let code = diagnostic.code.rawValue
    let title = diagnostic.title + (diagnostic.title.hasSuffix("?") ? "" : ".")
    let isSaid = diagnostic.message.hasPrefix(diagnostic.title)
    var members: [JSON.Member] = [
      .init("range", json(diagnostic.span.start..<diagnostic.span.end, document)),
      .init("severity", .integer(severity)),
      .init("code", .string(code)),
      .init("source", "headroom"),
      .init("message", .string(isSaid ? diagnostic.message : "\(title) \(diagnostic.message)")),
    ]
    if let documentation {
      let page = "\(documentation)/MESSAGES.md#\(Self.anchor("\(code) \(diagnostic.title)"))"
      members.append(.init("codeDescription", ["href": .string(page)]))
    }
    var related: [JSON] = []
    for note in diagnostic.notes {
      guard let span = note.span,
        let location = location(
          Place(path: span.file, range: span.start..<max(span.start, span.end)))
      else { continue }
      related.append(["location": location, "message": .string(note.message)])
    }
    if !related.isEmpty { members.append(.init("relatedInformation", .array(related))) }
    return .object(members)
  }

  /// The anchor of a heading, as pages of Markdown make it.
  static func anchor(_ heading: String) -> String {
    var result = ""
    for character in heading.lowercased() {
      if character.isLetter || character.isNumber || character == "-" {
        result.append(character)
      } else if character == " " {
        result.append("-")
      }
    }
    return result
  }
}
