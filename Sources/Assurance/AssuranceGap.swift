/// Something that the AQuA Book asks for and a run has not.
public struct AssuranceGap: Sendable, Equatable, Codable {
  /// What part of assurance it belongs to.
  public enum Part: String, Sendable, Codable, CaseIterable {
    case assumptions
    case decisions
    case data
    case roles
    case verification
    case signOff = "sign-off"
    case sunset
  }

  /// The part.
  public var part: Part
  /// The assumption, lever, file, role or check that it concerns.
  public var subject: String
  /// What is missing.
  public var problem: String
  /// What to do about it.
  public var remedy: String
}
