/// What a run was made from: enough to make it again to the byte.
public struct Manifest: Sendable, Equatable, Codable {
  /// Layout of the run's files.
  public var schemaVersion: Int
  /// First twelve hexadecimal digits of the hash of everything below.
  public var runID: String
  /// Version of Headroom.
  public var engineVersion: String
  /// Edition of the scenario language.
  public var languageEdition: Int
  /// The title of the scenario file.
  public var title: String
  /// Code of the area; empty where no published measure is used.
  public var areaCode: String
  /// Name of the area.
  public var areaName: String
  /// First and last month, as `2026-04`.
  public var firstMonth: String
  /// Last month.
  public var lastMonth: String
  /// Paired draws.
  public var draws: Int
  /// Seed of every random stream.
  public var seed: UInt64
  /// Files read, with their hashes, in the order of their names.
  public var inputs: [InputFile]
  /// Every assumption as it was resolved.
  public var assumptions: [ResolvedAssumption]
  /// How each measure was forecast.
  public var methods: [MethodNote]
  /// Where the published figures come from.
  public var sources: [SourceNote]

  /// A manifest.
  public init(
    schemaVersion: Int, runID: String, engineVersion: String, languageEdition: Int,
    title: String, areaCode: String, areaName: String, firstMonth: String, lastMonth: String,
    draws: Int, seed: UInt64, inputs: [InputFile], assumptions: [ResolvedAssumption],
    methods: [MethodNote], sources: [SourceNote]
  ) {
    self.schemaVersion = schemaVersion
    self.runID = runID
    self.engineVersion = engineVersion
    self.languageEdition = languageEdition
    self.title = title
    self.areaCode = areaCode
    self.areaName = areaName
    self.firstMonth = firstMonth
    self.lastMonth = lastMonth
    self.draws = draws
    self.seed = seed
    self.inputs = inputs
    self.assumptions = assumptions
    self.methods = methods
    self.sources = sources
  }
}

/// A file that was read.
public struct InputFile: Sendable, Equatable, Codable {
  /// Its name, relative to its folder.
  public var name: String
  /// `scenario`, `statistics`, or `data` for a table that a scenario names.
  public var role: String
  /// SHA-256 of its bytes, in hexadecimal.
  public var sha256: String
  /// Its size.
  public var bytes: Int

  /// An input file.
  public init(name: String, role: String, sha256: String, bytes: Int) {
    self.name = name
    self.role = role
    self.sha256 = sha256
    self.bytes = bytes
  }
}

/// One assumption as it was used: a row of the assumptions log.
public struct ResolvedAssumption: Sendable, Equatable, Codable {
  /// The assumption, or the block whose literal figure it is.
  public var name: String
  /// The scenario that overrides it, or empty.
  public var scenario: String
  /// The item or period it holds for, or empty.
  public var holdsFor: String
  /// The figure or range, as a sentence.
  public var value: String
  /// Its 10th percentile; `nil` where it is no figure of its own ("as X", a fitted model).
  public var low: Double?
  /// Its median.
  public var central: Double?
  /// Its 90th percentile.
  public var high: Double?
  /// What the figures are: `GBP`, `share`, or the noun counted, then `per week` and the like.
  public var unit: String
  /// Distribution the draws come from.
  public var shape: String
  /// Source as the file gives it.
  public var source: String
  /// Owner (a role).
  public var owner: String
  /// Date reviewed, ISO.
  public var reviewed: String
  /// Confidence.
  public var confidence: String
  /// File and line.
  public var location: String

  /// A resolved assumption.
  public init(
    name: String, scenario: String, holdsFor: String, value: String,
    low: Double? = nil, central: Double? = nil, high: Double? = nil, unit: String = "",
    shape: String, source: String, owner: String, reviewed: String, confidence: String,
    location: String
  ) {
    self.name = name
    self.scenario = scenario
    self.holdsFor = holdsFor
    self.value = value
    self.low = low
    self.central = central
    self.high = high
    self.unit = unit
    self.shape = shape
    self.source = source
    self.owner = owner
    self.reviewed = reviewed
    self.confidence = confidence
    self.location = location
  }
}

/// How a measure was forecast, in words and figures.
public struct MethodNote: Sendable, Equatable, Codable {
  /// The measure.
  public var measure: String
  /// What was done, or found.
  public var note: String
  /// A note.
  public init(measure: String, note: String) {
    self.measure = measure
    self.note = note
  }
}

/// A published source that the statistics name.
public struct SourceNote: Sendable, Equatable, Codable {
  /// Its key.
  public var id: String
  /// Publisher, edition and table.
  public var citation: String
  /// Licence.
  public var licence: String
  /// A source.
  public init(id: String, citation: String, licence: String) {
    self.id = id
    self.citation = citation
    self.licence = licence
  }
}
