import Periods
import Probability

/// What the spend of one item, fund and year is made of in one draw.
struct CostDriver: Sendable, Equatable {
  /// Figures of a driver.
  static let count = 4

  /// Average stock that the fund pays for; for events, the average of a month.
  var volume: Double
  /// Price of a calendar unit in its own price base.
  var price: Double
  /// Cash price over that price.
  var priceIndex: Double
  /// Change of prices in the year, as a share; 0 without an inflation path.
  var inflation: Double
}

extension BlockResult {
  /// Adds a draw's driver to the sums, in the order of ``DriverMeans``.
  mutating func add(_ driver: CostDriver) {
    add(driver.volume)
    add(driver.price)
    add(driver.priceIndex)
    add(driver.inflation)
  }
}

extension RunPlan {
  /// Drivers of a draw: scenarios, costs, funds, years, items.
  var driverCount: Int {
    scenarios.reduce(0) { sum, scenario in
      sum
        + scenario.costs.reduce(0) {
          $0 + $1.funds.count * timeline.allYears.count * $1.items.count
        }
    }
  }
}

/// Means over the draws of every driver, in the order in which ``Costing`` adds them.
struct DriverMeans: Sendable {
  private var means: [CostDriver] = []

  init() {}

  /// - Parameter blocks: the sums of each block of draws, in the order of the draws.
  init(blocks: [[Double]], draws: Int) {
    let width = blocks.first?.count ?? 0
    let values = (0..<width).map { place in
      var sum = CompensatedSum()
      for block in blocks { sum.add(block[place]) }
      return sum.value / Double(max(draws, 1))
    }
    means = stride(from: 0, to: width, by: CostDriver.count).map {
      CostDriver(
        volume: values[$0], price: values[$0 + 1], priceIndex: values[$0 + 2],
        inflation: values[$0 + 3])
    }
  }

  subscript(_ position: Int) -> CostDriver? {
    means.indices.contains(position) ? means[position] : nil
  }
}
