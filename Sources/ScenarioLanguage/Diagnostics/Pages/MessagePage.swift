/// The page of a message code: what `headroom explain` prints.
public struct MessagePage: Sendable, Equatable {
  /// The code.
  public let code: DiagnosticCode
  /// Why it matters to a reader of the paper.
  public let reason: String
  /// A line that is refused or warned of.
  public let wrong: String
  /// The line that says what was meant.
  public let right: String

  /// The page of a code.
  public init(_ code: DiagnosticCode) {
    self.code = code
    (reason, wrong, right) = Self.text(code)
  }

  private static func text(
    _ code: DiagnosticCode
  ) -> (reason: String, wrong: String, right: String) {
    // Codes are in order of their digit: characters, shape, names, units, time, uncertainty,
    // levers, composition, evidence, limits.
    switch code.rawValue.dropFirst().first {
    case "0", "1", "2": formPages(code)
    case "3", "4", "5": valuePages(code)
    default: meaningPages(code)
    }
  }

  /// The page as text.
  public var text: String {
    let kind =
      switch code.severity {
      case .error: "An error: nothing runs until it is put right."
      case .warning: "A warning: the file runs, and a reader may object."
      case .note: "A note, for information."
      }
    return """
      \(code.rawValue)  \(code.title)
      \(code.meaning)

      \(kind)

      Why it matters
        \(reason)

      Instead of
        \(wrong)
      write
        \(right)

      """
  }

  /// Every page as one Markdown document.
  public static var markdown: String {
    var text = """
      # Messages

      One section for each code, as `headroom explain CODE` prints it. This page is generated from the
      same tables as the messages.

      """
    for code in DiagnosticCode.allCases {
      let page = MessagePage(code)
      text += """

        ## \(code.rawValue) \(code.title)

        \(code.meaning) \(page.reason)

        | Instead of | write |
        |---|---|
        | `\(page.wrong)` | `\(page.right)` |

        """
    }
    return text
  }
}
