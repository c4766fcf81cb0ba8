import ScenarioFormatting
import ScenarioLanguage

extension LanguageServer {
  mutating func codeActions(_ path: String, in range: Range<Int>, context: JSON) -> JSON {
    guard let document = workspace.document(path) else { return [] }
    let only = context["only"].map { $0.elements.compactMap(\.text) }
    func isWanted(_ kind: String) -> Bool {
      guard let only, !only.isEmpty else { return true }
      return only.contains { kind == $0 || kind.hasPrefix("\($0).") || $0.isEmpty }
    }
    var actions: [JSON] = []
    let found = workspace.result(path).diagnostics.filter { $0.span.file == path }
    if isWanted("quickfix") {
      for diagnostic in found
      where diagnostic.span.start <= range.upperBound && diagnostic.span.end >= range.lowerBound {
        let message = json(diagnostic, document)
        for fix in diagnostic.fixes {
          if let action = quickFix(fix, message) { actions.append(action) }
        }
      }
    }
    let isSafe = found.contains { $0.fixes.contains { $0.kind == .safe && !$0.edits.isEmpty } }
    if isWanted("source.fixAll"), isSafe, let action = fixAll(path, document) {
      actions.append(action)
    }
    return .array(actions)
  }

  private mutating func quickFix(_ fix: Diagnostic.Fix, _ message: JSON) -> JSON? {
    guard !fix.edits.isEmpty else { return nil }
    var changes: [String: [JSON]] = [:]
    for edit in fix.edits {
      guard let document = workspace.document(edit.file) else { return nil }
      let range = edit.start..<max(edit.start, edit.end)
      changes[edit.file, default: []].append(
        ["range": json(range, document), "newText": .string(edit.replacement)])
    }
    let word =
      switch fix.kind {
      case .safe: ""
      case .choose: " (you decide)"
      case .fill: " (fill in)"
      }
    return [
      "title": .string(fix.title + word), "kind": "quickfix", "diagnostics": [message],
      "isPreferred": .bool(fix.kind == .safe),
      "edit": [
        "changes": .object(
          changes.sorted { $0.key < $1.key }.map {
            .init(DocumentURI.uri($0.key), .array($0.value))
          })
      ],
    ]
  }

  /// Every safe fix of the file at once: the fixes that keep its meaning.
  private mutating func fixAll(_ path: String, _ document: Document) -> JSON? {
    let outcome = SafeFixes.apply(
      path: path, text: document.text, provider: workspace.provider(for: path))
    guard outcome.text != document.text else { return nil }
    return [
      "title": "Apply every safe fix in this file", "kind": "source.fixAll",
      "edit": [
        "changes": .object([
          .init(DocumentURI.uri(path), [edit(from: document, to: outcome.text)])
        ])
      ],
    ]
  }

  mutating func formatting(_ path: String) -> JSON {
    guard let document = workspace.document(path) else { return [] }
    let outcome = ScenarioFormatter.format(SourceText(path: path, text: document.text))
    return outcome.text == document.text ? [] : [edit(from: document, to: outcome.text)]
  }

  /// One edit between two texts that leaves what they share at both ends alone.
  private func edit(from document: Document, to text: String) -> JSON {
    let old = document.bytes
    let new = Array(text.utf8)
    let most = min(old.count, new.count)
    var head = 0
    while head < most, old[head] == new[head] { head += 1 }
    // Whole lines, so that no character is cut in two.
    while head > 0, old[head - 1] != 0x0A { head -= 1 }
    var tail = 0
    while tail < most - head, old[old.count - 1 - tail] == new[new.count - 1 - tail] { tail += 1 }
    while tail > 0, old[old.count - tail] != 0x0A { tail -= 1 }
    return [
      "range": json(head..<old.count - tail, document),
      "newText": .string(String(decoding: new[head..<new.count - tail], as: UTF8.self)),
    ]
  }
}
