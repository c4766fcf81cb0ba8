/// Published statistics of any number of authorities, as one tidy table in memory.
///
/// One row is one figure: an area, a measure, a period, at most one split, and either a value or
/// the symbol that the publisher printed in its place.
public struct Observations: Sendable, Equatable {
  /// The areas that have at least one row, in order of code.
  public var areas: [Area]
  /// The rows, in canonical order: measure, area, split, category, period.
  public var rows: [Observation]
  /// Where the figures come from.
  public var sources: [StatisticsSource]

  /// A table of observations.
  public init(areas: [Area], rows: [Observation], sources: [StatisticsSource]) {
    self.areas = areas
    self.rows = rows
    self.sources = sources
  }
}

/// A place that statistics are published for.
public struct Area: Sendable, Hashable {
  /// How large a place it is.
  public enum Level: String, Sendable, CaseIterable {
    /// England.
    case national
    /// One of nine regions.
    case regional
    /// A local authority with children's services.
    case localAuthority = "local-authority"
  }
  /// The nine-character ONS code, such as E09000006.
  public var code: String
  /// The published name.
  public var name: String
  /// How large a place it is.
  public var level: Level
  /// An area.
  public init(code: String, name: String, level: Level) {
    self.code = code
    self.name = name
    self.level = level
  }
}

/// The calendar a figure is counted in.
public enum StatisticsCalendar: String, Sendable, CaseIterable {
  /// SEN2: the January census. Year 2025 is January 2025.
  case januaryCensus = "january-census"
  /// SSDA903: 31 March. Year 2025 is 31 March 2025.
  case march31 = "31-march"
  /// 1 January to 31 December.
  case calendarYear = "calendar-year"
  /// 1 April to 31 March, held by the year it **ends** in: 2025 is the year to 31 March 2025.
  case yearToMarch = "year-to-march"
  /// 1 September to 31 August, held by the year it **ends** in.
  case academicYear = "academic-year"
  /// 30 June. Year 2024 is mid-2024.
  case midYear = "mid-year"
}

/// What a publisher prints in place of a figure.
public enum PublishedSymbol: String, Sendable, CaseIterable {
  /// Suppressed to protect individuals.
  case suppressed = "c"
  /// Rounds to zero.
  case low
  /// Low reliability.
  case unreliable = "u"
  /// Not available.
  case notAvailable = "x"
  /// Not applicable.
  case notApplicable = "z"
}

/// One published figure.
public struct Observation: Sendable, Hashable {
  /// The area's code.
  public var area: String
  /// The measure's code, such as `plans`, `cla`, `cla-starts`: see `seeds/README.md`.
  public var measure: String
  /// The calendar of `year`.
  public var calendar: StatisticsCalendar
  /// The year, as `calendar` defines it.
  public var year: Int
  /// `total`, or what the figure is split by: `setting`, `age`, `age-band`, `placement`, `reason`.
  public var split: String
  /// The item of the split; `total` for totals.
  public var category: String
  /// The figure; `nil` where the publisher printed a symbol.
  public var value: Double?
  /// The symbol printed in place of a figure.
  public var symbol: PublishedSymbol?
  /// The unit: `plans`, `children`, `GBP per week`.
  public var unit: String
  /// Key into the sources.
  public var sourceID: String
  /// The code of a break in series that starts with this figure, if any.
  public var seriesBreak: String?

  /// An observation.
  public init(
    area: String, measure: String, calendar: StatisticsCalendar, year: Int,
    split: String = "total", category: String = "total", value: Double?,
    symbol: PublishedSymbol? = nil, unit: String, sourceID: String, seriesBreak: String? = nil
  ) {
    self.area = area
    self.measure = measure
    self.calendar = calendar
    self.year = year
    self.split = split
    self.category = category
    self.value = value
    self.symbol = symbol
    self.unit = unit
    self.sourceID = sourceID
    self.seriesBreak = seriesBreak
  }
}

/// Where a figure was published.
public struct StatisticsSource: Sendable, Hashable {
  /// The key that rows carry.
  public var id: String
  /// Who published it.
  public var publisher: String
  /// Which edition.
  public var edition: String
  /// Which table or file of the edition.
  public var table: String
  /// Its licence, such as OGL-UK-3.0.
  public var licence: String
  /// The publisher's page.
  public var address: String

  /// A source.
  public init(
    id: String, publisher: String, edition: String, table: String, licence: String,
    address: String
  ) {
    self.id = id
    self.publisher = publisher
    self.edition = edition
    self.table = table
    self.licence = licence
    self.address = address
  }
}
