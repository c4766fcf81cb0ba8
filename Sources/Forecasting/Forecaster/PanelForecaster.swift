/// Forecasts many series at once, on as many threads as asked for, with the same results on any
/// number.
public struct PanelForecaster: Sendable {
  /// What each series is forecast with.
  public let forecaster: SeriesForecaster

  /// The number of threads.
  public let threads: Int

  /// Throws `invalidParameter` for fewer than one thread.
  public init(_ forecaster: SeriesForecaster, threads: Int) throws(ForecastingError) {
    try requireRange("threads", Double(threads), 1, 4_096)
    self.forecaster = forecaster
    self.threads = threads
  }

  /// The forecast of each series, or why there is none, in the order of the series.
  ///
  /// `progress` is told how many series are done, from whatever thread did them.
  public func forecast(
    _ panel: [[Double]], progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) async -> [Result<SeriesForecast, ForecastingError>] {
    let forecaster = forecaster
    return await PanelForecaster.map(panel, threads: threads, progress: progress) { series in
      do throws(ForecastingError) {
        return .success(try forecaster.forecast(series))
      } catch {
        return .failure(error)
      }
    }
  }

  /// Maps every series by itself, in pieces that threads take as they become free.
  static func map<Output: Sendable>(
    _ panel: [[Double]], threads: Int, progress: @escaping @Sendable (Int) -> Void = { _ in },
    _ transform: @escaping @Sendable ([Double]) -> Output
  ) async -> [Output] {
    let piece = max(1, min(64, (panel.count + threads * 4 - 1) / (threads * 4)))
    let starts = Array(stride(from: 0, to: panel.count, by: piece))
    var pieces = [[Output]?](repeating: nil, count: starts.count)
    await withTaskGroup(of: (Int, [Output]).self) { group in
      var next = 0
      func add() {
        guard next < starts.count else { return }
        let place = next
        let series = panel[starts[place]..<min(starts[place] + piece, panel.count)]
        group.addTask { (place, series.map(transform)) }
        next += 1
      }
      for _ in 0..<threads { add() }
      var done = 0
      while let (place, outputs) = await group.next() {
        pieces[place] = outputs
        done += outputs.count
        progress(done)
        add()
      }
    }
    return pieces.compactMap { $0 }.flatMap { $0 }
  }
}
