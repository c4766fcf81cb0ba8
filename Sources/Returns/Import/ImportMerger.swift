/// Resolves areas, compares editions and looks for what is suppressed, missing or inconsistent.
struct ImportMerger {
  private var rows: [Observation] = []
  private var tables: [Int] = []
  private var collector: ImportCollector
  private var report: ImportReport
  private var areas: [String: Area]
  private var sources: [String: StatisticsSource] = [:]

  init(collector: ImportCollector) {
    self.collector = collector
    report = collector.report
    areas = collector.register.areas
    if areas[PublishedArea.england] == nil {
      areas[PublishedArea.england] = Area(
        code: PublishedArea.england, name: "England", level: .national)
    }
    var unresolved: [String: Int] = [:]
    let codes = collector.areas.map { collector.register.code(of: $0) }
    rows.reserveCapacity(collector.entries.count)
    for entry in collector.entries {
      guard let code = codes[entry.area] else {
        let area = collector.areas[entry.area]
        unresolved[area.name.isEmpty ? area.oldCode : area.name, default: 0] += 1
        continue
      }
      if areas[code] == nil {
        let area = collector.areas[entry.area]
        areas[code] = Area(
          code: code, name: area.name.isEmpty ? code : area.name, level: area.level)
      }
      var row = entry.observation
      row.area = code
      rows.append(row)
      tables.append(entry.table)
    }
    for (name, count) in unresolved.sorted(by: { $0.key < $1.key }) {
      report.findings.append(
        ImportReport.Finding(
          kind: .rowsLeftOut, count: count,
          text: "\(count) figures of \(name) left out: no file here gives its ONS code"))
    }
  }

  /// Takes in tables that are in the statistics layout already.
  mutating func merge(_ layouts: [Observations]) {
    for observations in layouts {
      for area in observations.areas where areas[area.code] == nil { areas[area.code] = area }
      var numbers: [String: Int] = [:]
      for row in observations.rows {
        let number: Int
        if let known = numbers[row.sourceID] {
          number = known
        } else {
          let source =
            observations.sources.first { $0.id == row.sourceID }
            ?? StatisticsSource(
              id: row.sourceID, publisher: "", edition: "", table: "", licence: "", address: "")
          number = collector.add(
            ImportCollector.TableOfEdition(
              source: source, precedence: 2, edition: 0, file: "statistics layout"))
          numbers[row.sourceID] = number
        }
        rows.append(row)
        tables.append(number)
      }
    }
  }

  mutating func finish() -> (observations: Observations, report: ImportReport) {
    var kept = keepOneOfEach()
    kept = CanonicalOrder.sorted(kept + AgeBands.rows(summedFrom: kept))
    SeriesBreak.mark(&kept)
    for row in kept {
      sources[row.sourceID] = collector.tables.first { $0.source.id == row.sourceID }?.source
    }
    let used = Set(kept.map(\.area))
    let observations = Observations(
      areas: areas.values.filter { used.contains($0.code) }.sorted { $0.code < $1.code },
      rows: kept, sources: sources.values.sorted { $0.id < $1.id })
    report.findings += ImportChecks.findings(observations)
    report.files.sort { $0.path < $1.path }
    let kinds = ImportReport.Kind.allCases
    report.findings.sort { left, right in
      let order = (kinds.firstIndex(of: left.kind) ?? 0, kinds.firstIndex(of: right.kind) ?? 0)
      if order.0 != order.1 { return order.0 < order.1 }
      return (left.measure, left.area, left.period, left.split, left.category, left.text)
        < (right.measure, right.area, right.period, right.split, right.category, right.text)
    }
    return (observations, report)
  }

  /// Of several tables with one figure, keeps that of the first publication's latest edition; a
  /// value is kept before a symbol.
  private mutating func keepOneOfEach() -> [Observation] {
    let order = CanonicalOrder.order(of: rows)
    var kept: [Observation] = []
    kept.reserveCapacity(rows.count)
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, rows[order[end]].hasSameKey(as: rows[order[start]]) { end += 1 }
      let group = order[start..<end].sorted { outranks($0, $1) }
      let best = group[0]
      kept.append(rows[best])
      for other in group.dropFirst() where !rows[other].hasSameFigure(as: rows[best]) {
        compare(other, with: best)
      }
      start = end
    }
    return kept
  }

  private func outranks(_ left: Int, _ right: Int) -> Bool {
    let (leftRow, rightRow) = (rows[left], rows[right])
    if (leftRow.value == nil) != (rightRow.value == nil) { return leftRow.value != nil }
    let (leftTable, rightTable) = (collector.tables[tables[left]], collector.tables[tables[right]])
    if leftTable.precedence != rightTable.precedence {
      return leftTable.precedence > rightTable.precedence
    }
    if leftTable.source.edition != rightTable.source.edition {
      if leftTable.edition != rightTable.edition { return leftTable.edition > rightTable.edition }
      return leftTable.source.id > rightTable.source.id
    }
    return (leftTable.source.id, leftTable.file, left)
      < (rightTable.source.id, rightTable.file, right)
  }

  private mutating func compare(_ other: Int, with best: Int) {
    let (old, new) = (rows[other], rows[best])
    guard let oldValue = old.value, let newValue = new.value else { return }
    let (oldTable, newTable) = (collector.tables[tables[other]], collector.tables[tables[best]])
    let isRevision =
      oldTable.source.table == newTable.source.table && oldTable.edition != newTable.edition
    report.findings.append(
      ImportReport.Finding(
        kind: isRevision ? .revision : .differentTables, file: oldTable.file, area: new.area,
        measure: new.measure, period: new.period, split: new.split, category: new.category,
        first: oldValue, second: newValue,
        text: "\(areas[new.area]?.name ?? new.area), \(new.keyDescription): "
          + "\(DelimitedNumber.text(oldValue)) in \(oldTable.source.id), "
          + "\(DelimitedNumber.text(newValue)) in \(newTable.source.id), which is kept"))
  }
}
