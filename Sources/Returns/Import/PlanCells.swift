/// The cells of one area, year and breakdown, whether they came as columns of one row or as rows
/// of a long file.
struct PlanCells {
  struct Key: Hashable {
    var area: PublishedArea
    var year: Int
    var topic: PlanTopic
    var breakdown: String
  }
  private var order: [Key] = []
  private var cells: [Key: [String: PublishedFigure]] = [:]

  mutating func add(_ figure: PublishedFigure?, column: String, to key: Key) {
    guard let figure else { return }
    if cells[key] == nil { order.append(key) }
    cells[key, default: [:]][column] = figure
  }

  /// Writes totals, settings and breakdowns.
  func collect(
    series: PublishedSeries, totalColumn: String, table: Int, into collector: inout ImportCollector
  ) {
    var leftOut: [String: Int] = [:]
    for key in order {
      guard let cells = cells[key] else { continue }
      let total = cells[totalColumn]
      let split = key.topic.split
      let category = key.topic.category(key.breakdown)
      collector.add(
        total, area: key.area, series: series, year: key.year, split: split, category: category,
        table: table)
      if key.topic == .all {
        for column in PlanSettings.details {
          collector.add(
            cells[column], area: key.area, series: series, year: key.year,
            split: "setting-detail", category: kebab(column), table: table)
        }
      }
      guard key.topic == .all || key.topic == .age, cells["mainstream_total"] != nil else {
        continue
      }
      let settings = PlanSettings.items(
        cells, total: total,
        isBeforeRecords: key.year < (series.calendar == .januaryCensus ? 2023 : 2022))
      for item in settings.items {
        collector.add(
          .value(item.value), area: key.area, series: series, year: key.year,
          split: key.topic == .all ? "setting" : "age-setting",
          category: key.topic == .all ? item.item : "\(category):\(item.item)", table: table)
      }
      for item in settings.leftOut { leftOut[item, default: 0] += 1 }
    }
    for (item, count) in leftOut.sorted(by: { $0.key < $1.key }) {
      collector.report.findings.append(
        ImportReport.Finding(
          kind: .itemLeftOut, file: collector.tables[table].file, measure: series.measure,
          split: "setting", category: item, count: count,
          text: "\(series.measure) by setting: '\(item)' left out \(count) times, because a part "
            + "of it is a symbol or is not published"))
    }
  }
}

/// What plans are broken down by.
enum PlanTopic: Hashable {
  case all, age, ageAtStart, yearsHeld, sex, ethnicity

  init?(_ text: String) {
    if text.hasPrefix("All ") || text == "New EHC plans" {
      self = .all
      return
    }
    switch text {
    case "Child or young persons age", "Age plan ceased": self = .age
    case "Age when plan started": self = .ageAtStart
    case "Years EHC plan in place", "Years plan held": self = .yearsHeld
    case "Sex": self = .sex
    case "Ethnicity": self = .ethnicity
    default: return nil
    }
  }

  var split: String {
    switch self {
    case .all: "total"
    case .age: "age"
    case .ageAtStart: "age-at-start"
    case .yearsHeld: "years-held"
    case .sex: "sex"
    case .ethnicity: "ethnicity"
    }
  }

  func category(_ breakdown: String) -> String {
    switch self {
    case .all: "total"
    case .age, .ageAtStart: PublishedAge.single(breakdown)
    case .yearsHeld: PlanTopic.years(breakdown)
    case .sex, .ethnicity: kebab(breakdown)
    }
  }

  /// `Less than a year`, `Under a year` and `1`, `1 year`: one code for each.
  private static func years(_ text: String) -> String {
    switch text {
    case "Less than a year", "Under a year": return "under-1"
    case "12 or more", "12 years and over": return "12-plus"
    default:
      let number = text.split(separator: " ").first.map(String.init) ?? text
      return kebab(number)
    }
  }
}
