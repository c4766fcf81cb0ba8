import Forecasting
import Foundation

/// The forecasts of the annual table, ours and the peers'.
struct ForecastingTable {
  let settings: Settings

  /// Prints the tables, or says what is not here.
  func print() async throws {
    guard let path = settings.annual else {
      Swift.print("\nForecasts of annual series: not measured: no annual table (--annual FILE).")
      return
    }
    let all = try ForecastingBenchmark.table(path)
    let horizon = ForecastingBenchmark.horizon
    let works = [
      ForecastingBenchmark.Work("`ExponentialSmoothing.automatic`", all[...]) {
        try ExponentialSmoothing.automatic($0)
      },
      .init("`ThetaModel.fit`, dynamic optimised", all[...]) { try ThetaModel.fit($0) },
      .init("`Theta.fit`", all[...]) { try Theta.fit($0) },
      .init("`Combination.fit`, the default", all[...]) { try Combination.fit($0) },
      .init("`ARIMA.automatic`", all.prefix(500)) { try ARIMA.automatic($0) },
      .init(plainLoopOver: all[...]),
    ]
    Swift.print(
      "\nFit and forecast of \(all.count) annual series, \(horizon) steps, means and 80% and 95%"
        + " limits; peers on one thread, on the first series only where so said:\n")
    Swift.print(
      Markdown.header([
        "Method", "Series", "Median wall", "Lowest to highest", "Median CPU",
        "CPU for \(all.count)", "Two threads, wall", "times as fast",
      ]))
    var results: [ForecastingBenchmark.Result] = []
    for work in works {
      let result = try await ForecastingBenchmark.measure(
        work, rounds: settings.repetitions(5))
      results.append(result)
      Swift.print(own(work, result, of: all.count))
      fflush(nil)
    }
    let python = peer(
      "annual_forecasts", .python, path, min(2_000, all.count), all.count,
      ["AutoETS", "DynamicOptimizedTheta"])
    let r = peer(
      "annual_forecasts", .r, path, min(500, all.count), all.count, ["thetaf", "ets", "auto.arima"])
    compare(results, python: python, r: r)
  }

  private func own(
    _ work: ForecastingBenchmark.Work, _ result: ForecastingBenchmark.Result, of count: Int
  ) -> String {
    let sample = result.oneThread
    let speed = median(sample.wall) / median(result.twoThreads.wall)
    let scale = Double(count) / Double(work.series.count)
    let refused = result.refused > 0 ? ", \(result.refused) REFUSED" : ""
    return Markdown.row([
      work.name + refused, "\(work.series.count)", Markdown.time(median(sample.wall)),
      Markdown.range(sample.wall), Markdown.time(median(sample.cpu)),
      Markdown.time(median(sample.cpu) * scale), Markdown.time(median(result.twoThreads.wall)),
      work.isYardstick
        ? Markdown.digits(speed, 2)
        : Markdown.verdict("\(Markdown.digits(speed, 2)), at least 1.80", isMet: speed >= 1.8),
    ])
  }

  /// Measures a peer, prints its lines and returns its measurements with the factor to all series.
  private func peer(
    _ script: String, _ language: Peer.Language, _ path: String, _ sampled: Int, _ count: Int,
    _ names: [String]
  ) -> (report: Peer.Report?, scale: Double) {
    let report = Peer(script: script, language: language, settings: settings).run([
      path, "\(sampled)", "\(ForecastingBenchmark.horizon)", "3",
    ])
    let scale = Double(count) / Double(sampled)
    for name in names {
      guard let report, let sample = report.samples[name] else {
        Swift.print(Markdown.row([name, "peer not here", "", "", "", "", "", ""]))
        continue
      }
      Swift.print(
        Markdown.row([
          "\(report.version), `\(name)`", "first \(sampled)", Markdown.time(median(sample.wall)),
          Markdown.range(sample.wall), Markdown.time(median(sample.cpu)),
          Markdown.time(median(sample.cpu) * scale), "", "",
        ]))
    }
    fflush(nil)
    return (report, scale)
  }

  private func compare(
    _ results: [ForecastingBenchmark.Result], python: (report: Peer.Report?, scale: Double),
    r: (report: Peer.Report?, scale: Double)
  ) {
    let ours = results.map(\.oneThread)
    func against(
      _ name: String, _ ours: Sample, _ peer: (report: Peer.Report?, scale: Double), _ key: String,
      scale: Double? = nil, target: Double?
    ) -> PeerRatio {
      PeerRatio(
        name: name, ours: ours, peer: peer.report?.samples[key], scale: scale ?? peer.scale,
        target: target)
    }
    Swift.print(
      "\nRatios on one thread, peers' times multiplied up to the same number of series:\n")
    Swift.print(
      Markdown.table([
        against("Automatic ETS, statsforecast AutoETS", ours[0], python, "AutoETS", target: 0.2),
        against("Automatic ETS, R ets", ours[0], r, "ets", target: nil),
        against(
          "Dynamic optimised Theta, statsforecast DynamicOptimizedTheta", ours[1], python,
          "DynamicOptimizedTheta", target: 0.1),
        against("Theta, R thetaf", ours[2], r, "thetaf", target: 0.05),
        against(
          "Default combination, statsforecast AutoETS", ours[3], python, "AutoETS", target: 0.25),
        against(
          "Automatic ARIMA, R auto.arima, the same series", ours[4], r, "auto.arima", scale: 1,
          target: nil),
      ]))
  }
}
