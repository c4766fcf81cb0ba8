import DelimitedText
import Foundation

/// Finds and reads the SEN2 tables of a folder, whatever its files are called.
struct PlanFolder {
  /// The tables, in the order of folders and files.
  private(set) var tables: [PlanRows] = []

  /// Reads every CSV and XML file below the folder.
  ///
  /// Throws ``ReturnsError`` where the folder cannot be read or holds no SEN2 table.
  init(_ path: String, _ findings: inout PlanFindings) throws(ReturnsError) {
    let names: [String]
    do {
      names = try FileManager.default.subpathsOfDirectory(
        atPath: URL(fileURLWithPath: path).resolvingSymlinksInPath().path
      ).sorted()
    } catch {
      throw ReturnsError(
        file: path, reason: "cannot be read as a folder; name the folder that holds the SEN2 return"
      )
    }
    for name in names {
      let lower = name.lowercased()
      if lower.hasSuffix(".csv") {
        readTable(name, path: "\(path)/\(name)", &findings)
      } else if lower.hasSuffix(".xml") {
        tables += PlanXML.read(
          name, path: "\(path)/\(name)", year: Self.year(in: name), &findings)
      }
    }
    guard tables.contains(where: { $0.table == .person }) else {
      throw ReturnsError(
        file: path,
        reason: "has no SEN2 table of persons (columns persontableid and personbirthdate) and no "
          + "SEN2 XML file; export the modules from COLLECT as CSV into the folder")
    }
    separateYears()
  }

  /// Two files of one table in one folder are two years' where their names say so: their keys may
  /// then repeat.
  private mutating func separateYears() {
    for (scope, members) in Dictionary(grouping: tables.indices, by: { tables[$0].scope }) {
      let kinds = Dictionary(grouping: members) { tables[$0].table }
      let hasYears = kinds.values.contains { kind in
        kind.count > 1 && Set(kind.map { Self.year(inName: tables[$0].file) }).count == kind.count
      }
      guard hasYears else { continue }
      for index in members {
        let year = Self.year(inName: tables[index].file).map(String.init) ?? ""
        tables[index].scope = "\(scope)#\(year)"
      }
    }
  }

  private mutating func readTable(_ name: String, path: String, _ findings: inout PlanFindings) {
    guard let data = FileManager.default.contents(atPath: path) else {
      findings.add(
        "file.unreadable", .error, file: name, "the file cannot be opened",
        do: "check that it exists and may be read")
      return
    }
    guard !data.isEmpty else {
      findings.add(
        "file.empty", .error, file: name, "the file is empty, so nothing of it is used",
        do: "export the table again, or remove the file")
      return
    }
    let decoding = TextDecoding([UInt8](data))
    let csv: DelimitedTable
    do {
      csv = try DelimitedTable(bytes: decoding.bytes, file: name, duplicateColumns: .useFirst)
    } catch {
      findings.add(
        "file.malformed", .error, file: name, row: error.line,
        "the file is not a whole CSV table (a row of the wrong length, an open quote or a damaged "
          + "byte), so nothing of it is used", do: "correct the row, or export the table again")
      return
    }
    let columns = csv.columns.map { Self.trimmed($0).lowercased() }
    guard let table = PlanTable.detect(Set(columns)) else {
      findings.add(
        "file.unrecognised", .note, file: name,
        "the header has the keys of no SEN2 table, so the file is passed over",
        do: "nothing where it is not of SEN2; else restore the names of its columns")
      return
    }
    if decoding.encoding != .utf8 {
      findings.add(
        "file.encoding", .note, file: name, "the file is read as \(decoding.encoding.rawValue)",
        do: "nothing; save as UTF-8 where letters look wrong")
    }
    var rows = PlanRows(
      table: table, file: name, scope: (name as NSString).deletingLastPathComponent,
      year: Self.year(in: name), present: Set(columns))
    func column(_ column: String) -> [String] {
      guard let position = columns.firstIndex(of: column) else { return [] }
      return (0..<csv.rowCount).map { Self.trimmed(csv.text(row: $0, column: position)) }
    }
    rows.lines = (0..<csv.rowCount).map { csv.line(ofRow: $0) }
    rows.keys = column(table.key)
    rows.parents = table.parent.map { column($0.key) } ?? []
    for name in table.columns { rows.fields[name] = column(name) }
    tables.append(rows)
  }

  private static func trimmed(_ text: String) -> String {
    guard let first = text.utf8.first, let last = text.utf8.last, first <= 0x20 || last <= 0x20
    else { return text }
    return text.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// The year in the file's name, else in the nearest folder's that has one.
  private static func year(in path: String) -> Int? {
    path.split(separator: "/").reversed().lazy.compactMap { year(inName: String($0)) }.first
  }

  private static func year(inName path: String) -> Int? {
    let name = path.split(separator: "/").last ?? ""
    return name.split { !$0.isNumber }.compactMap { $0.count == 4 ? Int($0) : nil }
      .last { (2000...2099).contains($0) }
  }
}
