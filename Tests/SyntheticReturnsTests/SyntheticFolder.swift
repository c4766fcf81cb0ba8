import DelimitedText
import Foundation
import Periods
import Returns
import SyntheticReturns

/// The project's statistics, and folders of returns made from them.
enum Synthetic {
  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

  static let statistics: Result<ObservationIndex, any Error> = Result {
    ObservationIndex(try StatisticsFolder.read("\(root)/seeds"))
  }

  static func council(
    _ area: String = "Bromley", years: ClosedRange<Int> = 2023...2025, seed: UInt64 = 1,
    size: SyntheticCouncil.Options.Size = .published,
    version: SyntheticCouncil.SEN2Version = .v13, censuses: Int? = nil
  ) throws -> SyntheticCouncil {
    try SyntheticCouncil(
      area: area, statistics: statistics.get(),
      options: SyntheticCouncil.Options(
        years: years, seed: seed, size: size, version: version, censuses: censuses))
  }

  /// A path that nothing is at, removed after use.
  static func withFolder<Value>(_ body: (String) throws -> Value) throws -> Value {
    let path = NSTemporaryDirectory() + "synthetic-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try body(path)
  }

  /// Every file below a folder with its bytes.
  static func contents(_ folder: String) throws -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder) {
      var isFolder: ObjCBool = false
      let path = "\(folder)/\(name)"
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder),
        !isFolder.boolValue
      else { continue }
      files[name] = [UInt8](FileManager.default.contents(atPath: path) ?? Data())
    }
    return files
  }
}

/// A table of a return, as rows of fields by column.
struct ReturnTable {
  let rows: [[String: String]]

  init(_ path: String) throws {
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let lines = text.split(separator: "\n")
    let columns = lines[0].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    rows = lines.dropFirst().map { line in
      let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      return Dictionary(zip(columns, fields), uniquingKeysWith: { first, _ in first })
    }
  }
}

/// A day of a return as written: `31/03/2025`; `nil` where it is empty.
func day(_ text: String?) throws -> CalendarDate? {
  guard let text, !text.isEmpty else { return nil }
  return try CalendarDate(dayMonthYear: text)
}

/// A day of a SEN2 export: `2025-Jan-16 00:00:00`; `nil` where it is empty.
func timestamp(_ text: String?) throws -> CalendarDate? {
  guard let text, !text.isEmpty else { return nil }
  let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
  let parts = text.prefix(11).split(separator: "-").map(String.init)
  guard parts.count == 3, let year = Int(parts[0]), let day = Int(parts[2]),
    let month = months.firstIndex(of: parts[1])
  else { return nil }
  return CalendarDate(year: year, month: month + 1, day: day)
}

/// Completed years on a day.
func age(_ birth: CalendarDate, on day: CalendarDate) -> Int {
  let (born, then) = (birth.components, day.components)
  return then.year - born.year - ((then.month, then.day) < (born.month, born.day) ? 1 : 0)
}
