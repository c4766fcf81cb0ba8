import Foundation
import ScenarioLanguage
import Testing

/// Every pair of kinds under every operator: the kind that comes out, or the code that refuses it.
/// `Tests/Corpus/units.md` is the table; `HEADROOM_RECORD=1` writes it anew.
@Suite("Every pair of kinds under every operator")
struct UnitTableTests {
  /// What stands for each kind in an expression over the corpus's `common.scenario` and `also`.
  static let kinds: [(name: String, text: String)] = [
    ("children", "cla"), ("plans", "ehcps"), ("£ cash of a fund", "placements"),
    ("£ cash of a ringfenced fund", "provision"),
    ("£ per child per week, 2024/25", "rate.foster"),
    ("£ per child per week, 2026/27", "dear"), ("£ in 2026/27 prices", "£5 in 2026/27 prices"),
    ("passengers per plan", "per-plan"), ("share", "some"), ("plain number", "2"),
    ("change per period", "growth"),
  ]
  static let operators = ["+", "-", "×", "/"]
  static let also = """
    assumption dear is £900 per child per week in 2026/27 prices
      source "Return of 2026", owner "Head of SEND", reviewed 1 May 2026, confidence medium
    end assumption
    assumption some is 40%
      source "Return of 2026", owner "Head of SEND", reviewed 1 May 2026, confidence medium
    end assumption

    """

  /// The kind that comes out in words, or the code that refuses the operator.
  static func outcome(_ left: String, _ sign: String, _ right: String) -> String {
    let path = ConformanceTests.path("good", "units.scenario")
    let disk = SourceProvider.fileSystem(rootPath: path)
    // Nothing comes out in requests per bed, so the message says what does.
    let text =
      "edition 2026\ntitle \"Units\"\nimport \"common.scenario\"\n\(also)"
      + "figure x in requests per place per bed is \(left) \(sign) \(right)\n"
    let result = ScenarioCompiler.compile(
      rootPath: path,
      provider: SourceProvider(hasTable: disk.hasTable) { asked throws(SourceFailure) in
        asked == path ? text : try disk.read(asked)
      })
    guard let first = result.diagnostics.first(where: { $0.severity == .error }) else {
      return "no message"
    }
    let known = ["E301", "E304", "E310"]
    if let found = first.message.firstMatch(of: /comes out in (.*)\.$/) {
      return String(found.1)
    }
    return known.contains(first.code.rawValue)
      ? first.code.rawValue : "\(first.code.rawValue): \(first.message)"
  }

  @Test("is legal with a kind in words, or refused with a code; the table is the one kept")
  func table() throws {
    var page =
      "# Every pair of kinds under every operator\n\nA kind, or the code that refuses it.\n"
    var outcomes: [String: String] = [:]
    for sign in Self.operators {
      page += "\n## \(sign)\n\n| |" + Self.kinds.map { " \($0.name) |" }.joined() + "\n|---|"
      page += String(repeating: "---|", count: Self.kinds.count) + "\n"
      for left in Self.kinds {
        page += "| **\(left.name)** |"
        for right in Self.kinds {
          let found = Self.outcome(left.text, sign, right.text)
          outcomes[left.name + sign + right.name] = found
          page += " \(found) |"
        }
        page += "\n"
      }
    }
    func refused(_ text: String?) -> Bool { text?.wholeMatch(of: /E3\d\d/) != nil }
    for left in Self.kinds {
      for right in Self.kinds {
        let sum = outcomes[left.name + "+" + right.name]
        // Sums and products do not know left from right; a difference is as legal as a sum.
        #expect(sum == outcomes[right.name + "+" + left.name] || !refused(sum))
        #expect(refused(sum) == refused(outcomes[left.name + "-" + right.name]))
        let product = outcomes[left.name + "×" + right.name]
        #expect(product == outcomes[right.name + "×" + left.name])
        #expect(
          Self.operators.allSatisfy {
            outcomes[left.name + $0 + right.name]?.contains(":") == false
          },
          "\(left.name) and \(right.name): \(outcomes[left.name + "×" + right.name] ?? "")")
      }
    }
    let url = packageRoot.appendingPathComponent("Tests/Corpus/units.md")
    if ConformanceTests.isRecording { try page.write(to: url, atomically: true, encoding: .utf8) }
    #expect(try String(contentsOf: url, encoding: .utf8) == page)
  }
}
