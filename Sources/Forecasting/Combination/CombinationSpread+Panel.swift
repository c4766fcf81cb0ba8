import Foundation
import Probability

extension CombinationSpread {
  /// How the pooled law was fitted to a panel.
  public struct Calibration: Equatable, Sendable {
    /// The law for the panel.
    public let spread: CombinationSpread

    /// The number of series with errors to learn from.
    public let series: Int

    /// How far the panel's own errors reach beyond the pooled law, as a factor: above 1 where they
    /// are larger.
    public let ratio: Double

    /// The share of the way from the pooled law to the panel's that was gone.
    public let weight: Double
  }

  /// The pooled law stretched to the errors that the combination makes on the panel itself.
  ///
  /// The last steps of each series (`horizon` of them, at most a quarter of it) are forecast from
  /// what came before; the factor is the 80% point of the absolute errors over their scale, against
  /// that of the law (the conformal rank, Vovk, Gammerman, Shafer 2005). Errors of one series are
  /// alike, so a panel of N series moves the law by the share N/(N + 50) of the logarithm.
  ///
  /// Series shorter than eight values, with gaps, or that never moved teach nothing. Throws as
  /// ``SeriesForecaster/init(method:horizon:season:spread:)``.
  public static func calibrated(
    on panel: [[Double]], season: Int = 1, horizon: Int, threads: Int = 1
  ) async throws(ForecastingError) -> Calibration {
    let pooled = CombinationSpread.pooled(season: season)
    _ = try SeriesForecaster(method: .combination, horizon: horizon, season: season)
    let errors = await PanelForecaster.map(panel, threads: threads) { series in
      pooled.scaledErrors(series, season: season, horizon: horizon)
    }
    let taught = errors.count { !$0.isEmpty }
    let all = errors.flatMap { $0 }.sorted()
    let rank = Int((Double(all.count + 1) * 0.8).rounded(.up))
    guard rank >= 1, rank <= all.count, all[rank - 1] > 0 else {
      return Calibration(spread: pooled, series: taught, ratio: 1, weight: 0)
    }
    let expected = StudentT.quantile(0.9, degreesOfFreedom: pooled.degreesOfFreedom)
    let ratio = all[rank - 1] / expected
    let weight = Double(taught) / Double(taught + 50)
    return Calibration(
      spread: try CombinationSpread(
        factor: pooled.factor * pow(ratio, weight), growth: pooled.growth,
        degreesOfFreedom: pooled.degreesOfFreedom),
      series: taught, ratio: ratio, weight: weight)
  }

  /// The absolute errors of the last steps of a series, each over the scale of its law.
  private func scaledErrors(_ series: [Double], season: Int, horizon: Int) -> [Double] {
    let steps = min(horizon, series.count / 4)
    guard series.count >= 8, steps >= 1, series.allSatisfy(\.isFinite) else { return [] }
    let history = Array(series.dropLast(steps))
    guard let model = try? Combination.fit(history, season: season), model.movement > 0,
      let laws = try? model.forecasts(horizon: steps)
    else { return [] }
    return laws.enumerated().compactMap { h, law in
      let size = scale(movement: model.movement, step: h + 1)
      let error = abs(law.mean - series[history.count + h]) / size
      return error.isFinite ? error : nil
    }
  }
}
