extension LanguageServer {
  mutating func initialize(_ parameters: JSON) throws(RequestFailure) -> JSON {
    guard stage == .fresh else {
      throw RequestFailure(code: .invalidRequest, message: "`initialize` came twice.")
    }
    stage = .running
    var folders = (parameters["workspaceFolders"]?.elements ?? []).compactMap { $0["uri"]?.text }
    if folders.isEmpty, let root = parameters["rootUri"]?.text { folders = [root] }
    workspace.folders = folders.map { DocumentURI.path($0) }.filter { $0.hasPrefix("/") }
      .map { $0.hasSuffix("/") ? $0 : $0 + "/" }
    if let address = parameters["initializationOptions"]?["documentation"]?.text, !address.isEmpty {
      documentation = address.hasSuffix("/") ? String(address.dropLast()) : address
    }
    documentation = documentation ?? pagesBeside(workspace.folders)
    let completion = parameters["capabilities"]?["textDocument"]?["completion"]?["completionItem"]
    supportsSnippets = completion?["snippetSupport"]?.truth ?? false
    return [
      "capabilities": [
        "positionEncoding": "utf-16",
        "textDocumentSync": ["openClose": true, "change": 2, "save": true],
        "completionProvider": ["triggerCharacters": [" ", ".", "\""]],
        "hoverProvider": true,
        "definitionProvider": true,
        "referencesProvider": true,
        "documentHighlightProvider": true,
        "renameProvider": ["prepareProvider": true],
        "documentFormattingProvider": true,
        "inlayHintProvider": true,
        "codeActionProvider": ["codeActionKinds": ["quickfix", "source.fixAll"]],
        "foldingRangeProvider": true,
        "documentSymbolProvider": true,
        "workspaceSymbolProvider": true,
        "codeLensProvider": [:],
        "semanticTokensProvider": [
          "legend": [
            "tokenTypes": .array(SemanticKind.allCases.map { .string($0.rawValue) }),
            "tokenModifiers": ["declaration"],
          ],
          "full": true,
        ],
        "workspace": ["workspaceFolders": ["supported": true, "changeNotifications": true]],
      ],
      "serverInfo": ["name": "headroom"],
    ]
  }

  /// The pages of messages in a folder that the client opened, or in the one above it.
  private func pagesBeside(_ folders: [String]) -> String? {
    for folder in folders {
      let above = folder.dropLast().lastIndex(of: "/").map { String(folder[...$0]) } ?? folder
      for place in [folder, above] where workspace.access.stamp(place + "docs/MESSAGES.md") != nil {
        return DocumentURI.uri(place + "docs")
      }
    }
    return nil
  }

  mutating func notify(_ method: String, _ parameters: JSON) {
    if method == "exit" { return exit() }
    guard stage == .running else { return }
    switch method {
    case "textDocument/didOpen": didOpen(parameters)
    case "textDocument/didChange": didChange(parameters)
    case "textDocument/didClose": didClose(parameters)
    case "workspace/didChangeWatchedFiles":
      for change in parameters["changes"]?.elements ?? [] {
        if let uri = change["uri"]?.text { changed(DocumentURI.path(uri)) }
      }
    case "workspace/didChangeWorkspaceFolders": didChangeFolders(parameters["event"] ?? .null)
    case "textDocument/didSave":
      if let uri = parameters["textDocument"]?["uri"]?.text { changed(DocumentURI.path(uri)) }
    default: break
    }
  }

  /// A file that is not what it was: whatever reads it is worked out again.
  private mutating func changed(_ path: String) {
    workspace.forget(path)
    for open in workspace.open.keys { stale.insert(open) }
  }

  private mutating func didOpen(_ parameters: JSON) {
    let item = parameters["textDocument"] ?? .null
    guard let uri = item["uri"]?.text, let text = item["text"]?.text else {
      return log("`textDocument/didOpen` without `uri` or `text`.")
    }
    let path = DocumentURI.path(uri)
    workspace.set(Document(text: text, version: item["version"]?.whole), at: path)
    published[path] = nil
    stale.insert(path)
    markImporters(of: path)
  }

  private mutating func didChange(_ parameters: JSON) {
    let item = parameters["textDocument"] ?? .null
    guard let uri = item["uri"]?.text else {
      return log("`textDocument/didChange` without `uri`.")
    }
    let path = DocumentURI.path(uri)
    guard var document = workspace.open[path] else {
      return log("`textDocument/didChange` of a document that is not open.")
    }
    for change in parameters["contentChanges"]?.elements ?? [] {
      guard let text = change["text"]?.text else {
        log("A change without `text` was passed over.")
        continue
      }
      guard let range = change["range"], range != .null else {
        document = Document(text: text)
        continue
      }
      do throws(RequestFailure) {
        let start = try Self.position(range["start"])
        let end = try Self.position(range["end"])
        if !document.replace(from: start, to: end, with: text) {
          log("A change lies outside the document; I took its end.")
        }
      } catch {
        log("A change was passed over: \(error.message)")
      }
    }
    document.version = item["version"]?.whole ?? document.version
    workspace.set(document, at: path)
    stale.insert(path)
    markImporters(of: path)
  }

  private mutating func didClose(_ parameters: JSON) {
    guard let uri = parameters["textDocument"]?["uri"]?.text else { return }
    let path = DocumentURI.path(uri)
    markImporters(of: path)
    workspace.close(path)
    stale.remove(path)
    published[path] = nil
    versions[path] = nil
    tell(
      "textDocument/publishDiagnostics",
      ["uri": .string(uri), "diagnostics": []])
  }

  private mutating func markImporters(of path: String) {
    for other in workspace.open.keys where other != path {
      if workspace.closure(of: other).contains(path) { stale.insert(other) }
    }
  }

  private mutating func didChangeFolders(_ event: JSON) {
    func folder(_ value: JSON) -> String? {
      guard let uri = value["uri"]?.text else { return nil }
      let path = DocumentURI.path(uri)
      return path.hasPrefix("/") ? (path.hasSuffix("/") ? path : path + "/") : nil
    }
    let gone = (event["removed"]?.elements ?? []).compactMap(folder)
    workspace.folders.removeAll { gone.contains($0) }
    workspace.folders += (event["added"]?.elements ?? []).compactMap(folder)
  }
}
