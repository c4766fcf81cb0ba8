public import Results

/// One figure back to what it was made from.
public struct Trace: Sendable, Equatable, Codable {
  /// A column of the figure's row that says what the figure is of.
  public struct Key: Sendable, Equatable, Codable {
    /// The column.
    public var column: String
    /// Its value.
    public var value: String
  }

  /// Layout of this type as JSON.
  public var schemaVersion = 1
  /// The run's id.
  public var run: String
  /// The scenario file's title.
  public var title: String
  /// The version that made it.
  public var engineVersion: String
  /// Paired draws.
  public var draws: Int
  /// Seed, in decimal digits.
  public var seed: String
  /// The file.
  public var file: String
  /// SHA-256 of the file.
  public var sha256: String
  /// The line of the file; the header is line 1.
  public var line: Int
  /// The column.
  public var column: String
  /// The figure as the file has it; empty where the file leaves it blank.
  public var value: String
  /// What the column holds, with its unit.
  public var meaning: String
  /// What the figure is of.
  public var keys: [Key]
  /// How it comes about, a sentence each.
  public var formulas: [String]
  /// What it rests on, such as `cost placements-spend`, in the order it was followed.
  public var restsOn: [String]
  /// The assumptions that go into it.
  public var assumptions: [ResolvedAssumption]
  /// How the measures in it were forecast.
  public var methods: [MethodNote]
  /// The files that were read.
  public var inputs: [InputFile]
  /// The published sources.
  public var sources: [SourceNote]
  /// The roles that signed the run.
  public var signedBy: [String]
  /// The command that makes the run again.
  public var command: String
}
