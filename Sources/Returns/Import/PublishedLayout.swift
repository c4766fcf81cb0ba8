import DelimitedText

/// A layout that publishers use, told from the columns.
struct PublishedLayout: Sendable {
  /// The layout's name in reports.
  var name: String
  /// Columns that must be there; `a|b` asks for either.
  var required: [String]
  /// Columns that must not be there, to tell layouts apart that share columns.
  var absent: [String] = []
  /// The release its figures were first published in.
  var release: Release
  /// The table of the release.
  var table: String
  /// Added to the last year in the file to get the reporting year of the edition.
  var editionOffset = 0
  /// Reads all rows.
  var read: @Sendable (DelimitedTable, Int, inout ImportCollector) throws(StatisticsError) -> Void

  /// How many of the required columns the header has, and which it lacks.
  func missing(_ columns: Set<String>) -> [String] {
    required.filter { name in
      !name.split(separator: "|").contains { columns.contains(String($0)) }
    }
  }

  func matches(_ columns: Set<String>) -> Bool {
    missing(columns).isEmpty && !absent.contains { columns.contains($0) }
  }

  /// A statistical release.
  enum Release: Sendable {
    case sen2, cla, lait, population, populationByAge, neighbours, highNeeds, dsg, scorecards
    case nationalCLA, unitCosts

    var code: String {
      switch self {
      case .sen2: "dfe-sen2"
      case .cla: "dfe-cla"
      case .lait: "dfe-lait"
      case .population: "ons-mye"
      case .populationByAge: "ons-mye-before-rebasing"
      case .neighbours: "dfe-neighbours"
      case .highNeeds: "dfe-high-needs"
      case .dsg: "dfe-dsg"
      case .scorecards: "dfe-scorecards"
      case .nationalCLA: "dfe-cla-national"
      case .unitCosts: "published-unit-costs"
      }
    }

    var title: String {
      switch self {
      case .sen2: "Education, health and care plans"
      case .cla, .nationalCLA: "Children looked after in England including adoptions"
      case .lait: "Local Authority Interactive Tool"
      case .population: "Mid-year population estimates, rebased on Census 2021"
      case .populationByAge: "Mid-year population estimates, before rebasing on Census 2021"
      case .neighbours: "Children's services statistical neighbour benchmarking tool"
      case .highNeeds: "High needs benchmarking tool (section 251 budget and outturn)"
      case .dsg: "Local authority and school expenditure (dedicated schools grant)"
      case .scorecards: "Local authority school places scorecards"
      case .unitCosts: "Published unit costs, as listed in the file"
      }
    }

    var publisher: String {
      switch self {
      case .population, .populationByAge: "Office for National Statistics"
      case .unitCosts: "Various: see the file"
      default: "Department for Education"
      }
    }

    var address: String {
      let service = "https://explore-education-statistics.service.gov.uk/find-statistics"
      return switch self {
      case .sen2: "\(service)/education-health-and-care-plans"
      case .cla, .nationalCLA:
        "\(service)/children-looked-after-in-england-including-adoptions"
      case .lait:
        "https://www.gov.uk/government/publications/local-authority-interactive-tool-lait"
      case .population, .populationByAge:
        "https://www.ons.gov.uk/peoplepopulationandcommunity/populationandmigration/"
          + "populationestimates"
      case .neighbours:
        "https://www.gov.uk/government/publications/"
          + "local-authority-interactive-tool-lait"
      case .highNeeds: "https://www.gov.uk/government/publications/high-needs-benchmarking-tool"
      case .dsg: "\(service)/la-and-school-expenditure"
      case .scorecards: "\(service)/local-authority-school-places-scorecards"
      case .unitCosts: ""
      }
    }

    /// First publications outrank compilations, and tables outrank denominators in other tables.
    var precedence: Int {
      switch self {
      case .unitCosts: -1
      case .lait, .nationalCLA: 0
      default: 1
      }
    }
  }

  func source(lastYear: Int) -> StatisticsSource {
    let edition = lastYear + editionOffset
    return StatisticsSource(
      id: "\(release.code)-\(edition)-\(table)", publisher: release.publisher,
      edition: "\(release.title), \(editionName(edition))", table: table,
      licence: release == .unitCosts ? "as stated by each publisher" : "OGL-UK-3.0",
      address: release.address)
  }

  private func editionName(_ edition: Int) -> String {
    switch release {
    case .population, .populationByAge: "to mid-\(edition)"
    case .lait: "figures to \(edition)"
    default: "reporting year \(edition)"
    }
  }
}
