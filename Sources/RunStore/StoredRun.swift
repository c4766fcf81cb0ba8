/// A run as the store lists it.
public struct StoredRun: Sendable, Equatable {
  /// Its place in the order of recording.
  public var sequence: Int
  /// Its id: the first twelve digits of the hash of all that went in.
  public var id: String
  /// The scenario file's name without its extension.
  public var name: String
  /// The scenario file's title.
  public var title: String
  /// The authority's name.
  public var areaName: String
  /// First and last month.
  public var firstMonth: String
  /// Last month.
  public var lastMonth: String
  /// Paired draws.
  public var draws: Int
  /// Seed, in decimal digits.
  public var seed: String
  /// The version that made it.
  public var engineVersion: String
  /// Where it came from.
  public var origin: RunOrigin
  /// Checks that passed.
  public var checksPassed: Int
  /// Checks that failed.
  public var checksFailed: Int
  /// SHA-256 over the names and hashes of its files.
  public var digest: String
  /// Whether it was put away with `runs archive`.
  public var isArchived: Bool
  /// Roles that signed it, in order of name.
  public var signedBy: [String]
}

/// Where a run came from: what is needed to make it again, and nothing that its results depend on.
public struct RunOrigin: Sendable, Equatable {
  /// The scenario file, as it was named.
  public var scenario: String
  /// The folder of statistics, as it was named; empty where none was read.
  public var statistics: String
  /// The folder its files were written into.
  public var folder: String
  /// When it was recorded, ISO 8601. Kept in the store alone: no result holds a clock.
  public var recordedAt: String

  /// An origin.
  public init(scenario: String, statistics: String, folder: String, recordedAt: String) {
    self.scenario = scenario
    self.statistics = statistics
    self.folder = folder
    self.recordedAt = recordedAt
  }

  /// The command that makes the run again.
  public var command: String {
    "headroom run \(Self.quoted(scenario))"
      + (statistics.isEmpty ? "" : " --statistics \(Self.quoted(statistics))")
  }

  /// A word as a shell takes it.
  private static func quoted(_ word: String) -> String {
    let plain = word.allSatisfy { $0.isLetter || $0.isNumber || "-_./".contains($0) }
    return plain && !word.isEmpty
      ? word
      : "'"
        + word.split(separator: "'", omittingEmptySubsequences: false)
        .joined(separator: "'\\''") + "'"
  }
}

/// A file that a run wrote.
public struct StoredFile: Sendable, Equatable {
  /// Its name in the run's folder.
  public var name: String
  /// SHA-256 of its bytes when it was recorded.
  public var sha256: String
  /// Its bytes.
  public var content: [UInt8]
}

/// A signature under a run.
public struct Signature: Sendable, Equatable {
  /// The role: commissioner, analyst, assurer or approver.
  public var role: String
  /// Who signed.
  public var signedBy: String
  /// ISO date.
  public var signedOn: String
  /// What was said.
  public var note: String

  /// A signature.
  public init(role: String, signedBy: String, signedOn: String, note: String) {
    self.role = role
    self.signedBy = signedBy
    self.signedOn = signedOn
    self.note = note
  }
}
