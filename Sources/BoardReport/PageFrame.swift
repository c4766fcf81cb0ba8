import Charts
import Results

/// The page around the sections: head, title, contents, foot.
struct PageFrame {
  var manifest: Manifest
  var audience: Audience
  var disclosure: Disclosure
  var sections: [Section]

  /// Nothing may be fetched, run, framed or sent; only the page's own style applies.
  static let policy =
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

  var html: String {
    var page = Markup()
    let area = manifest.areaName
    let title = area.isEmpty ? manifest.title : "\(manifest.title), \(area)"
    page.raw("<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n")
    page.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"\(Self.policy)\">\n")
    page.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
    page.raw("<meta name=\"referrer\" content=\"no-referrer\">\n")
    page.raw("<meta name=\"headroom-run\" content=\"\(Markup.escaped(manifest.runID))\">\n")
    page.element("title", title)
    page.raw("<style>\n\(PageStyle.sheet)\n\(ChartStyle.sheet)\n</style>\n</head>\n<body>\n")
    page.raw("<a class=\"skip\" href=\"#main\">Skip to the report</a>\n<header>")
    page.paragraph(area.isEmpty ? kind : "\(area) · \(kind)", class: "over")
    page.element("h1", manifest.title)
    page.paragraph(facts, class: "facts")
    page.raw("</header>\n<nav aria-label=\"Contents\"><ol>")
    for section in sections {
      page.raw("<li><a href=\"#\(section.id)\">\(Markup.escaped(section.short))</a></li>")
    }
    page.raw("</ol></nav>\n<main id=\"main\" tabindex=\"-1\">\n")
    for section in sections {
      page.raw("<section id=\"\(section.id)\" aria-labelledby=\"\(section.id)-h\">")
      page.element("h2", section.heading, attributes: "id=\"\(section.id)-h\"")
      page.raw(section.body.text + "</section>\n")
    }
    page.raw("</main>\n<footer>")
    page.paragraph(
      "Run \(manifest.runID) of Headroom \(manifest.engineVersion), seed \(manifest.seed). One file "
        + "without scripts: it can be kept, sent and printed as it is.")
    page.raw("</footer>\n</body>\n</html>\n")
    return page.text
  }

  private var kind: String {
    switch audience {
    case .board: "Report to the board"
    case .members: "Report to members"
    case .technical: "Technical report"
    }
  }

  private var facts: String {
    let period = "\(Names.period(manifest.firstMonth)) to \(Names.period(manifest.lastMonth))"
    let mode =
      disclosure.isPublic ? "public figures: small counts hidden" : "internal: not for publication"
    return "\(period) · \(FigureText.count(Double(manifest.draws))) simulated futures · "
      + "run \(manifest.runID) · \(mode)"
  }
}
