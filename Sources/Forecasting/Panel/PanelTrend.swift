import Foundation
import Probability

func logRatio(_ numerator: Double, _ denominator: Double) -> Double {
  log(numerator / denominator)
}

/// A trend that a short series borrows from its panel: first shrunk towards the panel, then damped.
///
/// For a member with level y at the origin, own growth g (mean of the last `window` years, in
/// logarithms), panel growth G (the median of all members' g) and rates r, R per exposure (R the
/// panel's median),
///
///     log f(h) = log y + (w g + (1 − w) G) · Σ φʲ (j = 1…h) + (1 − (1 − κ)ʰ) · (log R − log r)
///
/// Growth is shrunk because in short series of counts most of a member's own growth is noise;
/// rates revert because an unusual rate is partly luck (Galton 1886; Efron and Morris 1975). G and R
/// are estimated at the origin from what was known then; w, φ and κ are stated weights.
public struct PanelTrend: Sendable, Equatable {
  /// Weight w of the member's own growth, 0...1.
  public var ownWeight: Double
  /// Damping φ of growth per year, 0...1; 0 is no growth at all.
  public var damping: Double
  /// Share κ of the distance to the panel's rate that closes in a year, 0...1.
  public var reversion: Double
  /// Years that growth is averaged over.
  public var window: Int
  /// Largest distance in logarithms that reversion acts on: beyond it a member is another kind of
  /// place, not an unlucky one.
  public var reversionLimit: Double

  /// A panel trend with these weights.
  public init(
    ownWeight: Double, damping: Double, reversion: Double, window: Int = 2,
    reversionLimit: Double = 0.7
  ) {
    self.ownWeight = ownWeight
    self.damping = damping
    self.reversion = reversion
    self.window = window
    self.reversionLimit = reversionLimit
  }

  /// What the panel says at one origin.
  public struct Fit: Sendable, Equatable {
    /// The weights used.
    public let weights: PanelTrend
    /// The year after which nothing is known.
    public let origin: Int
    /// Median growth per year in logarithms; 0 where no member has one.
    public let panelGrowth: Double
    /// Median logarithm of level over exposure; `nil` where no member has one.
    public let panelLogRate: Double?

    /// The forecast level `horizon` years (1 or more) after the origin, or `nil` where the member
    /// has no positive level at the origin.
    public func forecast(_ member: PanelSeries, horizon: Int) -> Double? {
      guard let level = member.levels[origin], level > 0, horizon >= 1 else { return nil }
      let own = member.growth(at: origin, window: weights.window) ?? panelGrowth
      let growth = weights.ownWeight * own + (1 - weights.ownWeight) * panelGrowth
      var dampedYears = 0.0
      var factor = 1.0
      for _ in 1...horizon {
        factor *= weights.damping
        dampedYears += factor
      }
      var drift = growth * dampedYears
      if weights.reversion > 0, let panelLogRate, let rate = member.logRate(at: origin) {
        let limit = weights.reversionLimit
        let distance = min(limit, max(-limit, panelLogRate - rate))
        drift += (1 - pow(1 - weights.reversion, Double(horizon))) * distance
      }
      return level * exp(drift)
    }
  }

  /// Estimates panel growth and rate from levels up to `origin`.
  public func fit(_ panel: [PanelSeries], origin: Int) -> Fit {
    let growth = Quantile.median(panel.compactMap { $0.growth(at: origin, window: window) }) ?? 0
    let rate = Quantile.median(panel.compactMap { $0.logRate(at: origin) })
    return Fit(weights: self, origin: origin, panelGrowth: growth, panelLogRate: rate)
  }
}
