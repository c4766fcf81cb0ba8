import ArgumentParser
import Engine
import Foundation

/// `headroom man [COMMAND…] [--out DIR]`.
struct ManCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "man",
    abstract: "Manual pages: one to standard output, or all of them into a folder.",
    discussion: """
      A page is read with man -l: headroom man run > run.1, then man -l ./run.1. With --out a page \
      for each command is written, such as headroom-runs-list.1.

      Example:
        headroom man runs list
      """)

  @Argument(help: "The command; the program itself where none is named.")
  var command: [String] = []

  @Option(
    name: .long, help: ArgumentHelp("Write every page into a folder.", valueName: "dir"),
    completion: .directory)
  var out: String?

  @Flag(name: [.customShort("n"), .long], help: "Say what would be written; write nothing.")
  var dryRun = false

  func validate() throws {
    guard command.isEmpty || out == nil else {
      throw ValidationError("--out writes every page; leave the command out.")
    }
  }

  func run() throws {
    try reporting {
      let pages = try CommandTree.current().pages().map {
        ManualPage(path: $0.path, command: $0.command, version: EngineVersion.current)
      }
      guard let out else {
        guard let page = pages.first(where: { Array($0.path.dropFirst()) == command }) else {
          throw FileProblem(
            "There is no command '\(command.joined(separator: " "))'; `headroom --help` lists them."
          )
        }
        Terminal.out(page.text)
        return
      }
      if !dryRun {
        do {
          try FileManager.default.createDirectory(
            atPath: out, withIntermediateDirectories: true)
        } catch {
          throw FileProblem("I can't make the folder \(out): \(error.localizedDescription)")
        }
        for page in pages { try OutputFile.write(page.text, to: "\(out)/\(page.fileName)") }
      }
      Terminal.message(
        "\(pages.count) pages \(dryRun ? "would be" : "are") in \(out). Read one with: man -l "
          + "\(out)/headroom.1")
    }
  }
}
