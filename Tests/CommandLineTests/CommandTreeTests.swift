import Foundation
import Testing

@Suite("The command line as a whole")
struct CommandTreeTests {
  /// What the parser says of a command.
  struct Tree: Decodable {
    struct Argument: Decodable {
      struct Name: Decodable {
        let kind: String
        let name: String
      }
      let abstract: String?
      let shouldDisplay: Bool?
      let names: [Name]?
    }
    let commandName: String
    let abstract: String?
    let discussion: String?
    let shouldDisplay: Bool?
    let arguments: [Argument]?
    let subcommands: [Tree]?

    var children: [Tree] { (subcommands ?? []).filter { $0.commandName != "help" } }

    func leaves(_ path: [String] = []) -> [(path: [String], command: Tree)] {
      let here = path + [commandName]
      return children.isEmpty ? [(here, self)] : children.flatMap { $0.leaves(here) }
    }

    func groups(_ path: [String] = []) -> [(path: [String], command: Tree)] {
      let here = path + [commandName]
      return children.isEmpty ? [] : [(here, self)] + children.flatMap { $0.groups(here) }
    }
  }

  private func tree() throws -> Tree {
    struct Dump: Decodable { let command: Tree }
    let dump = try Command.run(["--experimental-dump-help"]).output
    return try JSONDecoder().decode(Dump.self, from: Data(dump.utf8)).command
  }

  /// The commands of the examples at the end of a help text, as they are typed.
  private func examples(_ command: Tree) -> [String] {
    let lines = (command.discussion ?? "").split(separator: "\n", omittingEmptySubsequences: false)
    guard let start = lines.lastIndex(where: { $0.hasPrefix("Example") }) else { return [] }
    var commands: [String] = []
    var isOpen = false
    for line in lines[(start + 1)...] where !line.allSatisfy(\.isWhitespace) {
      let text = line.hasSuffix("\\") ? String(line.dropLast()) : String(line)
      if isOpen { commands[commands.count - 1] += text } else { commands.append(text) }
      isOpen = line.hasSuffix("\\")
    }
    return commands.map { $0.split(separator: " ").joined(separator: " ") }
  }

  @Test("every help ends in an example of that very command, whole on a screen of 80 columns")
  func examplesStand() throws {
    let tree = try tree()
    #expect(tree.leaves().count > 60)
    for (path, command) in tree.leaves() + tree.groups() {
      let typed = path.joined(separator: " ")
      #expect(examples(command).contains { ($0 + " ").contains(typed + " ") }, "\(typed)")
      for line in (command.discussion ?? "").split(separator: "\n") where line.hasPrefix("  ") {
        #expect(line.count <= 80, "\(typed): \(line)")
      }
      #expect(command.abstract?.isEmpty == false, "\(typed)")
      for argument in command.arguments ?? [] where argument.shouldDisplay != false {
        #expect(argument.abstract?.isEmpty == false, "\(typed)")
      }
    }
  }

  @Test("every example runs from the root of the project")
  func examplesRun() throws {
    let tree = try tree()
    try Command.temporary { folder in
      for name in ["scenarios", "demonstration", "seeds", "docs"] {
        try FileManager.default.createSymbolicLink(
          atPath: "\(folder)/\(name)", withDestinationPath: "\(Command.root)/\(name)")
      }
      let run = try Command.shell("headroom run scenarios/bromley.scenario --quiet", in: folder)
      #expect(run.status == 0, "\(run.messages)")
      var done: Set<String> = []
      for (path, command) in tree.leaves() + tree.groups() {
        for example in examples(command) where done.insert(example).inserted {
          // What an editor starts waits for the editor to speak.
          if path.last == "lsp" || example.contains("headroom watch") { continue }
          let outcome = try Command.shell(example, in: folder)
          #expect(outcome.status == 0, "\(example): \(outcome.messages.suffix(400))")
        }
      }
      #expect(done.count > 60)
    }
  }

  @Test("a dry run is -n, --quiet is -q and --output is -o, wherever they are")
  func shortNames() throws {
    for (path, command) in try tree().leaves() {
      for argument in command.arguments ?? [] {
        let long = (argument.names ?? []).filter { $0.kind == "long" }.map(\.name)
        let short = (argument.names ?? []).filter { $0.kind == "short" }.map(\.name)
        for (name, letter) in [("dry-run", "n"), ("quiet", "q")] where long.contains(name) {
          #expect(short == [letter], "\(path.joined(separator: " ")) --\(name)")
        }
      }
    }
  }

  @Test("a misspelt command is met with the nearest at every level")
  func misspelt() throws {
    for (path, group) in try tree().groups() {
      for child in group.children where child.commandName.count > 3 {
        var letters = Array(child.commandName)
        letters.swapAt(1, 2)
        let typed = String(letters)
        if group.children.contains(where: { $0.commandName == typed }) { continue }
        let below = Array(path.dropFirst())
        let outcome = try Command.run(below + [typed])
        let meant = (below + [child.commandName]).joined(separator: " ")
        if outcome.status == 64, outcome.messages.contains("there is no command") {
          #expect(
            outcome.messages.contains("did you mean '\(meant)'?"),
            "\(below) \(typed): \(outcome.messages)")
        }
      }
    }
    #expect(try Command.run(["runs", "arhcive"]).messages.contains("did you mean 'runs archive'?"))
    #expect(try Command.run(["suffic"]).messages.contains("did you mean 'sufficiency'?"))
    #expect(try !Command.run(["zzzzzzz"]).messages.contains("did you mean"))
  }

  @Test("completions of each shell name every command", arguments: ["bash", "zsh", "fish"])
  func completions(shell: String) throws {
    let outcome = try Command.run(["completions", shell])
    #expect(outcome.status == 0)
    for command in try tree().children where command.shouldDisplay != false {
      #expect(outcome.output.contains(command.commandName), "\(command.commandName)")
    }
    #expect(try Command.run(["completions", "dos"]).status == 64)
  }

  @Test("there is a manual page for every command, and no page begins a request by accident")
  func manual() throws {
    try Command.temporary { folder in
      let outcome = try Command.run(["man", "--out", "\(folder)/man"])
      #expect(outcome.status == 0)
      let pages = Command.contents("\(folder)/man")
      #expect(pages["headroom-runs-list.1"] != nil)
      let all = try tree()
      #expect(pages.count == all.leaves().count + all.groups().count)
      for (name, bytes) in pages {
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(text.hasPrefix(".TH \""), "\(name)")
        #expect(text.contains(".SH NAME") && text.contains(".SH SYNOPSIS"), "\(name)")
        for line in text.split(separator: "\n") where line.hasPrefix(".") {
          let request = line.prefix { $0 != " " }
          #expect(
            [".TH", ".SH", ".B", ".TP", ".PP", ".nf", ".fi"].contains(request), "\(name): \(line)")
        }
      }
      #expect(try Command.run(["man", "run"]).output.contains(".B headroom run"))
      #expect(try Command.run(["man", "nothing"]).status == 2)
      let dry = try Command.run(["man", "--out", "\(folder)/none", "-n"])
      #expect(dry.status == 0)
      #expect(!FileManager.default.fileExists(atPath: "\(folder)/none"))
    }
  }

  @Test("the version is told to programs as JSON")
  func version() throws {
    struct Answer: Decodable {
      let schemaVersion: Int
      let version: String
      let runLayout: Int
      let storeLayout: Int
    }
    let outcome = try Command.run(["version", "--format", "json"])
    let answer = try JSONDecoder().decode(Answer.self, from: Data(outcome.output.utf8))
    #expect(answer.schemaVersion == 1)
    #expect(try Command.run(["--version"]).output == answer.version + "\n")
  }

  @Test("projections and places show progress as well, and the same figures with it")
  func progressElsewhere() throws {
    let cases: [([String], String)] = [
      (
        [
          "project", "cla", "--returns", "demonstration", "--window", "2022-04-01:2025-03-31",
          "--start", "2025-03-31", "--until", "2026-03-31", "--simulations", "40",
        ], "100%, 40 of 40"
      ),
      (
        [
          "sufficiency", "places", "--demand", "demonstration/sufficiency/demand.csv", "--places",
          "demonstration/sufficiency/places.csv", "--unplaced-price", "12000", "--from", "2026-04",
          "--simulations", "20", "--months", "3",
        ], "100%, 20 of 20"
      ),
    ]
    for (words, last) in cases {
      let plain = try Command.run(words)
      let shown = try Command.run(words + ["--progress", "plain"])
      #expect(plain.status == 0, "\(plain.messages)")
      #expect(shown.messages.contains(last), "\(shown.messages)")
      #expect(!plain.messages.contains(last))
      #expect(shown.output == plain.output)
    }
  }

  @Test("docs/COMMANDS.md lists every command with what it does, and no other")
  func documented() throws {
    let bytes = try #require(
      FileManager.default.contents(atPath: "\(Command.root)/docs/COMMANDS.md"))
    let rows = String(decoding: bytes, as: UTF8.self).split(separator: "\n").filter {
      $0.hasPrefix("| `headroom ")
    }.map(String.init)
    let hidden = Set(
      try tree().children.filter { $0.shouldDisplay == false }.map(\.commandName))
    let expected = try tree().leaves().filter { !hidden.contains($0.path[1]) }.map {
      "| `\($0.path.joined(separator: " "))` | \($0.command.abstract ?? "") |"
    }
    #expect(rows.sorted() == expected.sorted())
  }

  @Test("progress: none where nobody watches, lines or JSON where they are asked for")
  func progress() throws {
    try Command.temporary { folder in
      #expect(try Command.run(["init"], in: folder).status == 0)
      func messages(_ more: String...) throws -> String {
        let outcome = try Command.run(
          ["run", "scenarios/demo.scenario", "--dry-run"] + more, in: folder)
        #expect(outcome.status == 0)
        #expect(!outcome.output.contains("event"))
        return outcome.messages
      }
      #expect(try !messages().contains("of 1000"))
      #expect(try messages("--progress", "plain").contains("100%, 1000 of 1000"))
      let json = try messages("--progress", "json").split(separator: "\n").filter {
        $0.hasPrefix("{")
      }
      struct Event: Decodable {
        let event: String
        let done: Int
        let total: Int
      }
      for line in json {
        let event = try JSONDecoder().decode(Event.self, from: Data(line.utf8))
        #expect(event.event == "progress" && event.total == 1_000 && event.done <= 1_000)
      }
      #expect(!json.isEmpty)
      #expect(try messages("--progress", "bar").contains("\u{1B}[K"))
      #expect(try !messages("--progress", "json", "--quiet").contains("{"))
    }
  }
}
