import Foundation
import ScenarioLanguage
import Testing

/// Every deletion of a token and swap of neighbours in every shipped file: at least 99 of 100 are
/// refused, and `Tests/Corpus/survivors.md` names the others with the reason each is legal.
/// `HEADROOM_RECORD=1` writes the list anew, with `?` for reasons that it lacks.
@Suite("Broken shipped files")
struct ShippedMutationTests {
  /// A change that is still a legal file.
  struct Survivor: Hashable, Comparable {
    var file: String
    var line: Int
    var change: String
    var text: String

    var row: String { "| \(file) | \(line) | \(change) | `\(text)` |" }

    static func < (left: Self, right: Self) -> Bool {
      (left.file, left.line, left.change, left.text)
        < (right.file, right.line, right.change, right.text)
    }
  }

  struct Outcome {
    var changes = 0
    var survivors: [Survivor] = []
  }

  static func shippedFiles() throws -> [String: String] {
    let folder = packageRoot.appendingPathComponent("scenarios")
    var files: [String: String] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path)
    where name.hasSuffix(".scenario") {
      files[name] = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
    }
    return files
  }

  static func outcome(of name: String, in files: [String: String]) -> Outcome {
    let text = files[name] ?? ""
    let source = SourceText(path: name, text: text)
    let bytes = source.bytes
    let ranges = MutationTests.tokens(text)
    let tables = packageRoot.appendingPathComponent("scenarios")
    var outcome = Outcome()

    func attempt(_ mutated: [UInt8], _ change: String, at offset: Int) {
      outcome.changes += 1
      let whole = String(decoding: mutated, as: UTF8.self)
      var all = files
      all[name] = whole
      let memory = SourceProvider.inMemory(all)
      let provider = SourceProvider(
        hasTable: { path in
          FileManager.default.fileExists(atPath: tables.appendingPathComponent(path).path)
        }, read: memory.read)
      let result = ScenarioCompiler.compile(rootPath: name, provider: provider)
      guard result.model != nil else { return }
      let line = source.position(of: offset).line
      let written = SourceText(path: name, text: whole).line(line)
      outcome.survivors.append(
        Survivor(
          file: name, line: line, change: change,
          text: written.trimmingCharacters(in: .whitespaces)))
    }

    func word(_ range: Range<Int>) -> String { source.slice(range) }
    for range in ranges {
      var mutated = bytes
      mutated.removeSubrange(range)
      attempt(mutated, "without `\(word(range))`", at: range.lowerBound)
    }
    for (first, second) in zip(ranges, ranges.dropFirst()) where word(first) != word(second) {
      var mutated = bytes
      mutated.replaceSubrange(second, with: bytes[first])
      mutated.replaceSubrange(first, with: bytes[second])
      attempt(mutated, "`\(word(first))` after `\(word(second))`", at: first.lowerBound)
    }
    return outcome
  }

  @Test("at least 99 of 100 changes are refused, and each survivor is listed with its reason")
  func survivors() async throws {
    let files = try Self.shippedFiles()
    let outcomes = await withTaskGroup(of: Outcome.self) { group in
      for name in files.keys { group.addTask { Self.outcome(of: name, in: files) } }
      var all: [Outcome] = []
      for await outcome in group { all.append(outcome) }
      return all
    }
    let changes = outcomes.reduce(0) { $0 + $1.changes }
    let survivors = outcomes.flatMap(\.survivors).sorted()
    let share = Double(changes - survivors.count) / Double(changes)
    #expect(share >= 0.99, "\(survivors.count) of \(changes) changes are legal files")

    let url = packageRoot.appendingPathComponent("Tests/Corpus/survivors.md")
    let listed = (try? String(contentsOf: url, encoding: .utf8)) ?? ""
    var reasons: [String: String] = [:]
    for line in listed.split(separator: "\n") where line.hasPrefix("| ") {
      let cells = line.components(separatedBy: " | ")
      guard cells.count == 5 else { continue }
      reasons[cells.prefix(4).joined(separator: " | ") + " |"] = String(cells[4].dropLast(2))
    }
    let rows = survivors.map { "\($0.row) \(reasons[$0.row] ?? "?") |" }
    let page =
      Self.heading
      + "\(changes) changes, \(survivors.count) of them legal: \(survivors.count * 10_000 / changes)"
      + " in 10,000.\n\n"
      + "| File | Line | Change | What it then says | Why that is legal |\n|---|---:|---|---|---|\n"
      + rows.joined(separator: "\n") + "\n"
    if ConformanceTests.isRecording {
      try page.write(to: url, atomically: true, encoding: .utf8)
    }
    #expect(listed == page || ConformanceTests.isRecording)
    #expect(!page.contains(" | ? |"))
  }

  static let heading = """
    # Changes that the language cannot refuse

    Each token of each shipped file left out, and each two neighbours swapped, one change at a time. What
    follows are the changes after which the file still says something legal.


    """
}
