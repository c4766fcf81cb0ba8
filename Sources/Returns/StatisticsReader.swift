import DelimitedText

/// Gathers the rows of the tables of one folder.
struct StatisticsReader {
  private struct Place {
    var file: Int
    var line: Int
  }
  private var files: [String] = []
  private var rows: [Observation] = []
  private var places: [Place] = []
  private var areas: [String: Area] = [:]
  private var sources: [String: StatisticsSource] = [:]

  mutating func readSources(bytes: [UInt8], file: String) throws(StatisticsError) {
    do {
      let table = try DelimitedTable(bytes: bytes, file: file)
      let columns = try requiredPositions(StatisticsFolder.sourcesHeader, of: table)
      for row in 0..<table.rowCount {
        let text = columns.map { table.text(row: row, column: $0) }
        let source = StatisticsSource(
          id: text[0], publisher: text[1], edition: text[2], table: text[3], licence: text[4],
          address: text[5])
        if let known = sources[source.id], known != source {
          throw StatisticsError(
            fault: .conflictingSource(source.id), file: file, line: table.line(ofRow: row),
            column: table.characterColumn(row: row, column: columns[0]))
        }
        sources[source.id] = source
      }
    } catch let error as DelimitedTextError {
      throw StatisticsError(error)
    } catch let error as StatisticsError {
      throw error
    } catch {
      throw StatisticsError(fault: .unreadable(reason: "\(error)"), file: file)
    }
  }

  private func requiredPositions(
    _ names: [String], of table: DelimitedTable
  ) throws(DelimitedTextError) -> [Int] {
    var positions: [Int] = []
    for name in names { positions.append(try table.requiredPosition(of: name)) }
    return positions
  }

  mutating func readTable(bytes: [UInt8], file: String) throws(StatisticsError) {
    let table: DelimitedTable
    let columns: [Int]
    do {
      table = try DelimitedTable(bytes: bytes, file: file)
      columns = try requiredPositions(StatisticsFolder.header, of: table)
    } catch {
      throw StatisticsError(error)
    }
    files.append(file)
    rows.reserveCapacity(rows.count + table.rowCount)
    var reader = LayoutRowReader(table: table, columns: columns)
    for row in 0..<table.rowCount {
      let (observation, area) = try reader.read(row: row)
      if let known = areas[area.code] {
        if known.level != area.level {
          throw reader.error(
            .conflictingLevel(
              area: area.code, first: known.level.rawValue, second: area.level.rawValue),
            row: row, field: 2)
        }
      } else {
        areas[area.code] = area
      }
      rows.append(observation)
      places.append(Place(file: files.count - 1, line: table.line(ofRow: row)))
    }
  }

  /// The rows in canonical order, repeated figures once.
  func finish() throws(StatisticsError) -> Observations {
    let order = CanonicalOrder.order(of: rows)
    var sorted: [Observation] = []
    sorted.reserveCapacity(rows.count)
    var previous: Int?
    for index in order {
      let row = rows[index]
      if let previous, row.hasSameKey(as: rows[previous]) {
        guard row.hasSameFigure(as: rows[previous]) else {
          let place = places[index]
          let other = places[previous]
          throw StatisticsError(
            fault: .duplicate(
              key: row.keyDescription, first: row.figureText,
              otherPlace: "\(files[other.file]):\(other.line) (\(rows[previous].figureText))"),
            file: files[place.file], line: place.line)
        }
        continue
      }
      if sources[row.sourceID] == nil {
        let place = places[index]
        throw StatisticsError(
          fault: .unknownSource(row.sourceID), file: files[place.file], line: place.line)
      }
      sorted.append(row)
      previous = index
    }
    return Observations(
      areas: areas.values.sorted { $0.code < $1.code }, rows: sorted,
      sources: sources.values.sorted { $0.id < $1.id })
  }
}

/// Reads rows of one table of the layout, using again the text of the row before where the bytes
/// are the same.
private struct LayoutRowReader {
  let table: DelimitedTable
  let columns: [Int]
  private var texts: [String]
  private var lastRow: Int?
  private var lastPeriod: (calendar: StatisticsCalendar, text: String, year: Int)?

  init(table: DelimitedTable, columns: [Int]) {
    self.table = table
    self.columns = columns
    texts = columns.map { _ in "" }
  }

  func error(_ fault: StatisticsError.Fault, row: Int, field: Int) -> StatisticsError {
    StatisticsError(
      fault: fault, file: table.file, line: table.line(ofRow: row),
      column: table.characterColumn(row: row, column: columns[field]))
  }

  mutating func read(row: Int) throws(StatisticsError) -> (Observation, Area) {
    for field in 0..<columns.count where field != 8 {
      if let lastRow, table.isSame(row: row, as: lastRow, column: columns[field]) { continue }
      texts[field] = table.text(row: row, column: columns[field])
    }
    lastRow = row
    for field in [0, 1, 3, 6, 7, 9, 11] where texts[field].isEmpty {
      throw error(.emptyField(StatisticsFolder.header[field]), row: row, field: field)
    }
    guard let level = Area.Level(rawValue: texts[2]) else {
      throw error(.unknownLevel(texts[2]), row: row, field: 2)
    }
    guard let calendar = StatisticsCalendar(rawValue: texts[4]) else {
      throw error(.unknownCalendar(texts[4]), row: row, field: 4)
    }
    let year = try readYear(calendar, row: row)
    let valueText = table.text(row: row, column: columns[8])
    var symbol: PublishedSymbol?
    if !texts[10].isEmpty {
      guard let known = PublishedSymbol(rawValue: texts[10]) else {
        throw error(.unknownSymbol(texts[10]), row: row, field: 10)
      }
      symbol = known
    }
    var value: Double?
    if valueText.isEmpty {
      if symbol == nil { throw error(.neitherValueNorSymbol, row: row, field: 8) }
    } else {
      if symbol != nil { throw error(.valueAndSymbol, row: row, field: 10) }
      guard let number = table.number(row: row, column: columns[8]) else {
        throw error(.badNumber(valueText), row: row, field: 8)
      }
      if number < 0, CountUnits.contains(texts[9]) {
        throw error(.negativeCount(valueText, unit: texts[9]), row: row, field: 8)
      }
      value = number
    }
    let observation = Observation(
      area: texts[0], measure: texts[3], calendar: calendar, year: year, split: texts[6],
      category: texts[7], value: value, symbol: symbol, unit: texts[9], sourceID: texts[11],
      seriesBreak: texts[12].isEmpty ? nil : texts[12])
    return (observation, Area(code: texts[0], name: texts[1], level: level))
  }

  private mutating func readYear(
    _ calendar: StatisticsCalendar, row: Int
  ) throws(StatisticsError) -> Int {
    if let lastPeriod, lastPeriod.calendar == calendar, lastPeriod.text == texts[5] {
      return lastPeriod.year
    }
    guard let year = calendar.year(label: texts[5]) else {
      throw error(.badPeriod(texts[5], calendar: calendar), row: row, field: 5)
    }
    lastPeriod = (calendar, texts[5], year)
    return year
  }
}

/// Units of things that are counted and cannot be fewer than none.
enum CountUnits {
  private static let units: Set<String> = [
    "plans", "children", "people", "requests", "assessments", "placements", "places", "users",
    "births", "pupils",
  ]
  static func contains(_ unit: String) -> Bool { units.contains(unit) }
}
