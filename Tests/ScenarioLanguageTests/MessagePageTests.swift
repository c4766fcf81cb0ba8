import Foundation
import ScenarioLanguage
import Testing

@Suite("Pages of messages")
struct MessagePageTests {
  @Test("every code has a page with a reason and an example", arguments: DiagnosticCode.allCases)
  func whole(code: DiagnosticCode) {
    let page = MessagePage(code)
    #expect(page.reason.count > 20 && page.reason.hasSuffix("."))
    #expect(!page.wrong.isEmpty && !page.right.isEmpty && page.wrong != page.right)
    #expect(page.text.hasPrefix("\(code.rawValue)  \(code.title)\n"))
  }

  @Test("the document of all messages is up to date")
  func document() throws {
    let url = packageRoot.appendingPathComponent("docs/MESSAGES.md")
    if ConformanceTests.isRecording {
      try MessagePage.markdown.write(to: url, atomically: true, encoding: .utf8)
    }
    #expect(try String(contentsOf: url, encoding: .utf8) == MessagePage.markdown)
  }
}
