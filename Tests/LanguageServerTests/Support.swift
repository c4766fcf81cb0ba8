import Foundation
import LanguageServer

/// The root of the package, two folders above this one.
let packageRoot = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  .deletingLastPathComponent().deletingLastPathComponent()

/// The files of the transcripts, as if they lay in `/s`.
func transcriptFiles() throws -> [String: String] {
  let folder = packageRoot.appendingPathComponent("Tests/Transcripts")
  var files: [String: String] = [:]
  for name in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
  where name.hasSuffix(".scenario") {
    files["/s/\(name)"] = try String(
      contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
  }
  return files
}

/// A client of a server in this process, over files in memory.
struct Client {
  var server: LanguageServer
  let files: [String: String]
  private var number = 0
  /// Every message of the server that answers no request.
  var heard: [JSON] = []

  init(_ files: [String: String], initialize: JSON = ["workspaceFolders": [["uri": "file:///s"]]]) {
    self.files = files
    server = LanguageServer(access: .inMemory(files))
    _ = request("initialize", initialize)
    notify("initialized", [:])
  }

  static func uri(_ name: String) -> JSON { .string("file:///s/\(name)") }

  mutating func request(_ method: String, _ parameters: JSON) -> JSON {
    number += 1
    let messages = server.receive([
      "jsonrpc": "2.0", "id": .integer(number), "method": .string(method), "params": parameters,
    ])
    heard += messages.dropLast()
    return messages.last ?? .null
  }

  mutating func notify(_ method: String, _ parameters: JSON) {
    heard += server.receive([
      "jsonrpc": "2.0", "method": .string(method), "params": parameters,
    ])
    heard += server.settle()
  }

  mutating func open(_ name: String, text: String? = nil) {
    notify(
      "textDocument/didOpen",
      [
        "textDocument": [
          "uri": Self.uri(name), "languageId": "scenario", "version": 1,
          "text": .string(text ?? files["/s/\(name)"] ?? ""),
        ]
      ])
  }

  mutating func change(_ name: String, version: Int, _ changes: [JSON]) {
    notify(
      "textDocument/didChange",
      [
        "textDocument": ["uri": Self.uri(name), "version": .integer(version)],
        "contentChanges": .array(changes),
      ])
  }

  /// The codes that a file was last given, in order.
  func codes(_ name: String) -> [String] {
    let last = heard.last {
      $0["method"]?.text == "textDocument/publishDiagnostics"
        && $0["params"]?["uri"] == Self.uri(name)
    }
    return (last?["params"]?["diagnostics"]?.elements ?? []).compactMap { $0["code"]?.text }
  }
}

/// Where a piece of a text starts, as the protocol counts.
func position(of piece: String, in text: String, plus: Int = 0) -> JSON {
  let before = text.range(of: piece).map { text[..<$0.lowerBound] } ?? ""
  let line = before.split(separator: "\n", omittingEmptySubsequences: false)
  return [
    "line": .integer(max(0, line.count - 1)),
    "character": .integer((line.last?.utf16.count ?? 0) + plus),
  ]
}

/// A change that puts a text at a position.
func insertion(_ text: String, at position: JSON) -> JSON {
  ["range": ["start": position, "end": position], "text": .string(text)]
}

/// A text with edits of the protocol applied, the last one first.
func applying(_ edits: [JSON], to text: String) -> String {
  var document = Document(text: text)
  func position(_ value: JSON?) -> Document.Position {
    Document.Position(
      line: value?["line"]?.whole ?? 0, character: value?["character"]?.whole ?? 0)
  }
  let sorted = edits.sorted {
    position($0["range"]?["start"]) > position($1["range"]?["start"])
  }
  for edit in sorted {
    document.replace(
      from: position(edit["range"]?["start"]), to: position(edit["range"]?["end"]),
      with: edit["newText"]?.text ?? "")
  }
  return document.text
}
