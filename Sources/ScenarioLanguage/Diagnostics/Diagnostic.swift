/// One message about a file: what was seen, why it matters, what to type.
public struct Diagnostic: Error, Sendable, Equatable {
  /// How serious it is.
  public enum Severity: String, Sendable {
    /// There is no model until it is put right.
    case error
    /// There is a model; a reader of the paper may object.
    case warning
    /// For information.
    case note
  }
  /// A remark about another place.
  public struct Note: Sendable, Equatable {
    /// The remark.
    public var message: String
    /// The place it is about.
    public var span: SourceSpan?
    /// A remark.
    public init(message: String, span: SourceSpan? = nil) {
      self.message = message
      self.span = span
    }
  }
  /// Replaces the bytes `start..<end` of a file.
  public struct TextEdit: Sendable, Equatable {
    /// The file as the user named it.
    public var file: String
    /// First byte replaced.
    public var start: Int
    /// Just after the last byte replaced.
    public var end: Int
    /// The new text.
    public var replacement: String
    /// An edit.
    public init(file: String, start: Int, end: Int, replacement: String) {
      self.file = file
      self.start = start
      self.end = end
      self.replacement = replacement
    }
  }
  /// A way to put it right.
  public struct Fix: Sendable, Equatable {
    /// Who decides.
    public enum Kind: String, Sendable {
      /// Keeps the meaning; the only kind to apply in bulk.
      case safe
      /// The author must decide.
      case choose
      /// Needs a value from the author.
      case fill
    }
    /// Who decides.
    public var kind: Kind
    /// What it does.
    public var title: String
    /// The edits, which do not overlap; none where the author must write something.
    public var edits: [TextEdit]
    /// A fix.
    public init(kind: Kind, title: String, edits: [TextEdit]) {
      self.kind = kind
      self.title = title
      self.edits = edits
    }
  }
  /// The stable code.
  public var code: DiagnosticCode
  /// What to mark.
  public var span: SourceSpan
  /// The message, in sentences.
  public var message: String
  /// Remarks about other places.
  public var notes: [Note]
  /// Ways to put it right.
  public var fixes: [Fix]

  /// A message.
  public init(
    _ code: DiagnosticCode, _ span: SourceSpan, _ message: String, notes: [Note] = [],
    fixes: [Fix] = []
  ) {
    self.code = code
    self.span = span
    self.message = message
    self.notes = notes
    self.fixes = fixes
  }

  /// How serious it is; the code decides.
  public var severity: Severity { code.severity }
  /// The short title; the code decides.
  public var title: String { code.title }
}

extension Diagnostic.Fix {
  static func replace(_ kind: Kind, _ span: SourceSpan, with text: String) -> Self {
    Self(
      kind: kind, title: "`\(text)`",
      edits: [.init(file: span.file, start: span.start, end: span.end, replacement: text)])
  }
  static func insert(
    _ kind: Kind, _ text: String, at offset: Int, in file: String, title: String? = nil
  ) -> Self {
    Self(
      kind: kind, title: title ?? "`\(text)`",
      edits: [.init(file: file, start: offset, end: offset, replacement: text)])
  }
  static func write(_ kind: Kind, _ title: String) -> Self {
    Self(kind: kind, title: title, edits: [])
  }
}

/// Collects the messages of one compilation; what is said of one place is said once.
final class DiagnosticBag {
  private struct Key: Hashable {
    var code: DiagnosticCode
    var span: SourceSpan
    var message: String
  }
  private(set) var all: [Diagnostic] = []
  private(set) var hasErrors = false
  private var said: Set<Key> = []

  func add(_ diagnostic: Diagnostic) {
    let key = Key(code: diagnostic.code, span: diagnostic.span, message: diagnostic.message)
    guard said.insert(key).inserted else { return }
    all.append(diagnostic)
    if diagnostic.severity == .error { hasErrors = true }
  }
  func add(
    _ code: DiagnosticCode, _ span: SourceSpan, _ message: String,
    notes: [Diagnostic.Note] = [], fixes: [Diagnostic.Fix] = []
  ) {
    add(Diagnostic(code, span, message, notes: notes, fixes: fixes))
  }
}
