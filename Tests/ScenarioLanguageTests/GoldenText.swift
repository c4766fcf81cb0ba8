import Foundation
import ScenarioLanguage

/// A tree as an outline: a line for each line of the file, its tokens by kind.
enum TreeText {
  static func of(_ tree: SyntaxTree) -> String {
    var text = ""
    write(tree.root, tree, 0, &text)
    return text
  }

  private static func write(
    _ node: SyntaxNode, _ tree: SyntaxTree, _ depth: Int, _ text: inout String
  ) {
    let indent = String(repeating: "  ", count: depth)
    switch node.kind {
    case .file, .block:
      text += "\(indent)\(node.kind.rawValue)\n"
      for case .node(let inner) in node.elements { write(inner, tree, depth + 1, &text) }
    case .line, .blank:
      var parts: [String] = []
      node.forEachToken { token in
        guard token.kind != .whitespace, token.kind != .newline else { return }
        let raw = String(decoding: tree.source.bytes[token.range], as: UTF8.self)
        parts.append(token.kind == .word ? raw : "\(token.kind.rawValue)(\(raw))")
      }
      text += "\(indent)\(node.kind.rawValue) \(parts.joined(separator: " "))\n"
    }
  }
}

/// What a model has that another has not, declaration by declaration, every value resolved.
enum ResolvedText {
  static func of(_ model: ScenarioModel, beside other: ScenarioModel) -> String {
    var text = ""
    func list<T: Equatable>(_ title: String, _ all: [T], _ known: [T]) {
      for item in all where !known.contains(item) {
        text += "\(title)\n"
        write(item, 1, &text)
      }
    }
    list("category", model.categories, other.categories)
    list("census", model.censuses, other.censuses)
    list("fund", model.funds, other.funds)
    list("unit", model.units, other.units)
    list("measure", model.measures, other.measures)
    list("assumption", model.assumptions, other.assumptions)
    list("cost", model.costs, other.costs)
    list("contract", model.contracts, other.contracts)
    list("pathway", model.pathways, other.pathways)
    list("regression", model.regressions, other.regressions)
    list("covariate", model.covariates, other.covariates)
    list("figure", model.figures, other.figures)
    list("lever", model.levers, other.levers)
    list("scenario", model.scenarios, other.scenarios)
    list("compare", model.comparisons, other.comparisons)
    list("report", model.reports, other.reports)
    list("ask", model.asks, other.asks)
    list("check", model.checks, other.checks)
    return text
  }

  /// Every stored property but places in files, a line each.
  private static func write(_ value: Any, _ depth: Int, _ text: inout String) {
    let indent = String(repeating: "  ", count: depth)
    for (label, child) in Mirror(reflecting: value).children {
      let name = label ?? "-"
      if ["location", "resolvedPath", "areaLocation"].contains(name) { continue }
      let mirror = Mirror(reflecting: child)
      let isOptional = mirror.displayStyle == .optional
      guard let inner = isOptional ? mirror.children.first?.value : child else { continue }
      let kind = Mirror(reflecting: inner)
      let isLeaf =
        inner is Decimal || inner is any CustomStringConvertible && kind.displayStyle != .collection
        || kind.children.isEmpty
      if isLeaf {
        text += "\(indent)\(name): \(inner)\n"
      } else {
        text += "\(indent)\(name):\n"
        write(inner, depth + 1, &text)
      }
    }
  }
}
