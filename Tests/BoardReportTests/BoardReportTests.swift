import BoardReport
import Foundation
import Results
import Testing

@Suite("The board report")
struct BoardReportTests {
  private func page(_ audience: Audience, _ disclosure: Disclosure? = nil) -> String {
    BoardReport(
      MadeRun.run, audience: audience,
      disclosure: disclosure ?? (audience.isPublic ? .public(hiding: MadeRun.hidden) : .internal)
    ).html
  }

  /// The text and the references of every cell with a figure.
  private func figures(_ page: String) -> [(text: String, references: [String])] {
    page.components(separatedBy: "<td class=\"n\" data-ref=\"").dropFirst().map { part in
      let quote = part.firstIndex(of: "\"") ?? part.endIndex
      let start = part.range(of: ">")?.upperBound ?? part.endIndex
      let end = part.range(of: "</td>")?.lowerBound ?? part.endIndex
      return (
        String(part[start..<end]), part[..<quote].split(separator: " ").map(String.init)
      )
    }
  }

  /// A page without its tags.
  private func text(_ page: String) -> String {
    page.components(separatedBy: "<").map { part in
      part.range(of: ">").map { String(part[$0.upperBound...]) } ?? part
    }.joined(separator: " ")
  }

  @Test("runs nothing and fetches nothing", arguments: Audience.allCases)
  func isClosed(_ audience: Audience) {
    let page = page(audience)
    #expect(page.hasPrefix("<!DOCTYPE html>\n<html lang=\"en-GB\">"))
    #expect(page.contains("default-src 'none'"))
    for forbidden in [
      "<script", "src=", "url(", "@import", "<link", "<iframe", " style=\"", "http:",
    ] {
      #expect(!page.contains(forbidden), "\(forbidden)")
    }
    #expect(page.contains("Plans &amp; &lt;script&gt;alert(1)&lt;/script&gt;"))
    #expect(page.utf8.count < 400_000)
  }

  @Test("is the same bytes each time", arguments: Audience.allCases)
  func isDeterministic(_ audience: Audience) {
    #expect(page(audience) == page(audience))
  }

  @Test("gives every figure of a table its place in the run", arguments: Audience.allCases)
  func references(_ audience: Audience) {
    let figures = figures(page(audience))
    #expect(figures.count > 40)
    for figure in figures {
      #expect(!figure.references.isEmpty, "\(figure.text)")
      for reference in figure.references {
        let parts = reference.split(separator: ":")
        #expect(parts.count == 3, "\(reference)")
        #expect(parts[0].hasSuffix(".csv") || parts[0] == "manifest.json", "\(reference)")
      }
    }
  }

  @Test("prints the figure that stands at the place it names")
  func traced() throws {
    let figures = figures(page(.board))
    var checked = 0
    for figure in figures where figure.references.count == 1 {
      let parts = figure.references[0].split(separator: ":").map(String.init)
      let line = try #require(Int(parts[1]))
      if parts[0] == "forecasts.csv", parts[2] == "p50" {
        let row = try #require(MadeRun.run.forecasts.first { $0.lineNumber == line })
        let plain = figure.text.replacingOccurrences(of: ",", with: "")
        #expect(Double(plain) == row.summary.p50.rounded())
        checked += 1
      }
      if parts[0] == "mtfs.csv", parts[2] == "central" {
        let row = try #require(MadeRun.run.mtfs.first { $0.lineNumber == line })
        let plain = figure.text.filter { $0.isNumber }
        let thousands = (Double(row.incremental.central) / 100_000).rounded()
        #expect(Double(plain) == abs(thousands))
        #expect(figure.text.hasPrefix("(") == (thousands < 0), "savings in brackets")
        checked += 1
      }
    }
    #expect(checked >= 12)
  }

  @Test("keeps what is hidden, and sentences that name counts, from the public")
  func isPublic() {
    let page = page(.members)
    let hidden = MadeRun.run.forecasts.filter { $0.split == "secure" }.map { $0.lineNumber }
    #expect(hidden.count == 6)
    for figure in figures(page) where figure.text != "[c]" {
      for reference in figure.references {
        #expect(!hidden.contains { reference.hasPrefix("forecasts.csv:\($0):") }, "\(figure.text)")
      }
    }
    #expect(text(page).contains("346"))
    #expect(!page.contains("Two of 3 children"))
    #expect(!page.contains("Starts from 343"))
    #expect(page.contains("are shown as [c] or left out"))
    #expect(!page.contains(">Secure<"), "an item of three children has no panel")
    #expect(self.page(.technical).contains(">Secure<"))
  }

  @Test("prints a symbol for what is hidden, and leaves out lines of money that rest on it")
  func disclosure() {
    var hidden = HiddenFigures()
    for row in MadeRun.run.forecasts.indices where MadeRun.run.forecasts[row].split == "total" {
      for column in ["mean", "sd", "p10", "p50", "p80", "p90", "last_value", "linear"] {
        hidden.hide(column, row: row, table: "forecasts")
      }
    }
    for row in MadeRun.run.mtfs.indices { hidden.hide("central", row: row, table: "mtfs") }
    let page = BoardReport(
      MadeRun.run, audience: .board, disclosure: .public(hiding: hidden)
    ).html
    #expect(page.contains(">[c]</td>"))
    #expect(!page.lowercased().contains("nan<") && !page.contains("\"nan"))
    #expect(!page.contains("mtfs.csv:") && self.page(.board).contains("mtfs.csv:"))
    #expect(!page.contains("answers.csv:"))
  }

  @Test("says nothing that rests on a supposition without evidence", arguments: Audience.allCases)
  func exploratory(_ audience: Audience) {
    let page = page(audience)
    #expect(!page.contains("A guess"))
    #expect(page.contains("Package rate: foster"))
  }

  @Test("gives each audience its own depth")
  func audiences() {
    let technical = page(.technical)
    for heading in ["id=\"methods\"", "id=\"backtest\"", "id=\"checks\"", "id=\"inputs\"", "P10"] {
      #expect(technical.contains(heading), "\(heading)")
      #expect(!page(.members).contains(heading), "\(heading)")
    }
    #expect(page(.board).contains("about £900") && page(.board).contains("about £7,000"))
    #expect(!page(.members).contains("about £900"))
    #expect(page(.members, .internal).contains("346"))
  }

  @Test("joins the history of a back-test that agrees with the ledger")
  func history() {
    let page = page(.board)
    #expect(page.contains("backtest_summary.csv:3:mean_relative_error"))
    #expect(page.contains(">2018<"))
  }

  @Test("a run without any table still gives a page")
  func empty() {
    let page = BoardReport(
      FinishedRun(manifest: MadeRun.run.manifest), audience: .technical, disclosure: .internal
    ).html
    #expect(page.contains("</html>"))
  }
}
