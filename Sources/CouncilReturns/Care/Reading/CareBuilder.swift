import Periods

/// Collects children, episodes and findings over the files of a folder.
///
/// Episodes are read first, so that the years of the returns are known when the codes of the other
/// tables are checked.
struct CareBuilder {
  var children = CareChildren()
  var findings = CareFindings()

  /// Every readable row of episodes, in the order of reading.
  var rows: [CareEpisode] = []

  /// What is taken off the years in names and columns: 1 where they are those the returns close in.
  private(set) var yearShift = 0

  init() {}

  /// Reads all files of a folder.
  mutating func read(_ folder: CareFolder) {
    let places = folder.files.map { findings.open(file: $0.name) }
    for (file, place) in zip(folder.files, places) {
      switch file.kind {
      case .table(.episodes): readTable(file, place, .episodes)
      case .xml: CareXML.read(file, place, episodes: true, into: &self)
      case .unrecognised: findings.add(.fileUnrecognised, .init(file: place, row: nil))
      case .table: break
      }
    }
    settleYears(folder, places)
    for (file, place) in zip(folder.files, places) {
      switch file.kind {
      case .table(.episodes), .unrecognised: break
      case .table(let table): readTable(file, place, table)
      case .xml: CareXML.read(file, place, episodes: false, into: &self)
      }
    }
  }

  /// The year of a row, by its file or its own column, as the one the return opens in.
  func year(_ file: CareFolder.File, _ text: String) -> Int {
    var year = file.year
    if year == 0, let own = Int(text.prefix(4)), (2000...2099).contains(own) { year = own }
    return year == 0 ? 0 : year - yearShift
  }

  /// Tells whether years are called by their first or last day: by the first, unless hardly an
  /// episode begins or ends after the 1 April of the year that its return is called by.
  private mutating func settleYears(_ folder: CareFolder, _ places: [Int]) {
    guard !folder.files.contains(where: \.isSpan) else { return }
    var after = 0
    var before = 0
    for row in rows where row.year > 0 {
      for date in [row.start, row.end].compactMap({ $0 }) {
        switch CareYear.year(of: date) - row.year {
        case 0...: after += 1
        case -1: before += 1
        default: break
        }
      }
    }
    guard before >= 20, after * 50 < before else { return }
    yearShift = 1
    rows = rows.map { $0.year > 0 ? $0.moved(toYear: $0.year - 1) : $0 }
    for (file, place) in zip(folder.files, places) where file.kind == .table(.episodes) {
      findings.add(.returnYear, .init(file: place, row: nil))
    }
  }

  private mutating func readTable(_ file: CareFolder.File, _ place: Int, _ table: CareTable) {
    findings.register(place, table)
    let whole = CareFindings.Place(file: place, row: nil)
    guard let raw = ReturnFile.bytes(file.path) else {
      findings.add(.fileUnreadable, whole)
      return
    }
    let decoding = TextDecoding(raw)
    if decoding.encoding != .utf8 { findings.add(.fileEncoding, whole) }
    var text = TextRows(bytes: decoding.bytes)
    guard text.next() else {
      findings.add(.fileEmpty, whole)
      return
    }
    let names = text.fields.map { String(decoding: text.bytes[$0], as: UTF8.self) }
    let columns = CareColumns(names: text.isWhole ? names : [])
    let isUsable = columns.check(table, place, &findings)
    var reader = CareTableReader(table: table, columns: columns, file: file, place: place)
    while text.next() {
      findings.countRow(place, table)
      let width = text.fields.count
      if !isUsable {
        findings.setAside(place, table, .columnMissing)
      } else if text.isBlank, text.isWhole {
        findings.setAside(place, table, .rowEmpty)
      } else if !text.isWhole || width < columns.count
        || text.fields[columns.count...].contains(where: { !$0.isEmpty })
      {
        text.skipLine()
        findings.setAside(place, table, .rowFields)
        findings.add(.rowFields, .init(file: place, row: text.line))
      } else {
        let row = CareRow(bytes: text.bytes, fields: text.fields, line: text.line)
        reader.take(row, into: &self)
      }
    }
  }
}
