import Periods
import ScenarioLanguage

extension LanguageServer {
  mutating func inlayHints(_ path: String, in range: Range<Int>) -> JSON {
    guard let document = workspace.document(path), let index = workspace.index(path) else {
      return []
    }
    let model = workspace.model(path)
    var hints: [JSON] = []
    for line in index.lines
    where line.range.upperBound >= range.lowerBound && line.range.lowerBound <= range.upperBound {
      for (offset, text) in Self.dates(line) + (model.map { values(line, index, $0) } ?? []) {
        hints.append([
          "position": json(offset, document), "label": .string(text), "paddingLeft": true,
        ])
      }
    }
    return .array(hints)
  }

  // MARK: Dates

  /// The real days of periods that are written as years or months.
  private static func dates(_ line: IndexedLine) -> [(Int, String)] {
    let texts = line.lexemes.map(\.text)
    guard let last = line.lexemes.last else { return [] }
    let rest = Array(texts.dropFirst())
    switch line.first {
    case "from":
      return period(rest).map { [(last.range.upperBound, day($0.first.firstDay))] } ?? []
    case "until":
      return period(rest).map { [(last.range.upperBound, day($0.last.lastDay))] } ?? []
    case "full" where rest.starts(with: ["effect", "by", "start", "of"]):
      return period(Array(rest.dropFirst(4))).map {
        [(line.lexemes[$0.count + 4].range.upperBound, day($0.first.firstDay))]
      } ?? []
    case "full" where rest.starts(with: ["effect", "by", "end", "of"]):
      return period(Array(rest.dropFirst(4))).map {
        [(line.lexemes[$0.count + 4].range.upperBound, day($0.last.lastDay))]
      } ?? []
    case "in":
      return period(rest).flatMap {
        guard rest.count > $0.count, rest[$0.count] == ":" else { return nil }
        return [
          (
            line.lexemes[$0.count].range.upperBound,
            "\(day($0.first.firstDay)) to \(day($0.last.lastDay))"
          )
        ]
      } ?? []
    default: return []
    }
  }

  private static func day(_ date: CalendarDate) -> String {
    let parts = date.components
    return "\(parts.day) \(Month.names[parts.month - 1]) \(parts.year)"
  }

  /// The first and last month of a period at the start of some words, with how many it takes.
  private static func period(_ words: [String]) -> (first: Month, last: Month, count: Int)? {
    guard let first = words.first else { return nil }
    if words.starts(with: ["academic", "year"]), words.count > 2,
      let year = FinancialYear(label: words[2]), known(year.startYear)
    {
      let academic = AcademicYear(startYear: year.startYear)
      return (academic.firstMonth, academic.lastMonth, 3)
    }
    if let year = FinancialYear(label: first), known(year.startYear) {
      return (year.firstMonth, year.lastMonth, 1)
    }
    if let month = Month.names.firstIndex(of: first), words.count > 1, let year = Int(words[1]),
      known(year)
    {
      let found = Month(year: year, monthOfYear: month + 1)
      return (found, found, 2)
    }
    return nil
  }

  private static func known(_ year: Int) -> Bool { (1900...2200).contains(year) }

  // MARK: Values

  /// Values of names, shapes of ranges, and what the model makes of delays and overrides.
  private func values(
    _ line: IndexedLine, _ index: FileIndex, _ model: ScenarioModel
  ) -> [(Int, String)] {
    guard let block = line.block, let last = line.lexemes.last else { return [] }
    let name = index.blocks[block].name?.text ?? ""
    let words = ValueWords(model: model)
    var hints: [(Int, String)] = []
    switch (index.blocks[block].word, line.first) {
    case ("assumption", _):
      if let value = Self.value(of: line, in: name, model), let shape = words.shape(value) {
        hints.append((last.range.upperBound, shape))
      }
    case ("lever", "lag"), ("contract", "lag"):
      let start =
        model.levers.first { $0.name == name }.map { $0.from.advanced(by: $0.lagMonths) }
        ?? model.contracts.first { $0.name == name }.map { $0.from.advanced(by: $0.lagMonths) }
      if let start { hints.append((last.range.upperBound, "first effect \(start)")) }
    case ("lever", "over"):
      if let lever = model.levers.first(where: { $0.name == name }) {
        let full = lever.from.advanced(by: lever.lagMonths + lever.rampMonths)
        hints.append((last.range.upperBound, "whole from \(full)"))
      }
    case ("lever", "delivers"):
      if let shape = model.levers.first(where: { $0.name == name })?.delivers.flatMap(words.shape) {
        hints.append((last.range.upperBound, shape))
      }
    case ("contract", "filled"):
      if let shape = model.contracts.first(where: { $0.name == name })?.filledTo
        .flatMap(words.shape)
      {
        hints.append((last.range.upperBound, shape))
      }
    case ("scenario", "use"):
      if let hint = Self.delayed(line, model) { hints.append((last.range.upperBound, hint)) }
    case ("override", "override"):
      if let value = Self.inherited(name, model) {
        hints.append((last.range.upperBound, "was \(words.value(value))"))
      }
    default: break
    }
    return hints + names(line, model, words)
  }

  /// What a name in a value stands for.
  private func names(
    _ line: IndexedLine, _ model: ScenarioModel, _ words: ValueWords
  ) -> [(Int, String)] {
    guard line.first != "override", line.first != "figure", line.first != "forecast" else {
      return []
    }
    return zip(line.lexemes, line.roles).compactMap { lexeme, role in
      guard case .name(let kinds) = role, kinds == [.assumption],
        let text = Self.summary(lexeme.text, model, words)
      else { return nil }
      return (lexeme.range.upperBound, text)
    }
  }

  private static func summary(
    _ name: String, _ model: ScenarioModel, _ words: ValueWords
  ) -> String? {
    let parts = name.split(separator: ".").map(String.init)
    guard let first = parts.first, let found = model.assumptions.first(where: { $0.name == first })
    else { return nil }
    switch found.body {
    case .single(let value): return words.value(value)
    case .byItem(_, let values):
      if parts.count == 2 {
        return values.first { $0.item == parts[1] }.map { words.value($0.value) }
      }
      let middles = values.map(\.value.quantity)
      guard let low = middles.min(by: { $0.value < $1.value }),
        let high = middles.max(by: { $0.value < $1.value })
      else { return nil }
      return low.value == high.value
        ? words.quantity(high)
        : "\(words.number(low.value, low)) to \(words.quantity(high))"
    case .byPeriod(let dated, let onwards):
      guard let value = dated.first?.value ?? onwards else { return nil }
      let from = dated.first.map { "\(period($0.period)): " } ?? ""
      let isOne = dated.count + (onwards == nil ? 0 : 1) == 1
      return from + words.value(value) + (isOne ? "" : ", then others")
    }
  }

  private static func period(_ period: PeriodSpec) -> String {
    switch period {
    case .financialYear(let year): year.label
    case .academicYear(let year): "academic year \(year.label)"
    case .month(let month): "\(month)"
    }
  }

  /// The value that a line of an assumption gives.
  private static func value(
    of line: IndexedLine, in name: String, _ model: ScenarioModel
  ) -> ValueSpec? {
    guard let assumption = model.assumptions.first(where: { $0.name == name }) else { return nil }
    switch (assumption.body, line.first) {
    case (.single(let value), "assumption"): return value
    case (.byItem(_, let values), "when"):
      guard line.lexemes.count > 1 else { return nil }
      return values.first { $0.item == line.lexemes[1].text }?.value
    case (.byPeriod(let dated, _), "in"):
      guard let found = period(line.lexemes.dropFirst().map(\.text)) else { return nil }
      return dated.first {
        $0.period.firstMonth == found.first && $0.period.lastMonth == found.last
      }?.value
    case (.byPeriod(_, let onwards), "onwards"): return onwards
    default: return nil
    }
  }

  /// When a delayed lever or contract starts.
  private static func delayed(_ line: IndexedLine, _ model: ScenarioModel) -> String? {
    let texts = line.lexemes.map(\.text)
    guard texts.count >= 6, texts[4] == "delayed", let count = Int(texts[5]), count < 1200 else {
      return nil
    }
    let months = texts.count > 6 && texts[6].hasPrefix("year") ? count * 12 : count
    let start =
      texts[1] == "lever"
      ? model.levers.first { $0.name == texts[2] }?.from
      : texts[1] == "contract" ? model.contracts.first { $0.name == texts[2] }?.from : nil
    return start.map { "from \($0.advanced(by: months))" }
  }

  private static func inherited(_ name: String, _ model: ScenarioModel) -> ValueSpec? {
    let parts = name.split(separator: ".").map(String.init)
    guard let first = parts.first, let found = model.assumptions.first(where: { $0.name == first })
    else { return nil }
    switch found.body {
    case .single(let value): return value
    case .byItem(_, let values):
      return parts.count == 2 ? values.first { $0.item == parts[1] }?.value : nil
    case .byPeriod(let dated, let onwards): return dated.first?.value ?? onwards
    }
  }
}
