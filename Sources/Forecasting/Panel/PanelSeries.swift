/// One member of a panel: yearly levels, and the exposure (a population, say) they arise from.
public struct PanelSeries: Sendable, Equatable {
  /// What the member is called.
  public var id: String
  /// Level by year, positive.
  public var levels: [Int: Double]
  /// Exposure by year, positive; empty where none is known.
  public var exposure: [Int: Double]

  /// A member of a panel.
  public init(id: String, levels: [Int: Double], exposure: [Int: Double] = [:]) {
    self.id = id
    self.levels = levels
    self.exposure = exposure
  }

  /// Mean yearly growth in logarithms over up to `window` years to `origin`; `nil` without two
  /// positive levels a whole number of years apart within the window.
  public func growth(at origin: Int, window: Int) -> Double? {
    guard let last = levels[origin], last > 0 else { return nil }
    for years in stride(from: window, through: 1, by: -1) {
      if let first = levels[origin - years], first > 0 {
        return logRatio(last, first) / Double(years)
      }
    }
    return nil
  }

  /// Logarithm of level over exposure at `origin`. The exposure is that of the year before, the
  /// newest that is published when the level is; with none that old, `nil`.
  public func logRate(at origin: Int) -> Double? {
    guard let level = levels[origin], level > 0,
      let people = exposure[origin - 1] ?? exposure[origin - 2], people > 0
    else { return nil }
    return logRatio(level, people)
  }
}
