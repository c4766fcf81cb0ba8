import Foundation
import ScenarioLanguage
import Testing

@Suite("Messages as text")
struct RenderingTests {
  static func result(_ old: String, _ new: String) -> CompilationResult {
    compile(goodFile.replacingOccurrences(of: old, with: new))
  }

  static func plain(_ old: String, _ new: String) -> String {
    let result = result(old, new)
    return DiagnosticRenderer(files: result.files).plain(result.diagnostics)
  }

  @Test("E403 shows both readings with their dates")
  func startOrEnd() {
    let expected = """
      ── START OR END? ───────────────────────────────────────── file.scenario:78 ── E403
      78 │   full effect by 2028/29
         │                  ^^^^^^^
      This can mean two dates, and they put different numbers in the MTFS:
         1  by start of 2028/29   (1 April 2028)
         2  by end of 2028/29     (31 March 2029)
      → [choose] `full effect by start of 2028/29`
      → [choose] `full effect by end of 2028/29`

      """
    #expect(Self.plain("over 6 months, s-curve", "full effect by 2028/29") == expected)
  }

  @Test("E305 asks which year")
  func whichYear() {
    let expected = """
      ── WHICH YEAR? ─────────────────────────────────────────── file.scenario:74 ── E305
      74 │   move 2 children per year out of residential into foster
         │                   ^^^^^^^^
      Which year? Financial years start in April; academic years start in September.
      → [choose] `per financial year`
      → [choose] `per academic year`

      """
    #expect(Self.plain("move 2 children per month", "move 2 children per year") == expected)
  }

  @Test("E102 names the block that is open")
  func wrongEnd() {
    let expected = """
      ── WRONG END ───────────────────────────────────────────── file.scenario:83 ── E102
      83 │ end leaver
         │     ^^^^^^
      The block open here is `lever step-down` (line 73).
      → [safe] `end lever`

      """
    #expect(Self.plain("end lever\nlever fewer", "end leaver\nlever fewer") == expected)
  }

  @Test("colour adds nothing but escape sequences")
  func coloured() {
    let result = Self.result("end lever\nlever fewer", "end leaver\nlever fewer")
    let renderer = DiagnosticRenderer(files: result.files)
    let coloured = renderer.coloured(result.diagnostics)
    var bare = coloured
    for code in ["[0m", "[1m", "[31m", "[33m", "[36m"] {
      bare = bare.replacingOccurrences(of: "\u{1B}\(code)", with: "")
    }
    #expect(bare == renderer.plain(result.diagnostics))
    #expect(bare != coloured)
  }

  @Test("characters that steer a terminal are made harmless")
  func harmless() {
    let text = Self.plain("label \"The plan\"", "label \"The \u{1B}[31m\u{202E}plan\" x")
    #expect(!text.unicodeScalars.contains("\u{1B}") && !text.unicodeScalars.contains("\u{202E}"))
  }

  @Test("JSON has stable keys")
  func json() throws {
    let result = Self.result(
      "residential into foster\n  from Oct", "residential into fostr\n  from Oct")
    let text = DiagnosticRenderer(files: result.files).json(result.diagnostics)
    let expected = #"""
      {
        "schema_version": 1,
        "diagnostics": [
          {"code":"E201","severity":"error","title":"Item I don't know","message":"`placement` has no item called `fostr`.","file":"file.scenario","line":74,"column":53,"end_line":74,"end_column":58,"start":2727,"end":2732,"notes":[],"fixes":[{"kind":"choose","title":"`foster`","edits":[{"file":"file.scenario","start":2727,"end":2732,"replacement":"foster"}]}]}
        ]
      }

      """#
    #expect(text == expected)
    #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(text.utf8)) }
    let none = DiagnosticRenderer(files: []).json([])
    #expect(none == "{\n  \"schema_version\": 1,\n  \"diagnostics\": []\n}\n")
  }

  @Test("the reference lists every code with its title and meaning")
  func reference() throws {
    let url = packageRoot.appendingPathComponent("docs/LANGUAGE-REFERENCE.md")
    let text = try String(contentsOf: url, encoding: .utf8)
    for code in DiagnosticCode.allCases {
      #expect(text.contains("| \(code.rawValue) | \(code.title) | \(code.meaning) |"))
    }
  }
}
