extension LanguageServer {
  mutating func answer(_ method: String, _ parameters: JSON) throws(RequestFailure) -> JSON {
    if method == "initialize" { return try initialize(parameters) }
    guard stage != .fresh else {
      throw RequestFailure(code: .notInitialized, message: "Send `initialize` first.")
    }
    guard stage == .running else {
      throw RequestFailure(code: .invalidRequest, message: "The server has been shut down.")
    }
    switch method {
    case "shutdown":
      stage = .shutDown
      return .null
    case "textDocument/completion": return try completion(place(parameters))
    case "textDocument/hover": return try hover(place(parameters))
    case "textDocument/definition": return try definition(place(parameters))
    case "textDocument/references":
      return try references(
        place(parameters),
        withDeclaration: parameters["context"]?["includeDeclaration"]?.truth ?? true)
    case "textDocument/documentHighlight": return try highlights(place(parameters))
    case "textDocument/prepareRename": return try prepareRename(place(parameters))
    case "textDocument/rename":
      guard let name = parameters["newName"]?.text else {
        throw .parameters("`newName` is missing.")
      }
      return try rename(place(parameters), to: name)
    case "textDocument/formatting": return try formatting(file(parameters))
    case "textDocument/inlayHint":
      let path = try file(parameters)
      return try inlayHints(path, in: range(parameters["range"], path))
    case "textDocument/codeAction":
      let path = try file(parameters)
      return try codeActions(
        path, in: range(parameters["range"], path), context: parameters["context"] ?? .null)
    case "textDocument/foldingRange": return try folding(file(parameters))
    case "textDocument/documentSymbol": return try documentSymbols(file(parameters))
    case "workspace/symbol": return workspaceSymbols(parameters["query"]?.text ?? "")
    case "textDocument/semanticTokens/full": return try semanticTokens(file(parameters))
    case "textDocument/codeLens": return try codeLenses(file(parameters))
    default:
      throw RequestFailure(code: .methodNotFound, message: "I have no method `\(method)`.")
    }
  }

  // MARK: Parameters

  struct Spot {
    var path: String
    var offset: Int
  }

  /// The file that a request is about.
  mutating func file(_ parameters: JSON) throws(RequestFailure) -> String {
    guard let uri = parameters["textDocument"]?["uri"]?.text else {
      throw .parameters("`textDocument.uri` is missing.")
    }
    let path = DocumentURI.path(uri)
    guard workspace.document(path) != nil else {
      throw .parameters("The document `\(uri)` is not open and I can't read it.")
    }
    return path
  }

  /// The file and byte that a request is about.
  mutating func place(_ parameters: JSON) throws(RequestFailure) -> Spot {
    let path = try file(parameters)
    return Spot(path: path, offset: try offset(parameters["position"], path))
  }

  private mutating func offset(_ value: JSON?, _ path: String) throws(RequestFailure) -> Int {
    let position = try Self.position(value)
    guard let offset = workspace.document(path)?.offset(of: position) else {
      throw .parameters(
        "Line \(position.line), character \(position.character) is not in the document.")
    }
    return offset
  }

  static func position(_ value: JSON?) throws(RequestFailure) -> Document.Position {
    guard let line = value?["line"]?.whole, let character = value?["character"]?.whole else {
      throw .parameters("A position needs `line` and `character` as whole numbers.")
    }
    return Document.Position(line: line, character: character)
  }

  mutating func range(_ value: JSON?, _ path: String) throws(RequestFailure) -> Range<Int> {
    let start = try offset(value?["start"], path)
    let end = try offset(value?["end"], path)
    return min(start, end)..<max(start, end)
  }

  // MARK: Answers

  func json(_ range: Range<Int>, _ document: Document) -> JSON {
    ["start": json(range.lowerBound, document), "end": json(range.upperBound, document)]
  }

  func json(_ offset: Int, _ document: Document) -> JSON {
    let position = document.position(of: offset)
    return ["line": .integer(position.line), "character": .integer(position.character)]
  }

  mutating func location(_ place: Place) -> JSON? {
    guard let document = workspace.document(place.path) else { return nil }
    return [
      "uri": .string(DocumentURI.uri(place.path)), "range": json(place.range, document),
    ]
  }
}
