import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// Reads a SEN2 return as COLLECT takes it: elements inside elements where the CSV export has keys.
enum PlanXML {
  /// The tables of one file; none, with a finding, where it is not whole or not of SEN2.
  ///
  /// A file that declares a document type is refused: returns have none, and an entity could name
  /// another file or grow without bound.
  static func read(
    _ name: String, path: String, year: Int?, _ findings: inout PlanFindings
  ) -> [PlanRows] {
    guard let stream = InputStream(fileAtPath: path) else {
      findings.add(
        "file.unreadable", .error, file: name, "the file cannot be opened",
        do: "check that it exists and may be read")
      return []
    }
    let parser = XMLParser(stream: stream)
    parser.shouldResolveExternalEntities = false
    let collector = PlanXMLCollector(file: name, year: year)
    parser.delegate = collector
    let whole = !ReturnFile.declaresDocumentType(path) && parser.parse() && collector.isWhole
    guard collector.tables[.person] != nil || !whole else {
      findings.add(
        "file.unrecognised", .note, file: name,
        "the file has no persons of a SEN2 return, so it is passed over",
        do: "nothing where it is not of SEN2")
      return []
    }
    let tables = PlanTable.allCases.compactMap { collector.tables[$0] }
    guard whole else {
      findings.add(
        "file.malformed", .error, file: name, row: max(parser.lineNumber, 1),
        "the XML is not whole or declares a document type, so nothing of it is used",
        do: "export the return again")
      for rows in tables { findings.count(rows, setAside: ["file.malformed": rows.lines.count]) }
      return []
    }
    return tables
  }
}

/// Turns elements into rows with keys of their own.
private final class PlanXMLCollector: NSObject, XMLParserDelegate {
  private struct Record {
    let table: PlanTable
    var row: Int
    var isWrapper = false
  }

  private static let elements: [String: PlanTable] = [
    "person": .person, "persons": .person, "request": .request, "requests": .request,
    "assessment": .assessment, "assessments": .assessment, "namedplan": .namedPlan,
    "namedplans": .namedPlan, "plandetail": .planDetail, "plandetails": .planDetail,
    "activeplan": .activePlan, "activeplans": .activePlan, "placementdetail": .placement,
    "placementdetails": .placement, "senneed": .need, "senneeds": .need,
  ]

  var tables: [PlanTable: PlanRows] = [:]

  /// Whether every element that opened was closed and nothing else was wrong: the parser of some
  /// platforms says so of a file that ends early.
  var isWhole: Bool { depth == 0 && !hasFailed }

  private var depth = 0
  private var hasFailed = false
  private let file: String
  private let year: Int?
  private var open: [Record] = []
  private var text = ""

  init(file: String, year: Int?) {
    self.file = file
    self.year = year
  }

  private func start(_ table: PlanTable, line: Int, parent: String) -> Int {
    var rows =
      tables[table]
      ?? PlanRows(
        table: table, file: file, scope: file, year: year,
        present: Set(table.columns + [table.key] + (table.parent.map { [$0.key] } ?? [])),
        fields: Dictionary(uniqueKeysWithValues: table.columns.map { ($0, []) }))
    tables[table] = nil
    rows.lines.append(line)
    rows.keys.append(String(rows.lines.count))
    rows.parents.append(parent)
    for column in table.columns { rows.fields[column]?.append("") }
    tables[table] = rows
    return rows.lines.count - 1
  }

  private func removeLast(_ table: PlanTable) {
    tables[table]?.lines.removeLast()
    tables[table]?.keys.removeLast()
    tables[table]?.parents.removeLast()
    for column in table.columns { tables[table]?.fields[column]?.removeLast() }
    if tables[table]?.lines.isEmpty == true { tables[table] = nil }
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    text = ""
    depth += 1
    let name = name.split(separator: ":").last.map { $0.lowercased() } ?? ""
    guard let table = PlanXMLCollector.elements[name] else { return }
    if let last = open.indices.last, open[last].table == table, !open[last].isWrapper {
      open[last].isWrapper = true
      removeLast(table)
    }
    if table == .person, tables[.collection] == nil {
      _ = start(.collection, line: parser.lineNumber, parent: "")
    }
    let parent =
      table == .person
      ? "1"
      : open.last { $0.table == table.parent && !$0.isWrapper }.map { String($0.row + 1) } ?? ""
    open.append(
      Record(table: table, row: start(table, line: parser.lineNumber, parent: parent)))
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    let name = name.split(separator: ":").last.map { $0.lowercased() } ?? ""
    depth -= 1
    let value = text.trimmingCharacters(in: .whitespacesAndNewlines)
    text = ""
    if let table = PlanXMLCollector.elements[name], open.last?.table == table {
      open.removeLast()
    } else if let record = open.last {
      guard !record.isWrapper, tables[record.table]?.fields[name] != nil else { return }
      tables[record.table]?.fields[name]?[record.row] = value
    } else if PlanTable.collection.columns.contains(name), !value.isEmpty {
      if tables[.collection] == nil {
        _ = start(.collection, line: parser.lineNumber, parent: "")
      }
      tables[.collection]?.fields[name]?[0] = value
    }
  }

  func parser(_ parser: XMLParser, parseErrorOccurred error: any Error) { hasFailed = true }
}
