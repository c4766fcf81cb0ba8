import ArgumentParser
import Foundation

/// A command as the parser describes it: what manual pages are made from.
struct CommandTree: Decodable {
  /// An argument, option or flag.
  struct Argument: Decodable {
    struct Name: Decodable {
      var kind: String
      var name: String

      /// As it is typed: `--format`, `-n`.
      var typed: String { kind == "short" ? "-\(name)" : "--\(name)" }
    }

    var kind: String
    var abstract: String?
    var names: [Name]?
    var valueName: String?
    var defaultValue: String?
    var allValues: [String]?
    var isOptional: Bool
    var isRepeating: Bool
    var shouldDisplay: Bool
  }

  var commandName: String
  var abstract: String?
  var discussion: String?
  var arguments: [Argument]?
  var subcommands: [CommandTree]?

  /// The tree of this program.
  static func current() throws -> CommandTree {
    struct Dump: Decodable { var command: CommandTree }
    return try JSONDecoder().decode(Dump.self, from: Data(Headroom._dumpHelp().utf8)).command
  }

  /// The commands below, the parser's own `help` left out.
  var children: [CommandTree] { (subcommands ?? []).filter { $0.commandName != "help" } }

  /// The command and all below, each with its path from the program on.
  func pages(_ path: [String] = []) -> [(path: [String], command: CommandTree)] {
    let here = path + [commandName]
    return [(here, self)] + children.flatMap { $0.pages(here) }
  }
}
