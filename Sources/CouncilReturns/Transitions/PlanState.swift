/// Where a child with a plan stands at a January census: school year, need and setting.
public struct PlanState: Hashable, Sendable, Comparable {
  /// National curriculum year (NCY): reception is 0, year 1 is 1; nursery years are below 0.
  public let ncy: Int

  /// The primary need, in the codes of the council's table.
  public let need: String

  /// The setting, in the codes of the council's table.
  public let setting: String

  /// A state.
  public init(ncy: Int, need: String, setting: String) {
    self.ncy = ncy
    self.need = need
    self.setting = setting
  }

  /// By school year, then need, then setting.
  public static func < (left: PlanState, right: PlanState) -> Bool {
    (left.ncy, left.need, left.setting) < (right.ncy, right.need, right.setting)
  }
}
