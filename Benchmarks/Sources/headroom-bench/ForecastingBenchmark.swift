import Forecasting
import Foundation
import Synchronization

/// Fits and forecasts of many annual series, each with its limits.
struct ForecastingBenchmark {
  static let horizon = 5

  /// A method and the series it is measured on.
  struct Work {
    let name: String
    let series: ArraySlice<[Double]>
    /// Whether it is not a method but a measure of the machine.
    let isYardstick: Bool
    /// The sum of a series' means and limits, so that none can be left out.
    let limits: @Sendable ([Double]) throws -> Double

    /// Fits a model and takes the mean and both ranges of every step.
    init(
      _ name: String, _ series: ArraySlice<[Double]>,
      fit: @escaping @Sendable ([Double]) throws -> any SeriesModel
    ) {
      self.name = name
      self.series = series
      isYardstick = false
      limits = { series in
        try fit(series).forecasts(horizon: horizon).reduce(0) { sum, law in
          let inner = try law.interval(coverage: 0.8)
          let outer = try law.interval(coverage: 0.95)
          return sum + law.mean + inner.lowerBound + inner.upperBound + outer.lowerBound
            + outer.upperBound
        }
      }
    }

    /// Arithmetic without memory, to see what the machine itself gives a second thread.
    init(plainLoopOver series: ArraySlice<[Double]>) {
      name = "A plain loop of arithmetic"
      self.series = series
      isYardstick = true
      limits = { $0.reduce(0) { sum, y in (0..<2_000).reduce(sum) { ($0 + Double($1)) / y } } }
    }
  }

  /// What was measured of one method.
  struct Result {
    var oneThread = Sample()
    var twoThreads = Sample()
    /// Series whose fit threw an error.
    var refused = 0
  }

  /// The table could not be read, or the two numbers of threads gave different limits.
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// The values of a table with a heading, an identifier in the first column, and no gaps.
  static func table(_ path: String) throws -> [[Double]] {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
      throw Failure(description: "\(path): cannot be read; name a table with --annual")
    }
    let lines = text.split(whereSeparator: \.isNewline).dropFirst()
    guard !lines.isEmpty else {
      throw Failure(description: "\(path): no series below the heading")
    }
    return try lines.enumerated().map { index, line in
      let cells = line.split(separator: ",").dropFirst()
      let values = cells.compactMap { Double($0.trimmingCharacters(in: .whitespacesAndNewlines)) }
      guard values.count == cells.count, !values.isEmpty else {
        throw Failure(description: "\(path), line \(index + 2): not a row of numbers")
      }
      return values
    }
  }

  /// Runs a method on one thread and on two in turn.
  static func measure(_ work: Work, rounds: Int) async throws -> Result {
    var result = Result()
    for round in -1..<rounds {
      var current = Result()
      let alone = current.oneThread.measure { sums(work, Atomic(0)) }
      let wall = Clock.wall.seconds
      let cpu = Clock.cpu.seconds
      let shared = await sumsOnTwoThreads(work)
      current.twoThreads.add(wall: Clock.wall.seconds - wall, cpu: Clock.cpu.seconds - cpu)
      guard
        alone.sorted(by: { $0.0 < $1.0 }).map(\.1) == shared.sorted(by: { $0.0 < $1.0 }).map(\.1)
      else { throw Failure(description: "\(work.name): limits differ between one thread and two") }
      result.refused = alone.reduce(0) { $0 + $1.1.refused }
      if round >= 0 {
        result.oneThread.append(current.oneThread)
        result.twoThreads.append(current.twoThreads)
      }
    }
    return result
  }

  /// The sum of all limits of a chunk and the number of fits that failed.
  private struct Sum: Equatable, Sendable {
    var limits = 0.0
    var refused = 0
  }

  private static let chunk = 50

  private static func sumsOnTwoThreads(_ work: Work) async -> [(Int, Sum)] {
    let counter = Counter()
    return await withTaskGroup(of: [(Int, Sum)].self) { group in
      for _ in 0..<2 { group.addTask { sums(work, counter.next) } }
      return await group.reduce(into: []) { $0 += $1 }
    }
  }

  /// The next chunk to take, counted by all threads.
  private final class Counter: Sendable {
    let next = Atomic(0)
  }

  /// Takes chunk after chunk until none is left.
  private static func sums(_ work: Work, _ next: borrowing Atomic<Int>) -> [(Int, Sum)] {
    var sums: [(Int, Sum)] = []
    while true {
      let index = next.add(1, ordering: .relaxed).oldValue
      let first = work.series.startIndex + index * chunk
      guard first < work.series.endIndex else { return sums }
      var sum = Sum()
      for series in work.series[first..<min(first + chunk, work.series.endIndex)] {
        do {
          sum.limits += try work.limits(series)
        } catch {
          sum.refused += 1
        }
      }
      sums.append((index, sum))
    }
  }
}
