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
    let fit: @Sendable ([Double]) throws -> any SeriesModel
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
    let text = try String(contentsOfFile: path, encoding: .utf8)
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

  /// The sum of all limits of a chunk, so that none can be left out, and the fits that failed.
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
          for law in try work.fit(series).forecasts(horizon: horizon) {
            let inner = try law.interval(coverage: 0.8)
            let outer = try law.interval(coverage: 0.95)
            sum.limits += law.mean + inner.lowerBound + inner.upperBound
            sum.limits += outer.lowerBound + outer.upperBound
          }
        } catch {
          sum.refused += 1
        }
      }
      sums.append((index, sum))
    }
  }
}
