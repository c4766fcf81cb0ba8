/// Text of a page, with everything that comes from a file escaped.
struct Markup {
  private(set) var text = ""

  static func escaped(_ text: String) -> String {
    var result = ""
    result.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      default:
        result.unicodeScalars.append(scalar.value < 0x20 && scalar != "\n" ? " " : scalar)
      }
    }
    return result
  }

  /// Appends markup as it is.
  mutating func raw(_ markup: String) { text += markup }

  /// Appends an element with escaped text in it.
  mutating func element(_ name: String, _ content: String, attributes: String = "") {
    text +=
      "<\(name)\(attributes.isEmpty ? "" : " " + attributes)>\(Self.escaped(content))</\(name)>\n"
  }

  /// A paragraph.
  mutating func paragraph(_ content: String, class name: String = "") {
    element("p", content, attributes: name.isEmpty ? "" : "class=\"\(name)\"")
  }

  /// A list of sentences.
  mutating func list(_ items: [String]) {
    guard !items.isEmpty else { return }
    text += "<ul>"
    for item in items { text += "<li>\(Self.escaped(item))</li>" }
    text += "</ul>\n"
  }
}

/// One cell of a table.
enum Cell {
  /// Words, with the places in the run's folder that they come from, if any.
  case words(String, from: [String] = [])
  /// A figure, with the places in the run's folder that it comes from.
  case figure(String, [String])

  /// The cell; words in a column of figures stand where figures stand.
  func markup(inFigureColumn: Bool) -> String {
    switch self {
    case .words(let text, let references):
      "<td\(inFigureColumn ? " class=\"n\"" : "")\(Self.mark(references))>\(Markup.escaped(text))</td>"
    case .figure(let text, let references):
      "<td class=\"n\"\(Self.mark(references))>\(Markup.escaped(text))</td>"
    }
  }

  private static func mark(_ references: [String]) -> String {
    references.isEmpty
      ? "" : " data-ref=\"\(Markup.escaped(references.joined(separator: " ")))\""
  }
}

/// A table with a caption, a header row and a header column.
struct ReportTable {
  var id: String
  var caption: String
  var header: [String]
  /// The first columns, which hold words; the others hold figures.
  var wordColumns = 1
  var rows: [(head: String, cells: [Cell], isTotal: Bool)] = []

  mutating func append(_ head: String, _ cells: [Cell], isTotal: Bool = false) {
    rows.append((head, cells, isTotal))
  }

  /// The table in a region that can be scrolled by keyboard where it is wider than the screen.
  var markup: String {
    var text =
      "<div class=\"scroll\(rows.count > 20 ? " long" : "")\" role=\"region\" tabindex=\"0\" aria-labelledby=\"\(id)-c\">"
      + "<table id=\"\(id)\"><caption><span id=\"\(id)-c\">\(Markup.escaped(caption))</span></caption><thead><tr>"
    for (index, name) in header.enumerated() {
      text += "<th scope=\"col\"\(index >= wordColumns ? " class=\"n\"" : "")>"
      text += "\(Markup.escaped(name))</th>"
    }
    text += "</tr></thead><tbody>"
    for row in rows {
      text += row.isTotal ? "<tr class=\"total\">" : "<tr>"
      text += "<th scope=\"row\">\(Markup.escaped(row.head))</th>"
      for (index, cell) in row.cells.enumerated() {
        text += cell.markup(inFigureColumn: index + 1 >= wordColumns)
      }
      text += "</tr>"
    }
    return text + "</tbody></table></div>\n"
  }
}
