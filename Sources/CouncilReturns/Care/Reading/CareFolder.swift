import Foundation

/// The tables of a folder of SSDA903 returns: one file per table, or a sub-folder per year.
struct CareFolder {
  /// One file of it.
  struct File: Hashable {
    /// The path below the folder.
    let name: String

    /// The full path.
    let path: String

    /// The year in the name of its folder or its own; 0 where neither has one.
    let year: Int

    /// Whether the name has both years, such as 2017-18.
    let isSpan: Bool

    /// What the file is.
    let kind: Kind
  }

  /// What a file is.
  enum Kind: Hashable {
    case table(CareTable)
    case xml
    case unrecognised
  }

  /// The CSV and XML files, in order of years and names.
  let files: [File]

  /// Lists the files.
  ///
  /// Throws ``ReturnsError`` where the folder cannot be read.
  init(_ path: String) throws(ReturnsError) {
    let names: [String]
    do {
      names = try FileManager.default.subpathsOfDirectory(
        atPath: URL(fileURLWithPath: path).resolvingSymlinksInPath().path)
    } catch {
      throw ReturnsError(
        file: path,
        reason: "cannot be read as a folder; name the folder that holds the returns")
    }
    files = names.compactMap { name in
      let lower = name.lowercased()
      let own = name.split(separator: "/").last ?? ""
      // Files that systems and office programs hide beside the real ones.
      guard !own.hasPrefix("."), !own.hasPrefix("~$"),
        lower.hasSuffix(".csv") || lower.hasSuffix(".xml")
      else { return nil }
      let year = CareFolder.year(in: name)
      return File(
        name: name, path: "\(path)/\(name)", year: year.year, isSpan: year.isSpan,
        kind: CareFolder.kind(name, path: "\(path)/\(name)"))
    }.sorted { ($0.year, $0.name) < ($1.year, $1.name) }
  }

  /// Whether a file may be one of SSDA903.
  var holdsCare: Bool { files.contains { $0.kind != .unrecognised } }

  private static func kind(_ name: String, path: String) -> Kind {
    if name.lowercased().hasSuffix(".xml") {
      return CareXML.isCareReturn(path: path) ? .xml : .unrecognised
    }
    let stem = name.split(separator: "/").last.map { String($0.dropLast(4)) } ?? ""
    if let table = CareTable(fileName: stem) { return .table(table) }
    var rows = TextRows(bytes: TextDecoding(ReturnFile.opening(path)).bytes)
    guard rows.next(), rows.isWhole else { return .unrecognised }
    let columns = CareColumns(
      names: rows.fields.map { String(decoding: rows.bytes[$0], as: UTF8.self) })
    return CareTable(columns: columns.found).map(Kind.table) ?? .unrecognised
  }

  /// The year of the nearest folder or file name that has one, and whether the next year stands
  /// behind it.
  static func year(in path: String) -> (year: Int, isSpan: Bool) {
    let parts = path.split(separator: "/")
    for part in parts.dropLast().reversed() + parts.suffix(1) {
      let numbers = part.split { !("0"..."9").contains($0) }
      for (index, number) in numbers.enumerated() {
        guard let year = Int(number.prefix(4)), (2000...2099).contains(year) else { continue }
        let next =
          number.count == 4
          ? (index + 1 < numbers.count ? String(numbers[index + 1]) : "")
          : String(number.dropFirst(4))
        guard number.count == 4 || number.count == 6 || number.count == 8 else { continue }
        let isSpan = Int(next.suffix(2)) == (year + 1) % 100 && [2, 4].contains(next.count)
        if number.count == 4 || isSpan { return (year, isSpan) }
      }
    }
    return (0, false)
  }
}
