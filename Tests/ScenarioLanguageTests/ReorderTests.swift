import Foundation
import ScenarioLanguage
import Testing

/// The order of declarations, and of clauses in a block, says nothing.
@Suite("Order and indentation")
struct ReorderTests {
  /// Numbers for shuffles that are the same in every run.
  struct Shuffle: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ (state >> 29)
    }
  }

  /// Blocks whose lines are a sequence: what is listed first comes first in tables.
  private static let sequences: Set<String> = ["pathway"]

  /// Clauses that are one list though each begins with a word of its own: a lever acts in this order.
  private static let effects: Set<String> = [
    "move", "divert", "reduce", "increase", "set", "cap",
  ]

  /// The file with declarations, and clauses within blocks, in another order.
  private static func reordered(_ tree: SyntaxTree, seed: UInt64) -> String {
    var random = Shuffle(state: seed)
    func text(_ element: SyntaxNode.Element) -> String {
      var bytes: [UInt8] = []
      switch element {
      case .token(let token): bytes += tree.source.bytes[token.range]
      case .node(let node): node.forEachToken { bytes += tree.source.bytes[$0.range] }
      }
      let piece = String(decoding: bytes, as: UTF8.self)
      return piece.hasSuffix("\n") ? piece : piece + "\n"
    }
    func word(_ node: SyntaxNode) -> String {
      var first = ""
      node.forEachToken { token in
        if first.isEmpty, !token.isTrivia {
          first = String(decoding: tree.source.bytes[token.range], as: UTF8.self)
        }
      }
      return first
    }
    /// A block: its head, its clauses shuffled (items of one list stay in order), its `end`.
    func block(_ node: SyntaxNode) -> String {
      let lines = node.elements.map(text)
      guard lines.count > 3, !sequences.contains(word(node)) else { return lines.joined() }
      let clauses = node.elements.dropFirst().dropLast()
      // Clauses of one word, and effects, are a list; a list moves as a whole.
      var groups: [String: String] = [:]
      for clause in clauses {
        guard case .node(let inner) = clause else { continue }
        let key = effects.contains(word(inner)) ? "effects" : word(inner)
        groups[key, default: ""] += text(clause)
      }
      // A line that goes on from the one before it would lose it.
      let isContinued = lines.contains {
        $0.trimmingCharacters(in: .whitespacesAndNewlines).hasSuffix(",")
      }
      guard !isContinued else { return lines.joined() }
      let shuffled = groups.keys.sorted().shuffled(using: &random).compactMap { groups[$0] }
      return (lines.first ?? "") + shuffled.joined() + (lines.last ?? "")
    }
    var head = ""
    var declarations: [String] = []
    for element in tree.root.elements {
      guard case .node(let node) = element else { continue }
      switch (node.kind, word(node)) {
      case (.blank, _): continue
      case (.line, "edition"), (.line, "title"), (.line, "import"): head += text(element)
      case (.block, _): declarations.append(block(node))
      default: declarations.append(text(element))
      }
    }
    return head + declarations.shuffled(using: &random).joined()
  }

  /// What a model says, in an order of its own.
  private static func said(_ model: ScenarioModel, beside other: ScenarioModel) -> [String] {
    var declarations: [String] = []
    for line in ResolvedText.of(model, beside: other).split(separator: "\n") {
      if line.hasPrefix(" ") {
        declarations[declarations.count - 1] += "\n\(line)"
      } else {
        declarations.append(String(line))
      }
    }
    return declarations.sorted()
  }

  @Test("any order of declarations and clauses, and no indentation, resolve to the same model")
  func corpus() throws {
    let common = try String(
      contentsOfFile: ConformanceTests.path("good", "common.scenario"), encoding: .utf8)
    let nothing = try #require(ConformanceTests.compile("good", "common.scenario").model)
    var tried = 0
    for (number, name) in ConformanceTests.names("good").enumerated() {
      let path = ConformanceTests.path("good", name)
      let result = ConformanceTests.compile("good", name)
      let model = try #require(result.model)
      let tree = try #require(result.trees.first)
      let disk = SourceProvider.fileSystem(rootPath: path)
      for changed in [
        Self.reordered(tree, seed: UInt64(number) &* 977 &+ 5),
        tree.source.text.split(separator: "\n", omittingEmptySubsequences: false)
          .map { $0.trimmingCharacters(in: .whitespaces) }.joined(separator: "\n"),
      ] where changed != tree.source.text {
        tried += 1
        let again = ScenarioCompiler.compile(
          rootPath: path,
          provider: SourceProvider(hasTable: disk.hasTable) { asked throws(SourceFailure) in
            asked == path ? changed : try disk.read(asked)
          })
        guard let other = again.model else {
          Issue.record("\(name): \(codes(again))\n\(changed)")
          continue
        }
        #expect(
          Self.said(other, beside: nothing) == Self.said(model, beside: nothing),
          "\(name)\n\(changed)")
      }
    }
    #expect(tried > 150)
    #expect(!common.isEmpty)
  }
}
