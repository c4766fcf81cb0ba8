/// How the daily stock-and-flow models that councils know turn episodes into stocks and moves.
public struct CareFlowRules: Hashable, Sendable {
  /// Placement codes of the residential group. The fostering group is U1 to U6, the supported group
  /// H5 and P2, and every other known code is of the group of others.
  let residential: Set<CareCode>

  /// Whether an episode that begins with another legal status or another placement of the same carer
  /// (RNE L, T and U) on the day the one before it ceases is one stay with it, in the placement of
  /// the first.
  let joinsSamePlacement: Bool

  /// Whether children change their age group on their birthdays. Otherwise an episode stays in the
  /// group of the age at its start.
  let agesWithinEpisodes: Bool

  /// How moves become daily rates.
  public let mean: Mean

  /// How daily shares are averaged and from which stock they are taken.
  public enum Mean: Hashable, Sendable {
    /// Over all days of the window; the first day's moves out of that day's own closing stock.
    case allDays
    /// Over the days that open with somebody in the state.
    case daysAtRisk
  }

  /// The rules of the base model: every episode by itself, in the age group of its start; K2 and R1
  /// are residential.
  public static let stockFlow = CareFlowRules(
    residential: ["K2", "R1"], joinsSamePlacement: false, agesWithinEpisodes: false,
    mean: .allDays)

  /// The rules of the regional model: episodes joined across changes of legal status, split at
  /// birthdays; K2, R1, P3 and S1 are residential.
  public static let stockFlowRegional = CareFlowRules(
    residential: ["K2", "R1", "P3", "S1"], joinsSamePlacement: true, agesWithinEpisodes: true,
    mean: .daysAtRisk)

  /// The group of a placement; `nil` of a code that the code sets do not hold.
  func placement(_ code: CareCode) -> CareFlows.Placement? {
    if residential.contains(code) { return .residential }
    switch code {
    case "U1", "U2", "U3", "U4", "U5", "U6": return .fostering
    case "H5", "P2": return .supported
    case "A3", "A4", "A5", "A6", "K1", "K2", "K3", "P1", "P3", "R1", "R2", "R3", "R5", "S1", "T0",
      "T1", "T2", "T3", "T4", "Z1", "Z11", "Z12", "Z13", "Z14":
      return .other
    default: return nil
    }
  }
}
