import Foundation
import Returns

/// A folder that is removed when the test ends.
final class TemporaryFolder {
  let path: String

  init() throws {
    path =
      FileManager.default.temporaryDirectory
      .appendingPathComponent("returns-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ name: String, _ text: String) throws {
    let file = URL(fileURLWithPath: "\(path)/\(name)")
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  func read(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(path)/\(name)")))
  }

  var entries: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
  }
}

enum Places {
  /// The root of the package, from where this file lies.
  static let package = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path
  static let seeds = "\(package)/seeds"
  private static let shared =
    URL(fileURLWithPath: package).deletingLastPathComponent().path
    + "/shared/data"
  static let publicData = "\(shared)/public"
  static let original = "\(shared)/dfe-original"
  static let hasShared =
    FileManager.default.fileExists(atPath: publicData)
    && FileManager.default.fileExists(atPath: original)
}

let layoutHeader = StatisticsFolder.header.joined(separator: ",")
let sourcesText =
  StatisticsFolder.sourcesHeader.joined(separator: ",") + "\ns1,DfE,2025,caseload,OGL-UK-3.0,\n"

func faultOf(_ body: () throws -> Void) -> StatisticsError? {
  do {
    try body()
    return nil
  } catch { return error as? StatisticsError }
}

let bromley = "E09000006"
let england = "E92000001"

enum FileBytes {
  static func read(_ path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
  }
}

/// The seeds, read once for all tests.
enum Seeds {
  private static let result = Result { ObservationIndex(try StatisticsFolder.read(Places.seeds)) }
  static func index() throws -> ObservationIndex { try result.get() }
}

/// The imports of both forms, made once for all tests.
enum Imports {
  private static let tidy = Result { try StatisticsImport.run(Places.publicData) }
  private static let original = Result { try StatisticsImport.run(Places.original) }
  static func fromPublic() throws -> (observations: Observations, report: ImportReport) {
    try tidy.get()
  }
  static func fromOriginal() throws -> (observations: Observations, report: ImportReport) {
    try original.get()
  }
}
