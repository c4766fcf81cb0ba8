import Foundation
import ScenarioLanguage

/// The chapters of `docs/book`, with their examples.
struct Book {
  /// What an example is.
  enum Role: Equatable {
    /// The start of a scenario file.
    case start
    /// An addition to a scenario file.
    case addition
    /// An addition that must be refused with this code, and is not kept.
    case refused(String)
    /// A table.
    case table
    /// The parts of a run's summary that start with this word.
    case results(String)
  }

  /// A fenced block of a chapter.
  struct Example {
    var chapter: String
    /// The line of its fence, from 1.
    var line: Int
    var role: Role
    var file: String
    var text: String
  }

  static let isRecording = ProcessInfo.processInfo.environment["HEADROOM_RECORD"] == "1"

  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("docs/book")

  /// The chapters in order: their names start with a figure.
  static func chapters() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.first?.isNumber == true && $0.hasSuffix(".md") }.sorted()
  }

  let examples: [Example]

  init() throws {
    var found: [Example] = []
    for chapter in try Self.chapters() { found += try Self.examples(in: chapter) }
    examples = found
  }

  /// The files as they stand after the whole book.
  var files: [String: String] {
    var files: [String: String] = [:]
    for example in examples { Self.put(example, in: &files) }
    return files
  }

  /// The names of the scenario files in the order in which they are started.
  var scenarios: [String] { examples.filter { $0.role == .start }.map(\.file) }

  /// Puts an example that is kept among the files.
  static func put(_ example: Example, in files: inout [String: String]) {
    switch example.role {
    case .start, .table: files[example.file] = example.text
    case .addition: files[example.file, default: ""] += example.text
    case .refused, .results: break
    }
  }

  private static func examples(in chapter: String) throws -> [Example] {
    let text = try String(contentsOf: folder.appendingPathComponent(chapter), encoding: .utf8)
    var found: [Example] = []
    var open: Example?
    for (index, line) in text.components(separatedBy: "\n").enumerated() {
      guard line.hasPrefix("```") else {
        open?.text += line + "\n"
        continue
      }
      if let example = open {
        found.append(example)
        open = nil
      } else {
        let words = line.dropFirst(3).split(separator: " ").map(String.init)
        guard let role = role(words) else {
          throw BookFault(message: "\(chapter):\(index + 1): unmarked example `\(line)`")
        }
        open = Example(chapter: chapter, line: index + 1, role: role, file: words[1], text: "")
      }
    }
    if open != nil { throw BookFault(message: "\(chapter): an example is not closed") }
    return found
  }

  private static func role(_ words: [String]) -> Role? {
    switch (words.first, words.count) {
    case ("scenario", 2): .start
    case ("scenario", 3) where words[2] == "more": .addition
    case ("scenario", 4) where words[2] == "refused": .refused(words[3])
    case ("csv", 2): .table
    case ("results", 3): .results(words[2])
    default: nil
    }
  }

  /// Writes the text of an example anew into its chapter.
  static func write(_ text: String, for example: Example) throws {
    let url = folder.appendingPathComponent(example.chapter)
    let old = try String(contentsOf: url, encoding: .utf8)
    let fence = old.components(separatedBy: "\n")[example.line - 1]
    let changed = old.replacing("\(fence)\n\(example.text)```", with: "\(fence)\n\(text)```")
    try changed.write(to: url, atomically: true, encoding: .utf8)
  }
}

/// Why the book can't be read.
struct BookFault: Error, CustomStringConvertible {
  var message: String
  var description: String { message }
}
