import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// Reads an SSDA903 return as COLLECT takes it: an element per child, with elements for its episodes,
/// reviews and the other tables inside.
enum CareXML {
  /// Whether the beginning of a file speaks of the SSDA903 return.
  static func isCareReturn(path: String) -> Bool {
    let text = String(decoding: TextDecoding(ReturnFile.opening(path)).bytes, as: UTF8.self)
      .uppercased()
    return text.contains("SSDA903") || text.contains("<DECOM>")
  }

  /// Reads the episodes of a file, or its other tables.
  static func read(
    _ file: CareFolder.File, _ place: Int, episodes: Bool, into builder: inout CareBuilder
  ) {
    let whole = CareFindings.Place(file: place, row: nil)
    if episodes { builder.findings.register(place, .episodes) }
    guard !ReturnFile.declaresDocumentType(file.path) else {
      if episodes { builder.findings.add(.fileMalformed, whole) }
      return
    }
    guard let stream = InputStream(fileAtPath: file.path) else {
      if episodes { builder.findings.add(.fileUnreadable, whole) }
      return
    }
    let parser = XMLParser(stream: stream)
    parser.shouldResolveExternalEntities = false
    let collector = CareXMLCollector(file, place, episodes: episodes, builder: builder)
    parser.delegate = collector
    let isWhole = parser.parse() && collector.isWhole
    collector.setAsideOpenChild()
    builder = collector.builder
    if episodes, !isWhole {
      builder.findings.add(.fileMalformed, .init(file: place, row: max(parser.lineNumber, 1)))
    }
  }
}

/// Turns the elements of each child into rows of tables, as soon as the child ends.
private final class CareXMLCollector: NSObject, XMLParserDelegate {
  private struct Record {
    let table: CareTable?
    let line: Int
    var values: [CareColumn: String] = [:]
  }

  var builder: CareBuilder

  /// Whether every element that opened was closed and nothing else was wrong: the parser of some
  /// systems does not say so of a stream that ends early.
  var isWhole: Bool { depth == 0 && !hasError }

  private var depth = 0
  private var hasError = false
  private let file: CareFolder.File
  private let place: Int
  private let takesEpisodes: Bool
  private var readers: [CareTable: CareTableReader] = [:]
  private var columns: [CareTable: [CareColumn]] = [:]
  private var text = ""

  /// The child that is open, and the element inside it that stands for a row.
  private var child: Record?
  private var record: Record?
  private var finished: [Record] = []

  init(_ file: CareFolder.File, _ place: Int, episodes: Bool, builder: CareBuilder) {
    self.file = file
    self.place = place
    self.builder = builder
    takesEpisodes = episodes
  }

  private static let elements: [String: CareTable] = [
    "EPISODE": .episodes, "AREVIEW": .reviews, "REVIEWS": .reviews, "AMISSING": .missing,
    "HEADER": .header, "UASC": .uasc, "OC2": .oc2, "OC3": .oc3, "AD1": .ad1,
    "PLACEDADOPTION": .placedAdoption, "PREVPERM": .previousPermanence,
    "SOCIALWORKER": .socialWorker, "DOLO": .deprivationOfLiberty,
  ]

  private static func plain(_ name: String) -> String {
    (name.split(separator: ":").last ?? "").uppercased().filter { $0.isLetter || $0.isNumber }
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    depth += 1
    text = ""
    let name = CareXMLCollector.plain(name)
    if name == "CHILD", child == nil {
      child = Record(table: nil, line: parser.lineNumber)
    } else if child != nil, record == nil, let table = CareXMLCollector.elements[name] {
      record = Record(table: table, line: parser.lineNumber)
    }
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) {
    // No value of a return is long; a text without end is not kept.
    if text.utf8.count < 4_096 { text += string }
  }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    depth -= 1
    let name = CareXMLCollector.plain(name)
    let value = text.trimmingCharacters(in: .whitespacesAndNewlines)
    text = ""
    if let open = record, CareXMLCollector.elements[name] == open.table {
      finished.append(open)
      record = nil
    } else if name == "CHILD", value.isEmpty, let open = child {
      end(child: open)
    } else if !value.isEmpty, let column = CareColumn(named: name) {
      if record != nil { record?.values[column] = value } else { child?.values[column] = value }
    }
  }

  /// Gives the rows of a child to the tables' readers.
  private func end(child: Record) {
    var facts = child.values
    for header in finished where header.table == .header {
      facts.merge(header.values) { own, _ in own }
    }
    var rows = finished.filter { $0.table != .header }
    rows.append(Record(table: .header, line: child.line, values: facts))
    for table in [CareTable.uasc, .oc2, .oc3, .ad1]
    where !rows.contains(where: { $0.table == table }) {
      // Councils' systems also write these tables' columns among the child's own.
      let own = table.fields.map(\.column).filter { $0 != .sex && facts[$0] != nil }
      if !own.isEmpty { rows.append(Record(table: table, line: child.line, values: facts)) }
    }
    for row in rows where (row.table == .episodes) == takesEpisodes {
      give(row, facts: facts)
    }
    self.child = nil
    finished.removeAll(keepingCapacity: true)
  }

  /// Counts the rows of a child that the file ends inside of.
  func setAsideOpenChild() {
    guard child != nil else { return }
    for row in finished + [record].compactMap({ $0 }) {
      guard let table = row.table, (table == .episodes) == takesEpisodes else { continue }
      builder.findings.countRow(place, table)
      builder.findings.setAside(place, table, .fileMalformed)
    }
  }

  private func give(_ record: Record, facts: [CareColumn: String]) {
    guard let table = record.table else { return }
    let columns = columns[table] ?? table.columns + [.authority, .year]
    self.columns[table] = columns
    var reader =
      readers[table]
      ?? CareTableReader(
        table: table, columns: CareColumns(names: columns.map(\.rawValue)), file: file, place: place
      )
    readers[table] = nil
    var bytes: [UInt8] = []
    var fields: [Range<Int>] = []
    for column in columns {
      let isShared = [.child, .birth, .sex, .authority, .year].contains(column)
      let value = record.values[column] ?? (isShared ? facts[column] : nil) ?? ""
      let start = bytes.count
      bytes.append(contentsOf: value.utf8)
      fields.append(start..<bytes.count)
    }
    builder.findings.countRow(place, table)
    reader.take(CareRow(bytes: bytes, fields: fields, line: record.line), into: &builder)
    readers[table] = reader
  }

  func parser(_ parser: XMLParser, parseErrorOccurred error: any Error) { hasError = true }
}
