import DelimitedText
import Foundation
import Periods

/// Collects children and episodes over the files of a folder.
struct CareBuilder {
  /// An episode is the same in two returns where child and start are.
  private struct Key: Hashable {
    let child: Int
    let start: CalendarDate
  }

  private var indices: [String: Int] = [:]
  private var children: [CareChild] = []
  private var places: [Key: Int] = [:]
  private var episodes: [CareEpisode] = []
  private var counts: [ReturnsReport.Count] = []
  private var findings: [ReturnsFinding] = []

  init() {}

  /// Reads one file.
  mutating func read(_ file: CareFolder.File, index: Int) throws(ReturnsError) {
    guard ["episodes", "header", "uasc"].contains(file.table) else { return }
    guard let bytes = FileManager.default.contents(atPath: file.path) else {
      throw ReturnsError(file: file.name, reason: "cannot be read")
    }
    let table: DelimitedTable
    do {
      table = try DelimitedTable(bytes: Array(bytes), file: file.name)
    } catch {
      throw ReturnsError(file: file.name, row: error.line, reason: error.explanation)
    }
    let columns = try CareColumns(table, file: file)
    var used = 0
    var aside: [String: Int] = [:]
    for row in 0..<table.rowCount {
      let reason =
        switch file.table {
        case "episodes": episode(table, row, columns, file, index)
        default: child(table, row, columns, file)
        }
      if let reason { aside[reason, default: 0] += 1 } else { used += 1 }
    }
    counts.append(
      ReturnsReport.Count(
        file: file.name, table: file.table, rows: table.rowCount, used: used, setAside: aside))
  }

  /// What was read.
  var returns: CareReturns {
    CareReturns(
      children: children,
      episodes: episodes.sorted { ($0.child, $0.start, $0.row) < ($1.child, $1.start, $1.row) },
      report: ReturnsReport(counts: counts, findings: findings))
  }

  private mutating func index(_ identifier: String) -> Int {
    if let index = indices[identifier] { return index }
    indices[identifier] = children.count
    children.append(CareChild())
    return children.count - 1
  }

  /// Takes a row of header or UASC; the reason where it is set aside.
  private mutating func child(
    _ table: DelimitedTable, _ row: Int, _ columns: CareColumns, _ file: CareFolder.File
  ) -> String? {
    let identifier = columns.text(table, row, "CHILD")
    guard !identifier.isEmpty else { return "child.missing" }
    let child = index(identifier)
    if let birth = ReturnDate(columns.text(table, row, "DOB")).value {
      children[child].birth = birth
    }
    if let sex = CareCode(columns.text(table, row, "SEX")) { children[child].sex = sex }
    if file.table == "uasc" {
      children[child].isUnaccompanied = true
      children[child].ceasedUnaccompanied = ReturnDate(columns.text(table, row, "DUC")).value
    }
    return nil
  }

  /// Takes a row of episodes; the reason where it is set aside.
  private mutating func episode(
    _ table: DelimitedTable, _ row: Int, _ columns: CareColumns, _ file: CareFolder.File,
    _ fileIndex: Int
  ) -> String? {
    let identifier = columns.text(table, row, "CHILD")
    guard !identifier.isEmpty else { return "child.missing" }
    guard let start = ReturnDate(columns.text(table, row, "DECOM")).value else {
      return "date.invalid"
    }
    func code(_ column: String) -> CareCode { CareCode(columns.text(table, row, column)) ?? .none }
    let episode = CareEpisode(
      child: index(identifier), start: start,
      end: ReturnDate(columns.text(table, row, "DEC")).value, reason: code("RNE"),
      legalStatus: code("LS"), need: code("CIN"), placement: code("PLACE"),
      provider: code("PLACE_PROVIDER"), endReason: code("REC"),
      changeReason: code("REASON_PLACE_CHANGE"), file: fileIndex, row: table.line(ofRow: row),
      year: file.year == 0 ? Int(columns.text(table, row, "YEAR")) ?? 0 : file.year)
    let key = Key(child: episode.child, start: episode.start)
    guard let place = places[key] else {
      places[key] = episodes.count
      episodes.append(episode)
      return nil
    }
    if episode.year >= episodes[place].year { episodes[place] = episode }
    return "episode.repeated"
  }
}

/// The columns of a table by their names in capitals.
struct CareColumns {
  private let positions: [String: Int]

  /// Throws ``ReturnsError`` where CHILD, or DECOM of episodes, is not among them.
  init(_ table: DelimitedTable, file: CareFolder.File) throws(ReturnsError) {
    positions = Dictionary(
      table.columns.enumerated().map {
        ($1.trimmingCharacters(in: .whitespaces).uppercased(), $0)
      }, uniquingKeysWith: { first, _ in first })
    for column in file.table == "episodes" ? ["CHILD", "DECOM"] : ["CHILD"]
    where positions[column] == nil {
      throw ReturnsError(
        file: file.name, column: column,
        reason: "is not in the header; the table cannot be used without it")
    }
  }

  /// A field without spaces around it; empty where the table has no such column.
  func text(_ table: DelimitedTable, _ row: Int, _ column: String) -> String {
    guard let position = positions[column] else { return "" }
    let text = table.text(row: row, column: position)
    guard let first = text.utf8.first, let last = text.utf8.last else { return text }
    // Trimming takes many times as long as looking whether there is anything to trim.
    let isPlain = (0x21...0x7E).contains(first) && (0x21...0x7E).contains(last)
    return isPlain ? text : text.trimmingCharacters(in: .whitespaces)
  }
}
