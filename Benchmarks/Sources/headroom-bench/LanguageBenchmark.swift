import Foundation
import LanguageServer
import ScenarioLanguage

/// The scenario language under an editor: every key of every shipped file, and a file of 5,000 lines.
struct LanguageBenchmark {
  let settings: Settings

  /// Prints the table.
  func print() throws {
    let folder = "\(settings.root)/scenarios"
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { $0.hasSuffix(".scenario") }.sorted()
    var files: [String: String] = [:]
    for name in names {
      files["/s/\(name)"] = try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
    }
    Swift.print("\nThe scenario language, in one process on one thread:\n")
    Swift.print(Markdown.header(["Work", "Keys", "Median", "p95", "Longest", "Target"]))
    for name in names {
      let times = keystrokes(of: "/s/\(name)", in: files).sorted()
      let p95 = times[min(times.count - 1, times.count * 95 / 100)]
      Swift.print(
        Markdown.row([
          "`\(name)` typed key by key: messages, and completion at every tenth",
          "\(times.count)", Markdown.time(median(times)), Markdown.time(p95),
          Markdown.time(times.last ?? .nan),
          Markdown.verdict("p95 at most 50 ms", isMet: p95 <= 0.050),
        ]))
    }
    var check = Sample()
    let long = Self.long
    for _ in 0..<settings.repetitions(15) {
      let result = check.measure {
        ScenarioCompiler.compile(
          rootPath: "long.scenario", provider: .inMemory(["long.scenario": long]))
      }
      guard result.model != nil else {
        let first = result.diagnostics.first { $0.severity == .error }
        throw Settings.Failure(description: "the long file is wrong: \(first?.message ?? "")")
      }
    }
    let lines = long.split(separator: "\n", omittingEmptySubsequences: false).count
    Swift.print(
      Markdown.row([
        "A file of \(lines) lines parsed and checked", "", Markdown.time(median(check.wall)), "",
        Markdown.time(check.wall.max() ?? .nan),
        Markdown.verdict("under 50 ms", isMet: median(check.wall) < 0.050),
      ]))
  }

  /// Seconds from each key to the messages about it.
  private func keystrokes(of path: String, in files: [String: String]) -> [Double] {
    var others = files
    let text = others[path] ?? ""
    others[path] = ""
    var server = LanguageServer(access: .inMemory(others))
    let uri = JSON.string(DocumentURI.uri(path))
    func notification(_ method: String, _ parameters: JSON) -> JSON {
      ["jsonrpc": "2.0", "method": .string(method), "params": parameters]
    }
    _ = server.receive(["jsonrpc": "2.0", "id": 0, "method": "initialize", "params": [:]])
    _ = server.receive(
      notification(
        "textDocument/didOpen", ["textDocument": ["uri": uri, "version": 1, "text": ""]]))
    _ = server.settle()
    var document = Document(text: "")
    var times: [Double] = []
    for (number, character) in text.enumerated() {
      let end = document.position(of: document.bytes.count)
      let at: JSON = ["line": .integer(end.line), "character": .integer(end.character)]
      let start = Clock.wall.seconds
      _ = server.receive(
        notification(
          "textDocument/didChange",
          [
            "textDocument": ["uri": uri, "version": .integer(number + 2)],
            "contentChanges": [
              ["range": ["start": at, "end": at], "text": .string(String(character))]
            ],
          ]))
      _ = server.settle()
      if number % 10 == 0 {
        _ = server.receive([
          "jsonrpc": "2.0", "id": 1, "method": "textDocument/completion",
          "params": ["textDocument": ["uri": uri], "position": at],
        ])
      }
      times.append(Clock.wall.seconds - start)
      document.replace(from: end, to: end, with: String(character))
    }
    return times
  }

  /// The longest file that the bounds allow, a great many assumptions and figures.
  private static let long: String = {
    var text = "edition 2026\ntitle \"Long\"\nsettings\n  area \"Bromley\"\n"
    text +=
      "  horizon April 2026 to March 2031\n  prices 2026/27\n  runs 400, seed 7\nend settings\n"
    for number in 0..<1_200 {
      text += """
        assumption rate-\(number) is between £\(900 + number) and £\(1_100 + number) per child per week \
        in 2026/27 prices, 90% likely
          source "Return of 2026", owner "Head of SEND"
          reviewed 1 May 2026, confidence medium
        end assumption

        """
    }
    return text
  }()
}
