import Foundation
import LanguageServer
import ScenarioFormatting
import ScenarioLanguage
import Testing

@Suite("A session as an editor has it")
struct SessionTests {
  private func shipped(_ name: String) throws -> String {
    try String(
      contentsOf: packageRoot.appendingPathComponent("scenarios/\(name).scenario"), encoding: .utf8)
  }

  @Test(
    "a file typed key by key never stops the server, and ends with the messages of the whole file",
    arguments: ["bromley", "step-down", "transport-review", "baseline"])
  func keystrokes(name: String) throws {
    let names = ["bromley", "step-down", "transport-review", "baseline"]
    var files: [String: String] = [:]
    for other in names { files["/s/\(other).scenario"] = try shipped(other) }
    var client = Client(files)
    let file = "\(name).scenario"
    // The first part comes at once and the last is typed, so that the test is short.
    let text = try shipped(name)
    let cut = text.index(text.startIndex, offsetBy: max(0, text.count - 250))
    client.open(file, text: String(text[..<cut]))
    var typed = Document(text: String(text[..<cut]))
    var version = 1
    for character in text[cut...] {
      let end = typed.position(of: typed.bytes.count)
      let at: JSON = ["line": .integer(end.line), "character": .integer(end.character)]
      version += 1
      client.change(file, version: version, [insertion(String(character), at: at)])
      typed.replace(from: end, to: end, with: String(character))
      if version.isMultiple(of: 7) {
        let place: JSON = ["textDocument": ["uri": Client.uri(file)], "position": at]
        let answer = client.request("textDocument/completion", place)
        #expect(answer["error"] == nil)
      }
    }
    #expect(typed.text == text)
    let whole = ScenarioCompiler.compile(
      rootPath: "/s/\(file)", provider: .inMemory(files))
    #expect(client.codes(file) == whole.diagnostics.map(\.code.rawValue))
    #expect(client.heard.last?["params"]?["version"] == .integer(version))
  }

  @Test("taking an edit back gives the messages that were there before")
  func editAndUndo() throws {
    var client = Client(try transcriptFiles())
    client.open("plan.scenario")
    let text = client.files["/s/plan.scenario"] ?? ""
    let before = client.codes("plan.scenario")
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    var version = 1
    for (number, line) in lines.enumerated() where !line.isEmpty {
      version += 1
      let start: JSON = ["line": .integer(number), "character": 0]
      let end: JSON = ["line": .integer(number), "character": .integer(line.utf16.count)]
      client.change(
        "plan.scenario", version: version, [["range": ["start": start, "end": end], "text": ""]])
      version += 1
      client.change("plan.scenario", version: version, [insertion(String(line), at: start)])
    }
    #expect(client.codes("plan.scenario") == before)
  }

  @Test("every name of every shipped file can be renamed, and the model is the same but for it")
  func renameEverything() throws {
    let files = try transcriptFiles().filter { $0.key != "/s/half.scenario" }
    let before = try #require(model(files))
    for name in [
      "step-down", "plan", "rate", "uplift", "cla", "general-fund", "baseline", "later",
      "placement", "ssda903", "placements-spend",
    ] {
      var client = Client(files)
      client.open("plan.scenario")
      client.open("base.scenario")
      let file =
        files["/s/plan.scenario"]?.contains(" \(name) ") == true && name != "cla"
          && name != "baseline" ? "plan.scenario" : "base.scenario"
      let text = files["/s/\(file)"] ?? ""
      let at = position(of: " \(name)", in: text, plus: 2)
      let answer = client.request(
        "textDocument/rename",
        ["textDocument": ["uri": Client.uri(file)], "position": at, "newName": "quite-new"])
      let changes = try #require(answer["result"]?["changes"], "\(name)")
      var after = files
      for member in changes.members {
        let path = DocumentURI.path(member.key)
        after[path] = applying(member.value.elements, to: files[path] ?? "")
      }
      let renamed = try #require(model(after), "\(name)")
      #expect(renamed.scenarios.count == before.scenarios.count)
      #expect(renamed.measures.map(\.label).contains("Children looked after 🧒"))
      let still = after.values.flatMap { $0.split { " \n.,".contains($0) } }
        .filter { $0 == name }.count
      #expect(still == 0 || name == "cla", "\(name) is left \(still) times")
    }
  }

  private func model(_ files: [String: String]) -> ScenarioModel? {
    ScenarioCompiler.compile(rootPath: "/s/plan.scenario", provider: .inMemory(files)).model
  }

  @Test("formatting does what `headroom fmt` does, in an edit of no more than what differs")
  func formatting() throws {
    var client = Client(try transcriptFiles())
    let text = (client.files["/s/plan.scenario"] ?? "").replacingOccurrences(
      of: "  lag 2 months", with: "      lag 2 months")
    client.open("plan.scenario", text: text)
    let answer = client.request(
      "textDocument/formatting", ["textDocument": ["uri": Client.uri("plan.scenario")]])
    let formatted = ScenarioFormatter.format(SourceText(path: "x", text: text)).text
    #expect(applying(answer["result"]?.elements ?? [], to: text) == formatted)
  }

  @Test("a block that completion writes has its own end, and its clauses are those of the block")
  func templates() {
    for block in LanguageTable.blocks {
      #expect(block.template.last == "end \(block.word)")
      #expect(block.template.first?.hasPrefix(block.word) == true)
      for line in block.template.dropFirst().dropLast() {
        let word = String(line.prefix { $0 != " " })
        #expect(LanguageTable.clause(word, in: block.word) != nil, "\(line)")
      }
    }
  }

  @Test("what completion offers is legal: each word it offers is read on")
  func offersAreLegal() throws {
    let text = client("plan").files["/s/plan.scenario"] ?? ""
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    for (number, line) in lines.enumerated() where !line.contains("\"") && !line.isEmpty {
      let words = line.split(separator: " ").map(String.init)
      for count in 1..<max(words.count, 2) where words.count > 1 {
        let kept = "  " + words[..<count].joined(separator: " ") + " "
        var changed = lines
        changed[number] = kept
        var client = client("plan")
        client.open("plan.scenario", text: changed.joined(separator: "\n"))
        let answer = client.request(
          "textDocument/completion",
          [
            "textDocument": ["uri": Client.uri("plan.scenario")],
            "position": ["line": .integer(number), "character": .integer(kept.utf16.count)],
          ])
        let labels = (answer["result"]?["items"]?.elements ?? []).compactMap { $0["label"]?.text }
        let next = words[count]
        let isFree = next.contains { $0.isNumber || $0 == "£" || $0 == "%" }
        let isNew = count == 1 && ["lever", "scenario"].contains(words[0])
        let wanted = next.split { ".,".contains($0) }.first.map(String.init)
        let isOffered = labels.contains {
          $0.split(separator: " ").first.map(String.init) == wanted
        }
        #expect(isFree || isNew || isOffered, "after `\(kept)`: \(next)")
      }
    }
  }

  private func client(_ name: String) -> Client {
    Client((try? transcriptFiles()) ?? [:])
  }

  @Test("messages of any bytes get an answer or none, and the server goes on", arguments: 0..<20)
  func anyBytes(seed: Int) throws {
    var numbers = Numbers(state: UInt64(seed + 100))
    var client = Client(try transcriptFiles())
    client.open("half.scenario")
    let methods = [
      "completion", "hover", "definition", "references", "rename", "formatting", "inlayHint",
      "codeAction", "foldingRange", "documentSymbol", "semanticTokens/full", "codeLens",
      "prepareRename", "documentHighlight",
    ]
    for _ in 0..<150 {
      let at: JSON = [
        "line": .integer(numbers.next(30) - 2), "character": .integer(numbers.next(60) - 2),
      ]
      let to: JSON = ["line": .integer(numbers.next(30)), "character": .integer(numbers.next(60))]
      let uri = Client.uri("half.scenario")
      switch numbers.next(4) {
      case 0:
        let pieces = ["end ", "\n", "£", "lever x on cla\n", "\"", "🧒", "between ", ",", "\r", "."]
        client.change(
          "half.scenario", version: numbers.next(9),
          [
            [
              "range": ["start": at, "end": to],
              "text": .string(pieces[numbers.next(pieces.count)]),
            ]
          ])
      case 1:
        let bytes = (0..<numbers.next(40)).map { _ in UInt8(numbers.next(256)) }
        _ = client.server.receive(bytes)
      default:
        let method = "textDocument/\(methods[numbers.next(methods.count)])"
        let answer = client.request(
          method,
          [
            "textDocument": ["uri": uri], "position": at, "range": ["start": at, "end": to],
            "newName": "new-name", "context": ["diagnostics": []],
          ])
        #expect(answer["result"] != nil || answer["error"] != nil)
      }
    }
    let answer = client.request(
      "textDocument/foldingRange", ["textDocument": ["uri": Client.uri("half.scenario")]])
    #expect(answer["result"] != nil)
  }
}
