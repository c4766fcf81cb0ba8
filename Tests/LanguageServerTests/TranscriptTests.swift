import Foundation
import LanguageServer
import Testing

/// A recorded conversation: lines of what a client sends, each followed by what the server says.
///
///     open NAME               a file of this folder is opened
///     request METHOD PARAMS   a request
///     notify METHOD PARAMS    a notification
///     raw BYTES               the body of a message, whatever it is
///     < MESSAGE               what the server said, in order
///     # …                     a remark
///
/// `HEADROOM_RECORD=1 make test` writes the answers anew; read the difference before keeping it.
struct Transcript {
  var lines: [String]

  static let folder = packageRoot.appendingPathComponent("Tests/Transcripts")
  static let names: [String] = {
    let all = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return all.filter { $0.hasSuffix(".transcript") }.sorted()
  }()

  init(_ name: String) throws {
    let text = try String(contentsOf: Self.folder.appendingPathComponent(name), encoding: .utf8)
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  /// The same conversation with the answers that the server gives now.
  func replayed() throws -> [String] {
    let files = try transcriptFiles()
    var server = LanguageServer(access: .inMemory(files))
    var number = 0
    var result: [String] = []
    for line in lines where !line.hasPrefix("< ") {
      result.append(line)
      let parts = line.split(separator: " ", maxSplits: 2).map(String.init)
      var message: JSON?
      switch parts.first {
      case "open":
        message = [
          "jsonrpc": "2.0", "method": "textDocument/didOpen",
          "params": [
            "textDocument": [
              "uri": .string("file:///s/\(parts[1])"), "languageId": "scenario", "version": 1,
              "text": .string(files["/s/\(parts[1])"] ?? ""),
            ]
          ],
        ]
      case "request":
        number += 1
        message = [
          "jsonrpc": "2.0", "id": .integer(number), "method": .string(parts[1]),
          "params": try JSON(bytes: Array(parts[2].utf8)),
        ]
      case "notify":
        message = [
          "jsonrpc": "2.0", "method": .string(parts[1]),
          "params": try JSON(bytes: Array(parts[2].utf8)),
        ]
      case "raw":
        result += server.receive(Array(line.dropFirst(4).utf8)).map(Self.text)
      default: break
      }
      if let message { result += server.receive(message).map(Self.text) }
      result += server.settle().map(Self.text)
    }
    return result
  }

  private static func text(_ message: JSON) -> String {
    "< " + String(decoding: message.bytes, as: UTF8.self)
  }
}

@Suite("Recorded transcripts")
struct TranscriptTests {
  @Test("every conversation goes as it was recorded", arguments: Transcript.names)
  func replay(name: String) throws {
    let transcript = try Transcript(name)
    let now = try transcript.replayed()
    if ProcessInfo.processInfo.environment["HEADROOM_RECORD"] == "1" {
      try Data(now.joined(separator: "\n").utf8).write(
        to: Transcript.folder.appendingPathComponent(name), options: .atomic)
      return
    }
    #expect(now.count == transcript.lines.count)
    for (new, old) in zip(now, transcript.lines) { #expect(new == old) }
  }

  @Test("there is one for each feature")
  func features() {
    let have = Set(Transcript.names.map { String($0.prefix { $0 != "." }) })
    let wanted: Set<String> = [
      "lifecycle", "diagnostics", "completion", "hover", "definition", "references", "rename",
      "formatting", "inlay-hints", "code-actions", "folding", "document-symbols",
      "workspace-symbols", "semantic-tokens", "code-lens", "mistakes", "files",
    ]
    #expect(wanted.subtracting(have).isEmpty)
  }
}
