import Foundation

extension ReturnsCheck {
  private struct Document: Encodable {
    struct Part: Encodable {
      let kind: String
      let counts: [Count]
      let findings: [Finding]

      enum CodingKeys: String, CodingKey {
        case kind = "return"
        case counts, findings
      }
    }

    struct Count: Encodable {
      let file: String
      let table: String
      let rows: Int
      let used: Int
      let setAside: [String: Int]
    }

    struct Finding: Encodable {
      let file: String
      let row: Int?
      let column: String?
      let rule: String
      let severity: String
      let message: String
      let action: String
    }

    let returns: [Part]
    let errors: Int
    let warnings: Int
    let notes: Int
  }

  /// The whole report as JSON: counts and findings of each return, keys sorted.
  public var json: String {
    let document = Document(
      returns: parts.map { part in
        Document.Part(
          kind: part.kind.rawValue,
          counts: part.report.counts.map {
            Document.Count(
              file: $0.file, table: $0.table, rows: $0.rows, used: $0.used, setAside: $0.setAside)
          },
          findings: part.report.findings.map {
            Document.Finding(
              file: $0.file, row: $0.row, column: $0.column, rule: $0.rule,
              severity: $0.severity.rawValue, message: $0.message, action: $0.action)
          })
      }, errors: count(.error), warnings: count(.warning), notes: count(.note))
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(document) else { return "{}" }
    return String(decoding: data, as: UTF8.self) + "\n"
  }
}
