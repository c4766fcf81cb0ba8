import Foundation
import ScenarioLanguage
import Testing

@Suite("The parser goes on after a mistake")
struct RecoveryTests {
  @Test("mistakes in separate blocks are all reported, and nothing else")
  func independentMistakes() {
    let text =
      goodFile
      .replacingOccurrences(of: "label \"The plan\"", with: "lable \"The plan\"")
      .replacingOccurrences(of: "2% per financial year", with: "2% per year")
      .replacingOccurrences(of: "over 6 months, s-curve", with: "over 6 months")
      .replacingOccurrences(of: "years 2026/27 to", with: "years 2026/28 to")
      .replacingOccurrences(of: "equals 343 children", with: "equals 343 plans")
    #expect(Set(codes(compile(text))) == ["E101", "E305", "E406", "E401", "E309"])
    #expect(codes(compile(text)).count == 5)
  }

  @Test("a block inside a block that has not ended stops at the end of the outer one")
  func nestedBlock() throws {
    let text = goodFile.replacingOccurrences(of: "  end override\n", with: "")
    let result = compile(text)
    #expect(codes(result) == ["E103"])
    let fix = try #require(result.diagnostics.first?.fixes.first)
    #expect(compile(applying(fix, to: text)).model == compile(goodFile).model)
  }

  @Test("a second question beside the first")
  func secondQuestion() {
    let ask = """
      ask "What if?"
        starting with baseline
        suppose on cla
          reduce foster by 10% of baseline, moving to supported
          from April 2027
        end suppose
        show saving by fund from 2027/28 to 2030/31, median only
      end ask

      """
    let result = compile(goodFile + ask)
    #expect(codes(result).isEmpty)
  }

  @Test("an `end` with nothing open, and a file cut off in the middle")
  func ends() throws {
    #expect(codes(compile(goodFile + "end lever\n")) == ["E102"])
    let cut = try #require(goodFile.range(of: "  lag 2 months"))
    let result = compile(String(goodFile[..<cut.lowerBound]))
    #expect(codes(result).contains("E103"))
    #expect(result.trees.first?.reproducedText == String(goodFile[..<cut.lowerBound]))
  }

  @Test("an item whose value cannot be read is not also called missing")
  func noCascade() {
    let text = goodFile.replacingOccurrences(
      of: "£980 per child per week", with: "£980 per child per year")
    #expect(codes(compile(text)) == ["E305"])
  }

  @Test("many uses of one scenario neither repeat work nor hide the error")
  func manyUses() {
    var text = goodFile
    var last = "plan"
    for index in 0..<40 {
      text +=
        "scenario chain-\(index)\n  covers cla\n  use scenario \(last)\n  use scenario \(last)\nend scenario\n"
      last = "chain-\(index)"
    }
    #expect(Set(codes(compile(text))) == ["E606"])
  }
}
