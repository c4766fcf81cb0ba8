/// The four logs that the AQuA Book asks a model to keep.
public enum LogKind: String, Sendable, CaseIterable, Codable {
  /// What is assumed, on what basis, and what changes if it is wrong.
  case assumptions
  /// What was decided, why, and what else was considered.
  case decisions
  /// Which data were used, by hash, and how good they are.
  case data
  /// Who holds which role, what was checked, who signed, when the model is to be looked at again.
  case assurance

  /// The columns of its file, in order.
  ///
  /// `date` is the day of the entry. Owners, holders and signatories are posts, never persons.
  public var columns: [String] {
    switch self {
    case .assumptions:
      ["date", "name", "statement", "basis", "effect", "owner", "signed_by", "signed_on"]
    case .decisions:
      ["date", "name", "decision", "reason", "alternatives", "owner", "signed_by", "signed_on"]
    case .data: ["date", "name", "sha256", "source", "quality", "owner", "signed_by", "signed_on"]
    case .assurance: ["date", "run", "activity", "role", "holder", "finding"]
    }
  }

  /// The columns that may not be blank.
  public var required: [String] {
    switch self {
    case .assumptions, .decisions: ["date", "name"]
    case .data: ["date", "name", "sha256"]
    case .assurance: ["date", "activity"]
    }
  }

  /// Whether an entry of it can be signed: those of the assurance log are signatures themselves.
  public var isSigned: Bool { self != .assurance }

  /// Its file within the folder of logs.
  public var fileName: String { "\(rawValue).csv" }

  /// The columns that name a post.
  var posts: [String] { ["owner", "signed_by", "holder"] }

  /// The columns that hold a day.
  var days: [String] { ["date", "signed_on"] }
}
