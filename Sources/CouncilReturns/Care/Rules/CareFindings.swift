/// Collects what the rules find and what becomes of every row.
struct CareFindings {
  /// A row of a file: the file's place among those read, and the line.
  struct Place: Hashable {
    let file: Int
    let row: Int?
  }

  private struct Entry {
    let place: Place
    let column: CareColumn?
    let rule: CareRule
  }

  private struct Tally {
    let file: Int
    let table: CareTable
    var rows = 0
    var used = 0
    var setAside: [CareRule: Int] = [:]
  }

  private var files: [String] = []
  private var entries: [Entry] = []
  private var tallies: [Tally] = []

  init() {}

  /// Takes up a file and gives its place.
  mutating func open(file: String) -> Int {
    files.append(file)
    return files.count - 1
  }

  /// Notes that a rule is broken.
  mutating func add(_ rule: CareRule, _ place: Place, _ column: CareColumn? = nil) {
    entries.append(Entry(place: place, column: column, rule: rule))
  }

  /// Counts a row of a table, the fate of which is told later.
  mutating func countRow(_ file: Int, _ table: CareTable) { tallies[tally(file, table)].rows += 1 }

  /// Counts a row as used.
  mutating func use(_ file: Int, _ table: CareTable) { tallies[tally(file, table)].used += 1 }

  /// Counts a row as set aside.
  mutating func setAside(_ file: Int, _ table: CareTable, _ rule: CareRule) {
    tallies[tally(file, table)].setAside[rule, default: 0] += 1
  }

  /// Makes sure that a table without rows is among the counts.
  mutating func register(_ file: Int, _ table: CareTable) { _ = tally(file, table) }

  private mutating func tally(_ file: Int, _ table: CareTable) -> Int {
    // Rows come file by file, so the last is nearly always the one.
    if let last = tallies.indices.last, tallies[last].file == file, tallies[last].table == table {
      return last
    }
    if let index = tallies.firstIndex(where: { $0.file == file && $0.table == table }) {
      return index
    }
    tallies.append(Tally(file: file, table: table))
    return tallies.count - 1
  }

  /// The report, in the order of files and rows.
  var report: ReturnsReport {
    let texts = Dictionary(uniqueKeysWithValues: CareRule.allCases.map { ($0, $0.text) })
    let sorted = entries.enumerated().sorted { left, right in
      let (a, b) = (left.element.place, right.element.place)
      if a.file != b.file { return files[a.file] < files[b.file] }
      return (a.row ?? 0, left.offset) < (b.row ?? 0, right.offset)
    }
    return ReturnsReport(
      counts: tallies.sorted { files[$0.file] < files[$1.file] }.map { tally in
        ReturnsReport.Count(
          file: files[tally.file], table: tally.table.rawValue, rows: tally.rows, used: tally.used,
          setAside: Dictionary(
            uniqueKeysWithValues: tally.setAside.map { ($0.key.rawValue, $0.value) }))
      },
      findings: sorted.map { _, entry in
        let text = texts[entry.rule] ?? entry.rule.text
        return ReturnsFinding(
          file: files[entry.place.file], row: entry.place.row, column: entry.column?.rawValue,
          rule: entry.rule.rawValue, severity: entry.rule.severity, message: text.message,
          action: text.action)
      })
  }
}
