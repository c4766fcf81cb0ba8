public import ScenarioLanguage

/// Rewrites a file of an earlier edition as the newest one.
///
/// An edition may change spelling and what is warned of, never results. Each step between two
/// editions is a rewrite of the text that leaves every figure as it is.
public struct Migration: Sendable {
  /// The change from one edition to the next.
  public struct Step: Sendable {
    /// The edition it starts from.
    public let from: Int
    /// The edition it leads to.
    public let to: Int
    /// Rewrites a text, its `edition` line aside.
    public let rewrite: @Sendable (SourceText) -> String

    /// A step.
    public init(from: Int, to: Int, rewrite: @escaping @Sendable (SourceText) -> String) {
      self.from = from
      self.to = to
      self.rewrite = rewrite
    }
  }

  /// What came of a migration.
  public enum Outcome: Sendable, Equatable {
    /// The file is in the newest edition already.
    case newest(Int)
    /// The text to write, and the edition it was in.
    case rewritten(text: String, from: Int, to: Int)
    /// The file names no edition that this tool knows.
    case unknown
  }

  /// The newest edition.
  public let newest: Int
  private let steps: [Int: Step]

  /// A migration to the newest edition by these steps.
  public init(newest: Int, steps: [Step]) {
    self.newest = newest
    self.steps = Dictionary(
      steps.map { ($0.from, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The editions there are: 2026 is the first, so no step leads to it.
  public static let standard = Migration(newest: 2026, steps: [])

  /// Rewrites a text step by step.
  public func migrate(_ source: SourceText) -> Outcome {
    guard let first = Self.edition(of: source) else { return .unknown }
    guard first.year != newest else { return .newest(newest) }
    var edition = first.year
    var text = source
    while edition != newest {
      guard let step = steps[edition] else { return .unknown }
      text = SourceText(path: source.path, text: step.rewrite(text))
      guard let line = Self.edition(of: text) else { return .unknown }
      var bytes = Array(text.text.utf8)
      bytes.replaceSubrange(line.range, with: Array("\(step.to)".utf8))
      text = SourceText(path: source.path, text: String(decoding: bytes, as: UTF8.self))
      edition = step.to
    }
    return .rewritten(text: text.text, from: first.year, to: newest)
  }

  /// The year after `edition`, and its bytes.
  private static func edition(of source: SourceText) -> (year: Int, range: Range<Int>)? {
    let (tree, _) = ScenarioCompiler.parse(source)
    for case .node(let node) in tree.root.elements where node.kind == .line {
      let line = LineText(node, in: source)
      guard line.word == "edition", line.tokens.count > 1,
        let year = Int(source.text(line.tokens[1]))
      else { return nil }
      return (year, line.tokens[1].range)
    }
    return nil
  }
}
