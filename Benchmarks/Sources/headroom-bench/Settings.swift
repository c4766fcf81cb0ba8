import Foundation

/// What to measure and where it is.
struct Settings {
  /// The binary that is measured.
  var program = ".build/release/headroom"

  /// The top level of the project.
  var root = "."

  /// Divides the number of repetitions, for a quick look.
  var quick = false

  /// The table of annual series to forecast.
  var annual: String?

  /// Whether other projects' programs are measured where they are here.
  var peers = true

  /// The tables to print.
  var tables: Set<Table> = []

  /// A table of its own.
  enum Table: String, CaseIterable {
    case commands
    case backTest = "back-test"
    case leastSquares = "least-squares"
    case regression
    case forecasting
    case cohorts
    case libraries
    case language
  }

  /// The command line could not be understood.
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  static let usage = """
    usage: headroom-bench [--program FILE] [--root DIR] [--annual FILE] [--quick] [--no-peers]
                          [TABLE…]

      TABLE           commands, back-test, least-squares, regression, forecasting, cohorts,
                      libraries or language (all)
      --program FILE  the headroom binary to measure (.build/release/headroom)
      --root DIR      the project's top level, with scenarios/ and seeds/ (.)
      --annual FILE   annual series to forecast: a heading, then an identifier and values a line
      --quick         a third of the repetitions
      --no-peers      leave out the programs of other projects

    Peers are run by python3, or by what STATSFORECAST_PYTHON names, and by Rscript.
    """

  /// Reads the words after the program's name.
  init(_ words: [String]) throws(Failure) {
    var rest = words[...]
    while let word = rest.popFirst() {
      switch word {
      case "--quick": quick = true
      case "--no-peers": peers = false
      case "--program", "--root", "--annual":
        guard let value = rest.popFirst() else {
          throw Failure(description: "\(word) needs a value\n\(Settings.usage)")
        }
        switch word {
        case "--root": root = value
        case "--annual": annual = value
        default: program = value
        }
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
