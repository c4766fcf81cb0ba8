import Periods
import ScenarioLanguage

/// The colours of Visual Studio Code and other editors that read TextMate grammars, made from the
/// language's table.
public enum TextMateGrammar {
  /// A rule: a regular expression, and the scope of what it matches or of its groups.
  public struct Rule: Sendable {
    /// The regular expression.
    public let match: String
    /// The scope of the whole; empty where only groups have one.
    public let scope: String
    /// Scopes of groups, from 1.
    public let captures: [String]
  }

  /// The scope of the language.
  public static let scope = "source.headroom-scenario"

  /// The rules; where two match at one place, the first counts.
  public static let rules: [Rule] = {
    let name = #"[a-z][a-z0-9]*(?:-[a-z0-9]+)*"#
    let blocks = words(LanguageTable.blocks.map(\.word))
    let named = words(
      LanguageTable.blocks.filter { $0.head.form.declares }.map(\.word)
        + LanguageTable.lines.filter { $0.form.declares && $0.word != "unit" }.map(\.word))
    let lines = words(LanguageTable.lines.map(\.word))
    let clauses = words(Set(LanguageTable.blocks.flatMap(\.clauses).map(\.word)).sorted())
    let months = words(Month.names)
    let keywords = words(LanguageTable.keywords.filter { $0.first?.isLetter == true }.sorted())
    return [
      rule("#.*$", "comment.line.number-sign"),
      rule(#""[^"\r\n]*"?"#, "string.quoted.double"),
      rule("[“”][^“”\r\n]*[“”]?".replacing("\r\n", with: #"\r\n"#), "invalid.illegal.curly-quotes"),
      rule(
        #"^\s*(end)\s+(\#(blocks))\b(?![-.])"#, "",
        ["keyword.control.end", "keyword.control.block"]),
      rule(
        #"^\s*(\#(named))\s+(\#(name))(?![-.\w])"#, "",
        ["keyword.control.block", "entity.name.type"]),
      rule(#"^\s*(\#(blocks)|\#(lines))(?![-.\w])"#, "", ["keyword.control.block"]),
      rule(#"^\s*(\#(clauses))(?![-.\w])"#, "", ["keyword.other.clause"]),
      rule(#"\d{4}/\d+"#, "constant.numeric.year"),
      rule(
        #"(?:\d{1,2}\s+)?(?<![-.\w])(?:\#(months))(?![-.\w])(?:\s+\d{4})?"#,
        "constant.numeric.date"),
      rule(#"£-?[\d,.]*\d[A-Za-z]*|£"#, "constant.numeric.money"),
      rule(#"-?\d[\d,.]*(?<=\d)%|%"#, "constant.numeric.percent"),
      rule(#"-?\d(?:[\d,.]*\d)?[A-Za-z]*"#, "constant.numeric"),
      rule(#"(?<![-.\w])(?:\#(keywords))(?![-.\w])"#, "keyword.other"),
      rule(#"\#(name)(?:\.\#(name))?"#, "variable.other"),
      rule(#"[A-Za-z][\w.-]*"#, "invalid.illegal.name"),
      rule(#"[+×*/-]"#, "keyword.operator"),
    ]
  }()

  private static func rule(_ match: String, _ scope: String, _ captures: [String] = []) -> Rule {
    Rule(match: match, scope: scope, captures: captures)
  }

  /// Longer words first, so that none hides behind its beginning.
  private static func words(_ words: [String]) -> String {
    words.sorted { ($0.count, $1) > ($1.count, $0) }.joined(separator: "|")
  }

  /// The grammar as the file of an editor.
  public static let text: String = {
    var patterns: [JSON] = []
    for rule in rules {
      var members: [JSON.Member] = [.init("match", .string(rule.match))]
      if !rule.scope.isEmpty { members.append(.init("name", .string(full(rule.scope)))) }
      if !rule.captures.isEmpty {
        members.append(
          .init(
            "captures",
            .object(
              rule.captures.enumerated().map {
                .init("\($0 + 1)", ["name": .string(full($1))])
              })))
      }
      patterns.append(.object(members))
    }
    let grammar: JSON = [
      "information": "Generated from the language's table by scripts/grammar; do not edit.",
      "name": "Headroom scenario", "scopeName": .string(scope), "fileTypes": ["scenario"],
      "patterns": .array(patterns),
    ]
    return grammar.readable + "\n"
  }()

  private static func full(_ scope: String) -> String { "\(scope).headroom-scenario" }
}

extension Phrase {
  /// Whether a line of this form declares a name.
  var declares: Bool {
    switch self {
    case .slot(.newName): true
    case .sequence(let parts), .choice(let parts): parts.contains { $0.declares }
    case .optional(let part), .many(let part): part.declares
    case .word, .slot, .rule: false
    }
  }
}
