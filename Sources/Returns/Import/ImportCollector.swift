import DelimitedText

/// Gathers figures from published files, before areas are resolved and editions compared.
struct ImportCollector {
  /// One figure as read.
  struct Entry {
    var area: Int
    var observation: Observation
    var table: Int
  }
  /// One table of one edition.
  struct TableOfEdition: Hashable {
    var source: StatisticsSource
    /// A first publication outranks a compilation of others' figures.
    var precedence: Int
    var edition: Int
    var file: String
  }

  private(set) var entries: [Entry] = []
  private(set) var areas: [PublishedArea] = []
  private var areaNumbers: [PublishedArea: Int] = [:]
  private(set) var tables: [TableOfEdition] = []
  private(set) var register = AreaRegister()
  var report = ImportReport()

  mutating func add(_ table: TableOfEdition) -> Int {
    tables.append(table)
    return tables.count - 1
  }

  private mutating func number(of area: PublishedArea) -> Int {
    if let number = areaNumbers[area] { return number }
    register.register(area)
    areas.append(area)
    areaNumbers[area] = areas.count - 1
    return areas.count - 1
  }

  /// Adds a figure; none where `figure` is `nil`.
  mutating func add(
    _ figure: PublishedFigure?, area: PublishedArea, series: PublishedSeries, year: Int,
    split: String = "total", category: String = "total", table: Int, seriesBreak: String? = nil
  ) {
    guard let figure else { return }
    let observation = Observation(
      area: "", measure: series.measure, calendar: series.calendar, year: year, split: split,
      category: category, value: figure.value, symbol: figure.symbol, unit: series.unit,
      sourceID: tables[table].source.id, seriesBreak: seriesBreak)
    entries.append(Entry(area: number(of: area), observation: observation, table: table))
  }

  /// Keeps an area and its code, for the files that give it without.
  mutating func note(_ area: PublishedArea) { _ = number(of: area) }
}

/// A measure with its calendar and unit.
struct PublishedSeries {
  var measure: String
  var calendar: StatisticsCalendar
  var unit: String

  init(_ measure: String, _ calendar: StatisticsCalendar, _ unit: String) {
    self.measure = measure
    self.calendar = calendar
    self.unit = unit
  }

  static let plans = PublishedSeries("plans", .januaryCensus, "plans")
  static let plansResidential = PublishedSeries("plans-residential", .januaryCensus, "plans")
  static let newPlans = PublishedSeries("new-plans", .calendarYear, "plans")
  static let ceasedPlans = PublishedSeries("ceased-plans", .calendarYear, "plans")
  static let requests = PublishedSeries("plan-requests", .calendarYear, "requests")
  static let assessments = PublishedSeries("plan-assessments", .calendarYear, "assessments")
  static let cla = PublishedSeries("cla", .march31, "children")
  static let claRate = PublishedSeries("cla-rate", .march31, "per 10,000 children")
  static let claStarts = PublishedSeries("cla-starts", .yearToMarch, "children")
  static let claCeases = PublishedSeries("cla-ceases", .yearToMarch, "children")
  static let placementsStarted = PublishedSeries(
    "cla-placements-started", .yearToMarch, "placements")
  static let placementChanges = PublishedSeries(
    "cla-placement-changes", .yearToMarch, "placements")
  static let children = PublishedSeries("population-0-17", .midYear, "people")
  static let population = PublishedSeries("population", .midYear, "people")
}

/// A published text as a code: lower case, words joined by hyphens.
func kebab(_ text: String) -> String {
  var code: [UInt8] = []
  for byte in text.lowercased().utf8 {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      code.append(byte)
    case UInt8(ascii: "'"): continue
    default: if code.last != UInt8(ascii: "-"), !code.isEmpty { code.append(UInt8(ascii: "-")) }
    }
  }
  if code.last == UInt8(ascii: "-") { code.removeLast() }
  return String(decoding: code, as: UTF8.self)
}
