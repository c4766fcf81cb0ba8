/// Where the columns of a table are in the rows of one file.
struct CareColumns {
  /// The number of fields of the header.
  let count: Int

  private let positions: [CareColumn: Int]
  private let isRenamed: Set<CareColumn>
  private let isRepeated: Set<CareColumn>
  private let unknown: Int

  /// Matches names to columns, whatever their order, case and separators.
  init(names: [String]) {
    var positions: [CareColumn: Int] = [:]
    var renamed: Set<CareColumn> = []
    var repeated: Set<CareColumn> = []
    var unknown = 0
    for (index, name) in names.enumerated() {
      guard let column = CareColumn(named: name) else {
        unknown += name.allSatisfy(\.isWhitespace) ? 0 : 1
        continue
      }
      guard positions[column] == nil else {
        repeated.insert(column)
        continue
      }
      positions[column] = index
      if name.uppercased() != column.rawValue { renamed.insert(column) }
    }
    count = names.count
    self.positions = positions
    self.unknown = unknown
    isRenamed = renamed
    isRepeated = repeated
  }

  /// The columns that were found.
  var found: Set<CareColumn> { Set(positions.keys) }

  /// The position of a column; `nil` where the file has none.
  subscript(column: CareColumn) -> Int? { positions[column] }

  /// Columns that late editions of the guide brought, or that many councils leave out.
  private static let optional: Set<CareColumn> = [
    .pupilNumber, .mother, .motherChildBirth, .homePostcode, .placementPostcode, .establishment,
    .changeReason, .provider, .ethnicity, .need,
  ]

  /// Notes what is missing, renamed, repeated or unknown; `false` where the table cannot be used.
  func check(_ table: CareTable, _ file: Int, _ findings: inout CareFindings) -> Bool {
    let place = CareFindings.Place(file: file, row: 1)
    let needed = [.child] + (table.keyColumn.map { [$0] } ?? [])
    let missing = needed.filter { positions[$0] == nil }
    for column in missing { findings.add(.columnMissing, place, column) }
    guard missing.isEmpty else { return false }
    for column in table.columns {
      if positions[column] == nil {
        if !CareColumns.optional.contains(column) { findings.add(.columnAbsent, place, column) }
      } else if isRepeated.contains(column) {
        findings.add(.columnRepeated, place, column)
      } else if isRenamed.contains(column) {
        findings.add(.columnRenamed, place, column)
      }
    }
    if positions[.synthetic] != nil { findings.add(.returnSynthetic, place) }
    let own = Set(table.columns + [.child, .birth, .authority, .year, .synthetic])
    if unknown > 0 || !found.subtracting(own).isEmpty { findings.add(.columnExtra, place) }
    return true
  }
}
