import Periods

/// Reads the rows of one table of one file.
struct CareTableReader {
  private struct Key: Hashable {
    let child: Int
    let day: Int
    let year: Int
    let detail: String
  }

  let table: CareTable
  private let file: CareFolder.File
  private let place: Int
  private let child: Int?
  private let birth: Int?
  private let authority: Int?
  private let yearColumn: Int?
  private let key: Int?
  private let end: Int?
  private let sex: Int?
  private let fields: [(field: CareTable.Field, position: Int)]
  private let episode: CareEpisodeColumns
  private var seen: Set<Key> = []

  init(table: CareTable, columns: CareColumns, file: CareFolder.File, place: Int) {
    self.table = table
    self.file = file
    self.place = place
    child = columns[.child]
    birth = columns[.birth]
    authority = columns[.authority]
    yearColumn = columns[.year]
    key = table.keyColumn.flatMap { columns[$0] }
    end = table.endColumn.flatMap { columns[$0] }
    sex = columns[.sex]
    fields = table.fields.compactMap { field in
      guard field.column != table.keyColumn, field.column != table.endColumn else { return nil }
      return columns[field.column].map { (field, $0) }
    }
    episode = CareEpisodeColumns(columns)
  }

  /// Takes a row: counts it as used or set aside, or keeps an episode until all are read.
  mutating func take(_ row: CareRow, into builder: inout CareBuilder) {
    if let rule = record(row, &builder) {
      builder.findings.setAside(place, table, rule)
    } else if table != .episodes {
      builder.findings.use(place, table)
    }
  }

  /// Reads a row; the rule that sets it aside, where one does.
  private mutating func record(_ row: CareRow, _ builder: inout CareBuilder) -> CareRule? {
    let at = CareFindings.Place(file: place, row: row.line)
    func refuse(_ rule: CareRule, _ column: CareColumn?) -> CareRule {
      builder.findings.add(rule, at, column)
      return rule
    }
    let identifier = row.text(child)
    guard !identifier.isEmpty else { return refuse(.childMissing, .child) }
    let number = builder.children.index(identifier, authority: row.text(authority))
    if table == .episodes {
      builder.children.addEpisode(number)
    } else {
      builder.children.list(number)
    }
    var start: CalendarDate?
    if let key {
      switch ReturnDate(row.text(key)) {
      case .missing: return refuse(.dateMissing, table.keyColumn)
      case .invalid: return refuse(.dateInvalid, table.keyColumn)
      case .date(let date): start = date
      }
    }
    var ceased: CalendarDate?
    switch ReturnDate(row.text(end)) {
    case .missing: break
    case .invalid:
      // An episode whose end cannot be read may be open or not: neither is safe.
      if table == .episodes { return refuse(.dateInvalid, table.endColumn) }
      builder.findings.add(.dateUnread, at, table.endColumn)
    case .date(let date): ceased = date
    }
    let year = builder.year(file, row.text(yearColumn))
    takeBirth(row, number, year, at, &builder)
    if table == .episodes {
      guard let start else { return refuse(.dateMissing, .start) }
      builder.rows.append(
        episode.episode(row, number, start, ceased, place, year, &builder.findings))
      return nil
    }
    if let start, let ceased, ceased < start { return refuse(.dateReversed, table.endColumn) }
    let detail = table == .socialWorker ? row.text(fields.first?.position) : ""
    let key = Key(child: number, day: start?.daysSince1970 ?? 0, year: year, detail: detail)
    guard seen.insert(key).inserted else { return refuse(.rowDuplicate, nil) }
    if year > 0, let start, start > CareYear.lastDay(of: year) {
      builder.findings.add(.dateFuture, at, table.keyColumn)
    }
    checkFields(row, year, at, &builder.findings)
    takeFacts(row, number, year, at, &builder)
    return nil
  }

  private func takeBirth(
    _ row: CareRow, _ number: Int, _ year: Int, _ at: CareFindings.Place,
    _ builder: inout CareBuilder
  ) {
    switch ReturnDate(row.text(birth)) {
    case .missing: break
    case .invalid: builder.findings.add(.dateUnread, at, .birth)
    case .date(let date):
      let rank = (table == .header ? 10_000 : 0) + year
      if builder.children.setBirth(date, of: number, rank: rank) {
        builder.findings.add(.childBirthConflict, at, .birth)
      }
    }
  }

  /// Takes sex and whether the child is unaccompanied, and holds the row against the episodes.
  private func takeFacts(
    _ row: CareRow, _ number: Int, _ year: Int, _ at: CareFindings.Place,
    _ builder: inout CareBuilder
  ) {
    if let code = CareCode(row.text(sex)), code != .none {
      let rank = (table == .header ? 10_000 : 0) + year
      if builder.children.setSex(code, of: number, rank: rank) {
        builder.findings.add(.childSexConflict, at, .sex)
      }
    }
    let hasEpisodes = builder.children.hasEpisodes(number)
    guard table == .uasc else {
      // Care leavers (OC3) are mostly no longer in any episode of the return.
      if !hasEpisodes, table != .oc3 { builder.findings.add(.childUnlisted, at) }
      return
    }
    let position = fields.first { $0.field.column == .ceasedUnaccompanied }?.position
    let ceased = ReturnDate(row.text(position)).value
    builder.children.setUnaccompanied(number, ceased: ceased)
    let birth = builder.children.children[number].birth
    let isWithinChildhood =
      ceased.flatMap { ceased in
        birth.map { ceased >= $0 && ceased <= CareSpells.birthday(18, of: $0) }
      } ?? true
    if !hasEpisodes || !isWithinChildhood {
      builder.findings.add(.uascMismatch, at, isWithinChildhood ? nil : .ceasedUnaccompanied)
    }
  }

  private func checkFields(
    _ row: CareRow, _ year: Int, _ at: CareFindings.Place, _ findings: inout CareFindings
  ) {
    for (field, position) in fields {
      let text = row.text(position)
      guard !text.isEmpty else {
        if field.isRequired { findings.add(.codeMissing, at, field.column) }
        continue
      }
      switch field.kind {
      case .text: break
      case .date:
        if ReturnDate(text).value == nil { findings.add(.dateUnread, at, field.column) }
      case .number(let range):
        if !(Int(text).map(range.contains) ?? false) {
          findings.add(.numberInvalid, at, field.column)
        }
      case .code(let set):
        switch CareCode(text).map({ set.verdict($0, year: year) }) ?? .unknown {
        case .valid: break
        case .unknown: findings.add(.codeUnknown, at, field.column)
        case .otherYear: findings.add(.codeYear, at, field.column)
        }
      }
    }
  }
}
