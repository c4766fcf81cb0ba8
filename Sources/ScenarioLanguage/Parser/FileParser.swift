/// Reads a file: text to tree, and tree to declarations. Never stops at an error.
struct FileParser {
  let source: SourceText
  let bag: DiagnosticBag
  var file = FileSyntax()
  private var sawDeclaration = false

  init(source: SourceText, bag: DiagnosticBag) {
    self.source = source
    self.bag = bag
  }

  static func parse(_ source: SourceText, bag: DiagnosticBag) -> (FileSyntax, SyntaxTree) {
    let tokens = Lexer.tokens(of: source)
    var structure = StructureParser(source: source, tokens: tokens, bag: bag)
    var parser = FileParser(source: source, bag: bag)
    guard parser.isWithinBounds() else {
      let root = SyntaxNode(kind: .file, elements: tokens.map { .token($0) })
      return (parser.file, SyntaxTree(source: source, root: root))
    }
    parser.reportTokens(tokens)
    let (items, tree) = structure.parse()
    for item in items { parser.read(item) }
    parser.checkTop()
    return (parser.file, tree)
  }

  private func isWithinBounds() -> Bool {
    let start = source.span(0..<0)
    if source.bytes.count > Bounds.fileBytes {
      bag.add(.e902, start, "This file is over 256 KiB. Split it with `import`.")
      return false
    }
    if source.lineCount > Bounds.lines + 1 {
      bag.add(.e902, start, "This file has over 5,000 lines. Split it with `import`.")
      return false
    }
    for line in 1...source.lineCount
    where source.range(ofLine: line).count > Bounds.lineCharacters
      && source.line(line).count > Bounds.lineCharacters
    {
      let offset = source.start(ofLine: line)
      bag.add(
        .e902, source.span(offset..<offset),
        "This line has over 400 characters. One clause per line; the rest may go on the next.")
      return false
    }
    return true
  }

  private func reportTokens(_ tokens: [Token]) {
    for token in tokens where [.curlyText, .hidden, .text, .comment, .unknown].contains(token.kind)
    {
      let span = source.span(token.range)
      let raw = source.slice(token.range)
      switch token.kind {
      case .curlyText:
        let plain = raw.filter { $0 != "“" && $0 != "”" }
        bag.add(
          .e001, span, "These are curly quotes, which Word puts in.",
          fixes: [
            .init(
              kind: .safe, title: "change to straight quotes",
              edits: [
                .init(
                  file: source.path, start: span.start, end: span.end, replacement: "\"\(plain)\"")
              ])
          ])
      case .hidden: reportHidden(span)
      case .text, .comment:
        if let scalar = raw.unicodeScalars.first(where: { isHidden($0) }) {
          let before = raw.unicodeScalars.prefix { $0 != scalar }
          let start = token.range.lowerBound + String(String.UnicodeScalarView(before)).utf8.count
          reportHidden(source.span(start..<start + String(Character(scalar)).utf8.count))
        }
      case .unknown:
        bag.add(
          .e005, span, "No clause uses the character `\(raw)`.",
          fixes: [
            .init(
              kind: .choose, title: "delete it",
              edits: [
                .init(file: source.path, start: span.start, end: span.end, replacement: "")
              ])
          ])
      default: break
      }
    }
  }

  private func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2069, 0xFEFF, 0xAD, 0x61C: true
    default: false
    }
  }

  private func reportHidden(_ span: SourceSpan) {
    bag.add(
      .e004, span,
      "There is a character here that can't be seen, so the text could say something other than "
        + "what a reader sees.",
      fixes: [
        .init(
          kind: .safe, title: "delete it",
          edits: [.init(file: source.path, start: span.start, end: span.end, replacement: "")])
      ])
  }

  private func checkTop() {
    let top = source.span(0..<0)
    if file.edition == nil, !bag.all.contains(where: { $0.code == .e111 }) {
      bag.add(
        .e108, top, "The first line must say which edition the file is written in.",
        fixes: [.insert(.fill, "edition 2026\n", at: 0, in: source.path)])
    }
    if file.title == nil {
      bag.add(
        .e108, file.edition?.span ?? top,
        "The file has no title, so its tables would have no heading. Add `title \"…\"` as the "
          + "second line.")
    }
  }

  private mutating func read(_ item: RawItem) {
    switch item {
    case .line(let line):
      var cursor = Cursor(source: source, line: line)
      do throws(Diagnostic) {
        try readLine(&cursor)
        if !cursor.atEnd { throw cursor.unexpected("the end of the line") }
      } catch {
        bag.add(error)
      }
    case .block(let block):
      sawDeclaration = true
      do throws(Diagnostic) { try readBlock(block) } catch { bag.add(error) }
    }
  }

  private mutating func readLine(_ cursor: inout Cursor) throws(Diagnostic) {
    let word = cursor.text()
    let head = cursor.span
    cursor.index += 1
    if ["edition", "title", "import"].contains(word), sawDeclaration {
      bag.add(.e108, head, "`\(word)` must come before every declaration. Move it to the top.")
    }
    switch word {
    case "edition": try readEdition(&cursor, head)
    case "title":
      if file.title != nil { throw Diagnostic(.e105, head, "The file already has a title.") }
      file.title = try cursor.string("the title in quotes")
    case "import": file.imports.append(try cursor.string("the file in quotes"))
    case "category":
      sawDeclaration = true
      let name = try cursor.plainName("the category's name")
      try cursor.expect("is")
      let items = try cursor.names("an item")
      file.categories.append(CategorySyntax(name: name, items: items))
    case "census":
      sawDeclaration = true
      try readCensus(&cursor)
    case "fund":
      sawDeclaration = true
      let name = try cursor.plainName("the fund's name")
      try cursor.expect("is")
      let label = try cursor.string("the fund's label in quotes")
      var ringfenced = false
      if cursor.current?.kind == .comma {
        cursor.index += 1
        try cursor.expect("ringfenced")
        ringfenced = true
      }
      file.funds.append(FundSyntax(name: name, label: label.value, ringfenced: ringfenced))
    case "unit":
      sawDeclaration = true
      let singular = try cursor.plainName("the noun")
      try cursor.comma()
      try cursor.expect("plural")
      file.units.append(
        UnitSyntax(singular: singular, plural: try cursor.plainName("the plural")))
    case "covariate":
      sawDeclaration = true
      let name = try cursor.plainName("the covariate's name")
      try cursor.expect("is")
      file.covariates.append(
        CovariateSyntax(name: name, path: try cursor.string("a table in quotes")))
    case "figure":
      sawDeclaration = true
      let name = try cursor.plainName("the figure's name")
      try cursor.expect("in")
      let unit = try cursor.unit()
      try cursor.expect("is")
      file.figures.append(
        FigureSyntax(
          name: name, unit: unit, expression: try cursor.expression(), headSpan: head))
    default: throw unknownLine(word, head)
    }
  }

  private func unknownLine(_ word: String, _ head: SourceSpan) -> Diagnostic {
    if let owner = Vocabulary.clauses.keys.sorted().first(where: {
      Vocabulary.clauses[$0]?.contains(word) == true
    }) {
      return Diagnostic(
        .e104, head,
        "`\(word)` is a clause of a block such as `\(owner)`, and no block is open here.")
    }
    let words = Vocabulary.lines.union(Vocabulary.blocks)
    return Diagnostic(
      .e101, head, "No declaration starts with `\(cursorText(head))`.",
      fixes: nearest(word, in: words).map { [.replace(.choose, head, with: $0)] } ?? [])
  }

  private func cursorText(_ span: SourceSpan) -> String { source.slice(span.start..<span.end) }

  private mutating func readEdition(_ cursor: inout Cursor, _ head: SourceSpan) throws(Diagnostic) {
    if file.edition != nil { throw Diagnostic(.e105, head, "The file already has an edition.") }
    if file.title != nil || !file.imports.isEmpty {
      bag.add(.e108, head, "`edition` must be the first line.")
    }
    let year = try cursor.integer("the edition's year")
    guard year.value == 2026 else {
      let reason =
        year.value > 2026
        ? "This file is written in edition \(year.value), which is newer than this tool. I would "
          + "misread it. Use a newer tool."
        : "There is no edition \(year.value); the first is 2026."
      throw Diagnostic(
        .e111, year.span, reason, fixes: [.replace(.choose, year.span, with: "2026")])
    }
    file.edition = year
  }

  private mutating func readCensus(_ cursor: inout Cursor) throws(Diagnostic) {
    let name = try cursor.plainName("the census's name")
    try cursor.expect("each")
    var day: Spanned<Int>?
    if cursor.current?.kind == .number { day = try cursor.integer("a day of the month") }
    let span = cursor.span
    let monthName = cursor.text()
    let months = [
      "January", "February", "March", "April", "May", "June", "July", "August", "September",
      "October", "November", "December",
    ]
    guard let month = months.firstIndex(of: monthName) else {
      throw cursor.unexpected("a month such as `January`")
    }
    cursor.index += 1
    let longest = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month]
    if let day, !(1...longest).contains(day.value) {
      throw Diagnostic(
        .e408, day.span.through(span), "There is no \(day.value) \(monthName) in every year.",
        fixes: [.replace(.choose, day.span.through(span), with: "\(longest) \(monthName)")])
    }
    file.censuses.append(CensusSyntax(name: name, month: month + 1, day: day?.value))
  }
}
