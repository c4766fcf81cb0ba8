import ArgumentParser
import Assurance

/// What a new project starts with.
enum ProjectTemplate: String, ExpressibleByArgument, CaseIterable {
  /// One authority, from published statistics.
  case la
  /// A region or a country, from published totals.
  case region
  /// An invented council that runs at once.
  case demo

  /// The scenario file that is to be run first.
  var scenario: String {
    switch self {
    case .la: "scenarios/council.scenario"
    case .region: "scenarios/region.scenario"
    case .demo: "scenarios/demo.scenario"
    }
  }

  /// Whether it starts from published statistics.
  var needsStatistics: Bool { self != .demo }

  /// The area where none is given.
  var area: String { self == .region ? "London" : "Bromley" }

  /// The files of the project, in order of path.
  ///
  /// - Parameters:
  ///   - area: the authority or region; ignored by the demonstration.
  ///   - hasStatistics: whether statistics are put into `seeds` as well.
  func files(area: String, hasStatistics: Bool) -> [(path: String, text: String)] {
    var files = [
      (".gitignore", Self.ignored), ("README.md", readme(area: area, hasStatistics)),
    ]
    switch self {
    case .la: files.append((scenario, Self.authority(area)))
    case .region: files.append((scenario, Self.region(area)))
    case .demo:
      files += [
        (scenario, Self.demonstration), ("scenarios/data/budget.csv", Self.budget),
        ("scenarios/data/care.csv", Self.care),
      ]
    }
    if needsStatistics, !hasStatistics { files.append(("seeds/README.md", Self.seeds)) }
    for kind in LogKind.allCases {
      files.append(
        ("logs/\(kind.fileName)", String(decoding: LogTable(kind).bytes, as: UTF8.self)))
    }
    return files.sorted { $0.0 < $1.0 }
  }

  /// Runs, and anything about a child, stay out of version control.
  private static let ignored = """
    # What headroom makes.
    out/
    *.sqlite
    *.sqlite-*

    # Returns hold children's records, and never leave the folder they are kept in.
    returns/
    ssda903/
    sen2/

    """

  private static let seeds = """
    # Statistics

    Published files as they were downloaded can be used as they are: put them into a folder and
    import them once.

        headroom import statistics DOWNLOADS --out seeds

    Files are told apart by their columns; one that is not known is named and left alone.

    """

  private func readme(area: String, _ hasStatistics: Bool) -> String {
    let about =
      self == .demo
      ? "An invented council: every figure is made up, to show what a project is."
      : "Forecasts and scenarios for \(area), from published statistics."
    let first =
      needsStatistics && !hasStatistics
      ? "    headroom import statistics DOWNLOADS --out seeds   # see seeds/README.md\n" : ""
    return """
      # \(self == .demo ? "A demonstration" : area)

      \(about)

      | Folder | What it holds |
      |---|---|
      | `scenarios/` | scenario files: measures, assumptions with source, owner and date, levers, reports |
      \(needsStatistics ? "| `seeds/` | published statistics |\n" : "")| `logs/` | assumptions, decisions, data and assurance, as the AQuA Book asks |
      | `out/` | runs, each in a folder of its own, and the run store |

      \(first)    headroom check \(scenario)
          headroom run \(scenario)
          headroom status
          headroom assure latest

      There is no project file: commands find what they need in these folders, or where an option says.

      """
  }
}
