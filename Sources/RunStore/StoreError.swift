/// Why the run store could not do what was asked: what was seen, why it matters, what to do.
public struct StoreError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The kinds of failure that a caller may want to tell apart.
  public enum Kind: Sendable, Equatable {
    /// There is no store at the path.
    case absent
    /// The file is not a store of runs.
    case foreign
    /// A newer version of Headroom wrote the store.
    case newer
    /// The file is damaged.
    case damaged
    /// The file cannot be opened, read or written.
    case inaccessible
    /// Another program kept the store locked for too long.
    case busy
    /// No run, file, row or column of that name.
    case unknown
    /// A finished run would have been changed.
    case conflict
    /// What was asked is not well formed.
    case malformed
  }

  /// What kind of failure it is.
  public let kind: Kind
  /// What happened and what to do.
  public let description: String

  /// An error of a kind, with the sentence that is shown.
  public init(_ kind: Kind, _ description: String) {
    self.kind = kind
    self.description = description
  }
}
