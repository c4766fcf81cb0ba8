import LanguageServer

/// Edits of two open files, undone again, with requests between them.
public enum ServerDriver {
  private static let methods = [
    "completion", "hover", "definition", "references", "rename", "formatting", "inlayHint",
    "codeAction", "foldingRange", "documentSymbol", "semanticTokens/full", "codeLens",
    "prepareRename", "documentHighlight",
  ]

  /// Takes the bytes as edits and requests. Says what is broken; `nil` where nothing is.
  public static func run(_ input: [UInt8]) -> String? {
    var dice = Dice(input)
    guard !Bases.names.isEmpty else { return "the files to start from are not here" }
    let paths = [dice.pick(Bases.names), dice.pick(Bases.names)]
    var session = Session(paths)
    var steps = 0
    while !dice.isSpent, steps < 40 {
      steps += 1
      let path = paths[dice.below(2)]
      switch dice.below(8) {
      case 0, 1, 2, 3: session.edit(path, &dice)
      case 4: session.undo(path)
      case 5:
        // The rest of the input as a message, whatever it is.
        let raw = (0..<dice.below(64)).map { _ in UInt8(dice.byte()) }
        _ = session.server.receive(raw)
      default:
        if let broken = session.request(dice.pick(methods), path, &dice) { return broken }
      }
    }
    return session.finish()
  }

  private struct Session {
    var server = LanguageServer(access: .inMemory(Bases.files))
    var texts: [String: Document] = [:]
    var history: [String: [Document]] = [:]
    var first: [String: [JSON]] = [:]
    var last: [String: [JSON]] = [:]
    var version = 1

    init(_ paths: [String]) {
      _ = server.receive(["jsonrpc": "2.0", "id": 0, "method": "initialize", "params": [:]])
      for path in paths where texts[path] == nil {
        let text = Bases.files[path] ?? ""
        texts[path] = Document(text: text)
        notify(
          "didOpen",
          ["textDocument": ["uri": uri(path), "version": 1, "text": .string(text)]])
      }
      first = last
    }

    func uri(_ path: String) -> JSON { .string(DocumentURI.uri(path)) }

    mutating func notify(_ method: String, _ parameters: JSON) {
      let said =
        server.receive([
          "jsonrpc": "2.0", "method": .string("textDocument/\(method)"), "params": parameters,
        ]) + server.settle()
      for message in said where message["method"]?.text == "textDocument/publishDiagnostics" {
        guard let uri = message["params"]?["uri"]?.text else { continue }
        last[DocumentURI.path(uri)] = message["params"]?["diagnostics"]?.elements ?? []
      }
    }

    func json(_ position: Document.Position) -> JSON {
      ["line": .integer(position.line), "character": .integer(position.character)]
    }

    mutating func edit(_ path: String, _ dice: inout Dice) {
      guard var document = texts[path] else { return }
      let start = document.position(of: dice.below(document.bytes.count + 1))
      let end = document.position(of: (document.offset(of: start) ?? 0) + dice.below(30))
      let pieces = [
        "", "a", " ", "\n", "end ", "end lever\n", "£", "🧒", "\"", "lever x on cla\n", "from ",
        "between 1 and ", ",", "#", "\r\n", "\r", "import \"bromley.scenario\"\n", ".", "cla",
      ]
      let piece = dice.pick(pieces)
      history[path, default: []].append(document)
      document.replace(from: start, to: end, with: piece)
      texts[path] = document
      change(path, start, end, piece)
    }

    private mutating func change(
      _ path: String, _ start: Document.Position, _ end: Document.Position, _ text: String
    ) {
      version += 1
      notify(
        "didChange",
        [
          "textDocument": ["uri": uri(path), "version": .integer(version)],
          "contentChanges": [
            ["range": ["start": json(start), "end": json(end)], "text": .string(text)]
          ],
        ])
    }

    /// Puts back what was there before the last edit.
    mutating func undo(_ path: String) {
      guard let before = history[path]?.popLast(), let now = texts[path] else { return }
      texts[path] = before
      let end = now.position(of: now.bytes.count)
      change(path, .init(line: 0, character: 0), end, before.text)
    }

    mutating func request(_ method: String, _ path: String, _ dice: inout Dice) -> String? {
      let start: JSON = [
        "line": .integer(dice.below(300) - 1), "character": .integer(dice.below(120) - 1),
      ]
      let end: JSON = ["line": .integer(dice.below(300)), "character": .integer(dice.below(120))]
      let answer =
        server.receive([
          "jsonrpc": "2.0", "id": 1, "method": .string("textDocument/\(method)"),
          "params": [
            "textDocument": ["uri": uri(path)], "position": start,
            "range": ["start": start, "end": end], "newName": "quite-new",
            "context": ["diagnostics": [], "includeDeclaration": true],
          ],
        ]).last ?? .null
      let isAnswer = answer["result"] != nil || answer["error"] != nil
      return isAnswer ? nil : "`\(method)` has no answer"
    }

    /// Undoes everything; the messages are those of the start again.
    mutating func finish() -> String? {
      for path in texts.keys.sorted() {
        while history[path]?.isEmpty == false { undo(path) }
      }
      for (path, messages) in first where last[path] != messages {
        return "the messages of \(path) are not what they were before edits that were undone"
      }
      return nil
    }
  }
}
