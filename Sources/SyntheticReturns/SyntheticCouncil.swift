import DelimitedText
public import Returns

/// An invented council: children looked after and plans whose numbers are those published for an area.
///
/// No child here exists. Ages, dates, placements, settings and needs are drawn from addressed random
/// streams and fitted by flows and controlled rounding, so that stocks, starts, ends, ages, placements,
/// settings and needs are the published ones; the same area, statistics, options and seed give the
/// same bytes.
public struct SyntheticCouncil {
  /// What is made.
  public struct Options: Hashable, Sendable {
    /// How many children.
    public enum Size: Hashable, Sendable {
      /// As many as published.
      case published
      /// The published numbers times a factor.
      case scaled(Double)
      /// So many children looked after at the last count, and everything else in proportion.
      case lookedAfter(Int)
    }

    /// The years in which the returns end: 2025 is the SSDA903 return of 2024/25 and the SEN2 return of
    /// January 2025.
    public var years: ClosedRange<Int>
    /// The seed of every random stream.
    public var seed: UInt64
    /// How many children.
    public var size: Size
    /// The version of the SEN2 export's columns.
    public var version: SEN2Version
    /// How many of the last censuses are written as SEN2 returns; `nil` for all. Transitions are
    /// written for all.
    public var censuses: Int?

    /// Options.
    public init(
      years: ClosedRange<Int>, seed: UInt64, size: Size = .published,
      version: SEN2Version = .v13, censuses: Int? = nil
    ) {
      self.years = years
      self.seed = seed
      self.size = size
      self.version = version
      self.censuses = censuses
    }
  }

  /// A version of the columns of a SEN2 export.
  public enum SEN2Version: String, Hashable, Sendable, CaseIterable {
    /// The columns before sources of requests and dates of phase transfers.
    case v12 = "1.2"
    /// The columns with them.
    case v13 = "1.3"
  }

  /// The area whose figures are met.
  public let area: Area
  /// What was asked for.
  public let options: Options
  /// Every published figure that the returns were made to meet, beside what they have.
  public let margins: [MarginComparison]

  let care: LookedAfterReturns
  let plans: PlanReturns
  let published: Margins

  /// Makes the children.
  ///
  /// - Throws: ``SyntheticReturnsError`` where the statistics have no such area, lack a count of one of
  ///   the years or of the one before, or the years or the size are none that can be made.
  public init(
    area name: String, statistics index: ObservationIndex, options: Options
  ) throws(SyntheticReturnsError) {
    let area: Area
    do {
      area = try index.area(named: name)
    } catch {
      throw SyntheticReturnsError("\(error)")
    }
    let scale = try SyntheticCouncil.scale(options, area: area, index: index)
    let margins = Margins(index: index, area: area, scale: scale)
    let care = LookedAfterReturns(
      try LookedAfterTargets(margins, years: options.years), seed: options.seed)
    let plans = PlanReturns(try PlanTargets(margins, years: options.years), seed: options.seed)
    var tally = MarginTally()
    care.tally(into: &tally)
    plans.tally(into: &tally)
    self.area = area
    self.options = options
    self.care = care
    self.plans = plans
    published = margins
    self.margins = tally.comparisons(with: margins)
  }

  private static func scale(
    _ options: Options, area: Area, index: ObservationIndex
  ) throws(SyntheticReturnsError) -> Double {
    if let censuses = options.censuses, censuses < 0 {
      throw SyntheticReturnsError("\(censuses) censuses cannot be written; give 0 or more")
    }
    guard options.years.count <= 60 else {
      throw SyntheticReturnsError(
        "\(options.years.count) years are too many; the statistics reach back to 2010 for plans and "
          + "2015 for children looked after")
    }
    switch options.size {
    case .published: return 1
    case .scaled(let factor):
      guard factor.isFinite, factor > 0, factor <= 1_000 else {
        throw SyntheticReturnsError("the scale \(factor) is not above 0 and at most 1000")
      }
      return factor
    case .lookedAfter(let children):
      let year = options.years.upperBound
      guard let stock = index.series(measure: "cla", area: area.code)[year], stock > 0 else {
        throw SyntheticReturnsError.noFigures(
          "children looked after", area: area.name, period: "31 March \(year)")
      }
      guard (1...10_000_000).contains(children) else {
        throw SyntheticReturnsError("\(children) children are not between 1 and 10,000,000")
      }
      return Double(children) / stock
    }
  }

  /// A file that was written.
  public struct WrittenFile: Hashable, Sendable {
    /// The path below the folder.
    public let name: String
    /// Rows below the header.
    public let rows: Int
  }

  /// Writes the returns: `ssda903/2024-25/…`, `sen2/2025/…`, and what says that they are synthetic.
  ///
  /// The folder appears complete or not at all.
  ///
  /// - Returns: the tables that were written.
  /// - Throws: ``SyntheticReturnsError`` where the folder exists and is not empty, or cannot be written.
  @discardableResult
  public func write(to path: String) throws(SyntheticReturnsError) -> [WrittenFile] {
    let folder = try OutputFolder(path)
    do {
      var files: [WrittenFile] = []
      let root = folder.partial
      try OutputFolder.make("\(root)/ssda903")
      try OutputFolder.make("\(root)/sen2")
      for file in try care.write(to: "\(root)/ssda903", seed: options.seed) {
        files.append(WrittenFile(name: "ssda903/\(file.file)", rows: file.rows))
      }
      let writer = PlanReturnWriter(
        plans, version: options.version, censuses: options.censuses ?? options.years.count,
        area: area.name, seed: options.seed)
      for file in try writer.write(to: "\(root)/sen2") {
        files.append(WrittenFile(name: "sen2/\(file.file)", rows: file.rows))
      }
      let tables = PlanTables(plans: plans)
      for (name, rows) in [
        ("sen2/transitions.csv", try tables.writeTransitions(to: "\(root)/sen2/transitions.csv")),
        (
          "sen2/population.csv",
          try tables.writePopulation(published, to: "\(root)/sen2/population.csv")
        ),
        ("establishments.csv", try writeEstablishments(to: "\(root)/establishments.csv")),
        ("margins.csv", try writeMargins(to: "\(root)/margins.csv")),
      ] {
        files.append(WrittenFile(name: name, rows: rows))
      }
      let notice = SyntheticNotice(
        area: area.name, command: command, years: options.years, margins: margins, tables: files)
      try folder.write(notice.mark, as: "SYNTHETIC.txt")
      try folder.write(notice.readme, as: "README.txt")
      try folder.write(notice.manifest, as: "manifest-synthetic.json")
      try folder.finish()
      return files
    } catch {
      folder.discard()
      throw error
    }
  }

  /// The command that makes the same returns.
  public var command: String {
    var text = "headroom synthesise --area \"\(area.name)\" --out DIR --seed \(options.seed)"
    text += " --years \(options.years.lowerBound)..\(options.years.upperBound)"
    switch options.size {
    case .published: break
    case .scaled(let factor): text += " --scale \(factor)"
    case .lookedAfter(let children): text += " --children \(children)"
    }
    if let censuses = options.censuses { text += " --censuses \(censuses)" }
    if options.version != .v13 { text += " --sen2-version \(options.version.rawValue)" }
    return text
  }

  private func writeEstablishments(to path: String) throws(SyntheticReturnsError) -> Int {
    let table = try TableFile(path, columns: ["urn", "ukprn", "setting", "SYNTHETIC"])
    for setting in [1, 2, 3, 4, 5] {
      for number in SEN2Layout.establishments(setting) {
        if setting == 4 { table.empty() } else { table.number(number) }
        if setting == 4 { table.number(10_000_000 + number) } else { table.empty() }
        table.text(PlanCategories.settings[setting])
        table.code("yes")
        try table.endRow()
      }
    }
    try table.finish()
    return table.rows
  }

  private func writeMargins(to path: String) throws(SyntheticReturnsError) -> Int {
    let table = try TableFile(
      path,
      columns: [
        "measure", "period", "split", "category", "published", "made", "percent", "within",
        "SYNTHETIC",
      ])
    for margin in margins {
      for text in [margin.measure, margin.period, margin.split, margin.category] {
        table.text(text)
      }
      table.text(DelimitedTextWriter.significant(margin.published))
      table.number(margin.made)
      table.text(DelimitedTextWriter.significant((margin.percent * 100).rounded() / 100))
      table.code(margin.isWithinTolerance ? "yes" : "no")
      table.code("yes")
      try table.endRow()
    }
    try table.finish()
    return table.rows
  }
}
