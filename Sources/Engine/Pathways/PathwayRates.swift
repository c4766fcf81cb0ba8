import Cohorts
import Periods

/// Rates counted from a moves table over the months its measure's history gives as exposure.
///
/// The gamma law of a rate has the events counted plus a prior's, over the child-months counted plus
/// the prior's: the law of the other rates of the same kind (all that leave; all that move between
/// two items), fitted by their joint likelihood.
struct PathwayRates: Sendable {
  /// Events counted from an item to another (`nil`: outside), before the prior.
  let exits: [Double]
  let transfers: [[Double]]
  let entries: [Double]
  /// Ages of those who enter, item by item.
  let enteringAges: [[Int: Double]]
  /// Child-months by item.
  let exposure: [Double]
  let months: Double
  /// Prior events and child-months: of leaving, and of moving.
  let leavingPrior: (shape: Double, rate: Double)?
  let movingPrior: (shape: Double, rate: Double)?

  /// - Parameters:
  ///   - ageOut: everybody leaves at that age: those who did are not counted as leaving by a rate.
  /// - Throws: ``EngineError`` where children left an item in which the history has nobody, or the
  ///   window has months without a stock.
  init(
    _ table: MovesTable, history: OwnHistoryPlan, items: [String], window: ClosedRange<Month>,
    ageOut: Int?, pathway: String
  ) throws(EngineError) {
    let count = items.count
    var exposure = [Double](repeating: 0, count: count)
    for index in window.lowerBound.index...window.upperBound.index {
      for item in 0..<count {
        guard let stock = history.table.middle(Month(index: index), item) else {
          throw EngineError(
            "`\(pathway)` counts moves in \(Month(index: index)), but the history `"
              + "\(items[item])` is in has figures from the end of \(history.table.first) to the end "
              + "of \(history.table.last), so I don't know who could have moved. Count from the month "
              + "after the first figure to that of the last.")
        }
        exposure[item] += stock
      }
    }
    var exits = [Double](repeating: 0, count: count)
    var entries = exits
    var transfers = [[Double]](repeating: exits, count: count)
    var ages = [[Int: Double]](repeating: [:], count: count)
    for move in table.moves {
      switch (move.from, move.to) {
      case (let from?, let to?): transfers[from][to] += move.count
      case (let from?, nil):
        if let limit = ageOut, let age = move.age, age >= limit { continue }
        exits[from] += move.count
      case (nil, let to?):
        entries[to] += move.count
        if let age = move.age { ages[to][age, default: 0] += move.count }
      case (nil, nil): break
      }
    }
    if let limit = ageOut, !table.hasAges, !history.table.ages.isEmpty {
      for item in 0..<count {
        let share = PathwayRates.nearLimit(history.table, item, limit)
        exits[item] = max(0, exits[item] - exposure[item] * share / 12)
      }
    }
    for item in 0..<count where exposure[item] <= 0 {
      guard exits[item] == 0, transfers[item].allSatisfy({ $0 == 0 }) else {
        throw EngineError(
          "`\(pathway)` counts children who left `\(items[item])`, but the history has nobody there "
            + "between \(window.lowerBound) and \(window.upperBound). One of the two tables is wrong."
        )
      }
    }
    self.exits = exits
    self.entries = entries
    self.transfers = transfers
    self.exposure = exposure
    enteringAges = ages
    months = Double(window.upperBound.index - window.lowerBound.index + 1)
    leavingPrior = PathwayRates.prior(exits, exposure)
    var moved: [Double] = []
    var over: [Double] = []
    for from in 0..<count {
      for to in 0..<count where to != from {
        moved.append(transfers[from][to])
        over.append(exposure[from])
      }
    }
    movingPrior = PathwayRates.prior(moved, over)
  }

  /// The share of an item's children who are in the last year before the limit.
  private static func nearLimit(_ table: HistoryTable, _ item: Int, _ limit: Int) -> Double {
    var near = 0.0
    var all = 0.0
    for month in table.ages {
      near += month[item][limit - 1] ?? 0
      all += month[item].sorted { $0.key < $1.key }.reduce(0) { $0 + $1.value }
    }
    return all > 0 ? near / all : 0
  }

  /// Shape and rate of the common gamma law; `nil` where nothing was counted.
  private static func prior(
    _ events: [Double], _ exposure: [Double]
  ) -> (shape: Double, rate: Double)? {
    guard let shrinkage = try? GammaPoissonShrinkage(events: events, exposure: exposure) else {
      return nil
    }
    return (shrinkage.shape, shrinkage.rate)
  }
}
