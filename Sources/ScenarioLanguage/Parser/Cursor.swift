import Foundation
import Periods

/// Reads the tokens of one line from left to right.
struct Cursor {
  let source: SourceText
  let tokens: [Token]
  var index = 0

  init(source: SourceText, line: RawLine, from index: Int = 0) {
    self.source = source
    tokens = line.tokens
    self.index = index
  }

  var current: Token? { index < tokens.count ? tokens[index] : nil }
  var atEnd: Bool { index >= tokens.count }
  func text(at offset: Int = 0) -> String {
    index + offset < tokens.count ? source.slice(tokens[index + offset].range) : ""
  }
  /// The current token, or the last one where the line has ended.
  var span: SourceSpan {
    guard let token = current ?? tokens.last else { return source.span(0..<0) }
    return source.span(token.range)
  }
  func span(from start: Int) -> SourceSpan {
    let first = min(start, max(tokens.count - 1, 0))
    let last = max(first, min(index, tokens.count) - 1)
    guard last < tokens.count else { return source.span(0..<0) }
    return source.span(tokens[first].range.lowerBound..<tokens[last].range.upperBound)
  }

  /// Whether the next words are these; does not move.
  func sees(_ phrase: String) -> Bool {
    words(of: phrase) != nil
  }

  /// How many words the phrase has where they are the next ones.
  private func words(of phrase: String) -> Int? {
    guard phrase.utf8.contains(UInt8(ascii: " ")) else {
      return index < tokens.count && text() == phrase ? 1 : nil
    }
    var offset = 0
    for word in phrase.split(separator: " ") {
      guard index + offset < tokens.count, text(at: offset) == word else { return nil }
      offset += 1
    }
    return offset
  }

  mutating func accept(_ phrase: String) -> Bool {
    guard let count = words(of: phrase) else { return false }
    index += count
    return true
  }

  mutating func expect(_ phrase: String) throws(Diagnostic) {
    if !accept(phrase) { throw unexpected("`\(phrase)`") }
  }

  func unexpected(_ wanted: String) -> Diagnostic {
    if let found = current {
      return Diagnostic(
        .e107, source.span(found.range),
        "I read `\(source.slice(found.range))` where I need \(wanted).")
    }
    return Diagnostic(.e107, span, "The line stops here, and I still need \(wanted).")
  }

  mutating func name(_ what: String) throws(Diagnostic) -> Name {
    guard let token = current, token.kind == .word else { throw unexpected(what) }
    let text = source.slice(token.range)
    let span = source.span(token.range)
    guard
      text.utf8.allSatisfy({ byte in
        byte >= 97 && byte <= 122 || byte >= 48 && byte <= 57 || byte == 45 || byte == 46
      }), text.split(separator: ".", omittingEmptySubsequences: false).count <= 2
    else {
      let lowered = text.lowercased().replacingOccurrences(of: "_", with: "-")
      throw Diagnostic(
        .e112, span, "Names are lower-case words joined by hyphens, so I can't use `\(text)`.",
        fixes: [.replace(.choose, span, with: lowered)])
    }
    index += 1
    return Name(value: text, span: span)
  }

  /// A name without a dot.
  mutating func plainName(_ what: String) throws(Diagnostic) -> Name {
    let name = try name(what)
    if name.value.contains(".") {
      throw Diagnostic(.e112, name.span, "I need \(what) here, without a dot in it.")
    }
    return name
  }

  mutating func names(_ what: String) throws(Diagnostic) -> [Name] {
    var names = [try plainName(what)]
    while current?.kind == .comma {
      index += 1
      names.append(try plainName(what))
    }
    return names
  }

  mutating func string(_ what: String) throws(Diagnostic) -> Name {
    guard let token = current else { throw unexpected(what) }
    let raw = source.slice(token.range)
    let span = source.span(token.range)
    switch token.kind {
    case .text:
      index += 1
      return Name(value: String(raw.dropFirst().dropLast()), span: span)
    case .curlyText:
      index += 1
      return Name(value: raw.filter { $0 != "“" && $0 != "”" }, span: span)
    case .openText:
      throw Diagnostic(
        .e002, span, "This text has no closing quote, so I can't tell where it stops.",
        fixes: [
          .insert(.choose, "\"", at: span.end, in: span.file, title: "close it at the line's end")
        ])
    default: throw unexpected(what)
    }
  }

  mutating func comma() throws(Diagnostic) {
    guard current?.kind == .comma else { throw unexpected("a comma") }
    index += 1
  }

  mutating func colon() throws(Diagnostic) {
    guard current?.kind == .colon else { throw unexpected("a colon") }
    index += 1
  }

  mutating func integer(_ what: String) throws(Diagnostic) -> Spanned<Int> {
    guard let token = current, token.kind == .number else { throw unexpected(what) }
    let span = source.span(token.range)
    let number = try decimal(source.slice(token.range), span)
    guard let whole = Int("\(number)"), whole >= 0 else {
      throw Diagnostic(.e107, span, "I need a whole number here: \(what).")
    }
    index += 1
    return Spanned(value: whole, span: span)
  }
}

extension Cursor {
  /// Reads digits grouped in threes, with an optional decimal point.
  func decimal(_ text: String, _ span: SourceSpan, around: (String, String) = ("", ""))
    throws(Diagnostic) -> Decimal
  {
    let negative = text.hasPrefix("-")
    let body = negative ? String(text.dropFirst()) : text
    let parts = body.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    let groups = parts[0].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    let isPlain = body.utf8.allSatisfy { $0 >= 48 && $0 <= 57 || $0 == 44 || $0 == 46 }
    guard isPlain, parts.count <= 2, !parts[0].isEmpty, body.utf8.count <= 20 else {
      throw Diagnostic(
        .e003, span, "I can't read `\(source.slice(span.start..<span.end))` as a number.")
    }
    let grouped =
      groups.dropFirst().allSatisfy { $0.utf8.count == 3 }
      && (groups.count == 1 || (1...3).contains(groups[0].utf8.count))
      && (parts.count == 1 || !parts[1].contains(","))
    guard grouped else {
      let sign = negative ? "-" : ""
      let digits = parts[0].filter { $0 != "," }
      var candidates = [around.0 + sign + regroup(digits) + around.1]
      if groups.count == 2, parts.count == 1, let last = groups.last {
        let padded = last + String(repeating: "0", count: max(0, 3 - last.count))
        candidates = [
          around.0 + sign + regroup(groups[0] + padded) + around.1,
          around.0 + sign + groups[0] + "." + last + around.1,
        ]
      }
      throw Diagnostic(
        .e003, span,
        "I can't read this amount: after a comma there must be three digits.",
        fixes: candidates.map { .replace(.choose, span, with: $0) })
    }
    let digits = (negative ? "-" : "") + body.filter { $0 != "," }
    guard let value = Decimal(string: digits) else {
      throw Diagnostic(.e003, span, "I can't read `\(text)` as a number.")
    }
    return value
  }

  private func regroup(_ digits: String) -> String {
    var result = ""
    for (offset, digit) in digits.enumerated() {
      if offset > 0, (digits.count - offset).isMultiple(of: 3) { result.append(",") }
      result.append(digit)
    }
    return result
  }

  mutating func percent(_ what: String) throws(Diagnostic) -> Spanned<Decimal> {
    guard let token = current, token.kind == .percent else { throw unexpected(what) }
    let text = source.slice(token.range)
    let span = source.span(token.range)
    let value = try decimal(String(text.dropLast()), span, around: ("", "%"))
    index += 1
    return Spanned(value: value / 100, span: span)
  }

  mutating func financialYear() throws(Diagnostic) -> Spanned<FinancialYear> {
    guard let token = current, token.kind == .yearPair else {
      throw unexpected("a financial year such as `2027/28`")
    }
    let text = source.slice(token.range)
    let span = source.span(token.range)
    guard let year = FinancialYear(label: text), (1900...2200).contains(year.startYear) else {
      var fixes: [Diagnostic.Fix] = []
      if let start = Int(text.prefix(4)), (1900...2200).contains(start) {
        fixes.append(.replace(.choose, span, with: FinancialYear(startYear: start).label))
        if text.utf8.count == 7, let second = Int(text.suffix(2)), second > 0 {
          let other = FinancialYear(startYear: start / 100 * 100 + second - 1).label
          if fixes.first?.edits.first?.replacement != other {
            fixes.append(.replace(.choose, span, with: other))
          }
        }
      }
      throw Diagnostic(
        .e401, span, "A financial year is two years in a row, so `\(text)` is none.", fixes: fixes)
    }
    index += 1
    return Spanned(value: year, span: span)
  }

  var seesMonth: Bool { Month.names.contains(text()) }

  /// `April 2027`.
  mutating func month() throws(Diagnostic) -> Spanned<Month> {
    let start = index
    guard let number = Month.names.firstIndex(of: text()) else {
      if let token = current, token.kind == .word,
        let close = nearest(text().capitalized, in: Month.names)
      {
        let span = source.span(token.range)
        throw Diagnostic(
          .e408, span, "There is no month called `\(text())`.",
          fixes: [.replace(.choose, span, with: close)])
      }
      throw unexpected("a month such as `April 2027`")
    }
    index += 1
    let year = try integer("the year of the month")
    guard (1900...2200).contains(year.value) else {
      throw Diagnostic(.e408, year.span, "I need a year between 1900 and 2200.")
    }
    return Spanned(
      value: Month(year: year.value, monthOfYear: number + 1), span: span(from: start))
  }

  /// `30 April 2026`.
  mutating func date() throws(Diagnostic) -> Spanned<CalendarDate> {
    let start = index
    let day = try integer("a date such as `30 April 2026`")
    let month = try month()
    guard
      let date = CalendarDate(
        year: month.value.year, month: month.value.monthOfYear, day: day.value)
    else {
      let last = month.value.days
      throw Diagnostic(
        .e408, span(from: start),
        "\(month.value) has \(last) days, so there is no \(day.value) \(month.value).",
        fixes: [.replace(.choose, span(from: start), with: "\(last) \(month.value)")])
    }
    return Spanned(value: date, span: span(from: start))
  }

  mutating func period() throws(Diagnostic) -> Spanned<PeriodSpec> {
    let start = index
    if accept("academic year") {
      let year = try financialYear()
      return Spanned(
        value: .academicYear(AcademicYear(startYear: year.value.startYear)), span: span(from: start)
      )
    }
    if current?.kind == .yearPair {
      let year = try financialYear()
      return Spanned(value: .financialYear(year.value), span: year.span)
    }
    let month = try month()
    return Spanned(value: .month(month.value), span: month.span)
  }

  /// `6 months`, `2 years`; weeks are refused because effects build up by the month.
  mutating func duration() throws(Diagnostic) -> Spanned<Int> {
    let start = index
    let count = try integer("a time such as `6 months`")
    guard count.value <= 1200 else {
      throw Diagnostic(.e902, count.span, "A time may be at most 1,200 months.")
    }
    if accept("months") || accept("month") {
      return Spanned(value: count.value, span: span(from: start))
    }
    if accept("years") || accept("year") {
      return Spanned(value: count.value * 12, span: span(from: start))
    }
    if accept("weeks") || accept("week") {
      throw Diagnostic(
        .e107, span(from: start),
        "I work month by month, so I can't count this in weeks. Write it in months.",
        fixes: [.replace(.choose, span(from: start), with: "\(max(1, count.value / 4)) months")])
    }
    throw unexpected("`months` or `years`")
  }
}
