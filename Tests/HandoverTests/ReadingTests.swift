import Handover
import Results
import Testing

@Suite("A finished run's folder")
struct ReadingTests {
  @Test("is read whole, and written again byte for byte but for guarded labels")
  func roundTrip() throws {
    let files = try Fixture.files()
    let run = try Fixture.finished()
    #expect(run.scenarios == ["baseline", "move"])
    #expect(run.measures == ["plans"])
    for layout in RunLayout.all {
      let before = String(decoding: files["\(layout.name).csv"] ?? [], as: UTF8.self)
      let after = String(decoding: run.table(layout.name).csv(suppressed: "c"), as: UTF8.self)
      #expect(after.replacing("'=home", with: "=home") == before)
    }
  }

  private func failure(_ change: (inout [String: [UInt8]]) -> Void) throws -> String {
    var files = try Fixture.files()
    change(&files)
    do {
      _ = try HandoverRun(folder: "out/run") { files[$0] }
      return ""
    } catch {
      return error.description
    }
  }

  private func edit(_ bytes: [UInt8]?, _ old: String, _ new: String) -> [UInt8] {
    Array(String(decoding: bytes ?? [], as: UTF8.self).replacing(old, with: new).utf8)
  }

  @Test("that is none, not whole, changed or newer is refused with what to do")
  func refusals() throws {
    let none = try failure { $0 = [:] }
    #expect(none.contains("out/run holds no finished run") && none.contains("headroom run"))
    let missing = try failure { $0["costs.csv"] = nil }
    #expect(missing.contains("out/run/costs.csv is missing"))
    let broken = try failure { $0["manifest.json"] = Array("{".utf8) }
    #expect(broken.contains("out/run/manifest.json is no manifest"))
    let newer = try failure {
      $0["manifest.json"] = edit(
        $0["manifest.json"], "\"schemaVersion\" : \(Run.schemaVersion)", "\"schemaVersion\" : 99")
    }
    #expect(newer.contains("newer version (layout 99"))
    let word = try failure { $0["ledger.csv"] = edit($0["ledger.csv"], ",338,45,", ",338,many,") }
    #expect(word.contains("out/run/ledger.csv:3:") && word.contains("'many' in entries"))
    let column = try failure { $0["gaps.csv"] = edit($0["gaps.csv"], "budget", "limit") }
    #expect(column.contains("out/run/gaps.csv") && column.contains("'budget' is missing"))
    let quote = try failure { $0["mtfs.csv"] = Array("a,\"b".utf8) }
    #expect(quote.contains("out/run/mtfs.csv:1:3"))
  }

  @Test("keeps labels from being run as formulas, and figures as they are")
  func guarded() {
    for text in ["=SUM(A1)", "+1", "-cmd", "@x", "\tx", "\rx"] {
      #expect(SpreadsheetGuard.label(text) == "'" + text)
    }
    for text in ["", "-", "a=b", "1-2", "'=x"] { #expect(SpreadsheetGuard.label(text) == text) }
  }
}
