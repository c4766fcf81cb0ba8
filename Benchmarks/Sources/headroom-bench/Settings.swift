import Foundation

/// What to measure and where it is.
struct Settings {
  /// The binary that is measured.
  var program = ".build/release/headroom"

  /// The top level of the project.
  var root = "."

  /// Divides the number of repetitions, for a quick look.
  var quick = false

  /// The tables to print.
  var tables: Set<Table> = []

  /// A table of its own.
  enum Table: String, CaseIterable {
    case commands
    case leastSquares = "least-squares"
    case libraries
  }

  /// The command line could not be understood.
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  static let usage = """
    usage: headroom-bench [--program FILE] [--root DIR] [--quick] [TABLE…]

      TABLE           commands, least-squares or libraries (all)
      --program FILE  the headroom binary to measure (.build/release/headroom)
      --root DIR      the project's top level, with scenarios/ and seeds/ (.)
      --quick         a third of the repetitions
    """

  /// Reads the words after the program's name.
  init(_ words: [String]) throws(Failure) {
    var rest = words[...]
    while let word = rest.popFirst() {
      switch word {
      case "--quick": quick = true
      case "--program", "--root":
        guard let value = rest.popFirst() else {
          throw Failure(description: "\(word) needs a value\n\(Settings.usage)")
        }
        if word == "--root" { root = value } else { program = value }
      default:
        guard let table = Table(rawValue: word) else {
          throw Failure(description: "I don't know \(word)\n\(Settings.usage)")
        }
        tables.insert(table)
      }
    }
    if tables.isEmpty { tables = Set(Table.allCases) }
  }

  /// A number of repetitions, at least three.
  func repetitions(_ full: Int) -> Int { quick ? max(3, full / 3) : full }
}
