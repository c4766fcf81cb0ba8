/// The roles of the AQuA Book (2025 edition).
public enum AssuranceRole: String, Sendable, CaseIterable, Codable {
  /// Asks the question, and says what the answer is for.
  case commissioner
  /// Does the analysis.
  case analyst
  /// The analytical assurer: checks the analysis, and is not the analyst.
  case assurer
  /// The approver: the senior responsible owner, who accepts what risk is left.
  case approver

  /// The role as a statement names it.
  public var title: String {
    switch self {
    case .commissioner: "Commissioner"
    case .analyst: "Analyst"
    case .assurer: "Analytical assurer"
    case .approver: "Senior responsible owner (approver)"
    }
  }
}

/// What an entry of the assurance log records.
public enum AssuranceActivity: String, Sendable, CaseIterable, Codable {
  /// A post that holds a role.
  case named
  /// A check that the model was built right.
  case verification
  /// A check that it is the right model.
  case validation
  /// The day by which the model has to be looked at again; the entry's date is that day.
  case sunset
  /// A run accepted by a role.
  case signOff = "sign-off"
}
