import Finance
import Periods
import Probability
import ScenarioLanguage
import Services

/// Draws every scenario of a run, draw by draw, with shared random numbers.
///
/// A block of draws is the unit of work; each lands in its own place, so the result does not depend
/// on the number of threads.
struct Simulation: Sendable {
  let plan: RunPlan
  let catalogue: SeriesCatalogue

  init(plan: RunPlan) {
    self.plan = plan
    catalogue = Simulation.catalogue(plan)
  }

  private static func catalogue(_ plan: RunPlan) -> SeriesCatalogue {
    var catalogue = SeriesCatalogue()
    let years = plan.timeline.allYears.indices
    for (position, published) in plan.published.enumerated() {
      for knot in published.timeline.years.indices.dropFirst() {
        for part in 0..<3 { catalogue.add(.flow(measure: position, part: part, knot: knot)) }
      }
      guard published.cohorts != nil else { continue }
      for knot in published.timeline.years.indices.dropFirst() {
        for band in AgeCohorts.bands.indices {
          catalogue.add(.ageStock(measure: position, band: band, knot: knot))
        }
      }
    }
    for (scenario, resolved) in plan.scenarios.enumerated() {
      for (measure, resolvedMeasure) in resolved.measures.enumerated() {
        for item in -1..<resolvedMeasure.items.count {
          for year in years {
            catalogue.add(
              .yearStock(scenario: scenario, measure: measure, item: item, year: year))
          }
          if case .published(let position) = resolvedMeasure.path {
            for knot in plan.published[position].timeline.years.indices {
              catalogue.add(
                .censusStock(scenario: scenario, measure: measure, item: item, knot: knot))
            }
          }
          for knot in resolvedMeasure.ownCensuses(plan).indices {
            catalogue.add(
              .censusStock(scenario: scenario, measure: measure, item: item, knot: knot))
          }
        }
        guard case .pathway(let pathway) = resolvedMeasure.path else { continue }
        for year in years {
          for part in 0..<5 {
            catalogue.add(.pathway(scenario: scenario, measure: measure, part: part, year: year))
          }
          for limit in pathway.limits.indices {
            catalogue.add(.overflow(scenario: scenario, measure: measure, limit: limit, year: year))
          }
        }
        for lever in resolved.levers.indices where resolved.levers[lever].measure == measure {
          for year in years {
            for part in 0..<2 {
              catalogue.add(.placed(scenario: scenario, lever: lever, part: part, year: year))
            }
          }
        }
      }
      for (cost, resolvedCost) in resolved.costs.enumerated() {
        for fund in resolvedCost.funds.indices {
          for year in years {
            for item in resolvedCost.items.indices {
              catalogue.add(
                .cost(scenario: scenario, cost: cost, fund: fund, item: item, year: year))
            }
            if plan.explains(resolved) {
              for part in 0..<SeriesCatalogue.lines {
                catalogue.add(
                  .movement(scenario: scenario, cost: cost, fund: fund, part: part, year: year))
              }
            }
            catalogue.add(.spending(scenario: scenario, cost: cost, fund: fund, year: year))
          }
        }
      }
      for contract in resolved.contracts.indices {
        for year in years {
          for part in 0..<2 {
            catalogue.add(
              .contract(scenario: scenario, contract: contract, part: part, year: year))
          }
        }
      }
      for figure in resolved.figures.indices {
        for year in years {
          catalogue.add(.figure(scenario: scenario, figure: figure, year: year))
        }
      }
      for (lever, resolvedLever) in resolved.levers.enumerated() {
        for spend in resolvedLever.spends.indices {
          for year in years {
            catalogue.add(.spend(scenario: scenario, lever: lever, spend: spend, year: year))
          }
        }
      }
    }
    for watch in plan.watches {
      for month in 0..<plan.timeline.monthCount {
        catalogue.add(
          .monthStock(
            scenario: watch.scenario, measure: watch.measure, item: watch.item, month: month))
      }
    }
    return catalogue
  }

  /// Runs all draws on `threads` threads.
  func run(threads: Int, progress: @Sendable @escaping (Int) -> Void) async -> DrawTable {
    let draws = plan.draws
    let blockSize = 250
    let blocks = stride(from: 0, to: draws, by: blockSize).map { $0..<min(draws, $0 + blockSize) }
    let workers = max(1, min(threads, blocks.count))
    var table = DrawTable(
      catalogue: catalogue, draws: draws,
      values: [Double](repeating: 0, count: catalogue.count * draws), violations: 0)
    // Blocks end in any order; their sums are added in one.
    var tallies = [[Double]](repeating: [], count: blocks.count)
    await withTaskGroup(of: BlockResult.self) { group in
      var next = 0
      for _ in 0..<workers {
        let range = blocks[next]
        next += 1
        group.addTask { self.block(range) }
      }
      var done = 0
      for await result in group {
        result.place(in: &table)
        tallies[result.range.lowerBound / blockSize] = result.tallies
        done += result.range.count
        progress(done)
        if next < blocks.count {
          let range = blocks[next]
          next += 1
          group.addTask { self.block(range) }
        }
      }
    }
    table.driverMeans = DriverMeans(blocks: tallies, draws: draws)
    return table
  }

  private func block(_ range: Range<Int>) -> BlockResult {
    var result = BlockResult(
      range: range, series: catalogue.count, tallies: plan.driverCount * CostDriver.count)
    for draw in range {
      result.begin(draw)
      let published = plan.published.map { $0.draw(draw) }
      result.violations += published.contains { !$0.isConserved } ? 1 : 0
      record(published, draw, &result)
      var computed = [MonthlyStocks?](repeating: nil, count: plan.scenarios.count)
      for scenario in plan.order {
        computed[scenario] = MonthlyStocks(
          plan: plan, scenario: scenario, published: published, computed: computed, draw: draw)
      }
      for (scenario, stocks) in computed.enumerated() {
        guard let stocks else { continue }
        record(scenario, stocks, published, draw, &result)
        result.violations +=
          stocks.pathways.contains { $0.map { !$0.isConserved } ?? false } ? 1 : 0
      }
      watch(computed, &result)
      result.finish()
    }
    return result
  }

  private func watch(_ computed: [MonthlyStocks?], _ result: inout BlockResult) {
    let months = plan.timeline.monthCount
    for watch in plan.watches {
      let path = computed[watch.scenario]?.levered[watch.measure] ?? []
      for month in 0..<months {
        result.push(
          watch.item >= 0
            ? path[watch.item * months + month]
            : stride(from: month, to: path.count, by: months).reduce(0) { $0 + path[$1] })
      }
    }
  }

  private func record(
    _ published: [PublishedDraw], _ draw: Int, _ result: inout BlockResult
  ) {
    for (position, drawn) in published.enumerated() {
      for knot in 1..<drawn.totals.count {
        result.push(Double(drawn.entries[knot]))
        result.push(Double(drawn.exits[knot]))
        result.push(Double(drawn.residuals[knot]))
      }
      guard let cohorts = plan.published[position].cohorts else { continue }
      for (horizon, shares) in cohorts.bandShares(replicate: draw).enumerated() {
        for share in shares { result.push(share * Double(drawn.totals[horizon + 1])) }
      }
    }
  }

  private func record(
    _ scenario: Int, _ stocks: MonthlyStocks, _ published: [PublishedDraw], _ draw: Int,
    _ result: inout BlockResult
  ) {
    let resolved = plan.scenarios[scenario]
    for measure in resolved.measures.indices {
      recordStocks(resolved.measures[measure], measure, stocks, published, &result)
    }
    let costing = Costing(plan: plan, scenario: resolved, draw: draw)
    let contracts = ContractDraw(
      resolved, stocks: stocks.levered, months: plan.timeline.monthCount,
      firstMonth: plan.timeline.firstMonth.index, draw: draw)
    for (position, cost) in resolved.costs.enumerated() {
      costing.record(
        cost, stocks: contracts.priced(position, stocks.levered[cost.measure]), into: &result)
    }
    for (position, contract) in resolved.contracts.enumerated() {
      costing.record(contract, contracts, position, into: &result)
    }
    ScenarioFigures(
      stocks: stocks, costing: costing, contracts: contracts, months: plan.timeline.monthCount
    ).record(resolved.figures, plan, into: &result)
    for lever in resolved.levers { costing.recordSpends(lever, into: &result) }
  }

  /// Pushes the total and then each item: years, then censuses.
  private func recordStocks(
    _ measure: MeasurePlan, _ position: Int, _ stocks: MonthlyStocks,
    _ published: [PublishedDraw], _ result: inout BlockResult
  ) {
    let months = plan.timeline.monthCount
    let path = stocks.levered[position]
    let base = stocks.base[position]
    let years = plan.timeline.allYears.count
    var means = [Double](repeating: 0, count: measure.items.count * years)
    for item in measure.items.indices {
      for year in 0..<years {
        var weighted = 0.0
        for month in year * 12..<year * 12 + 12 {
          weighted +=
            measure.measure.isFlow
            ? path[item * months + month]
            : path[item * months + month] * plan.monthDays[month]
        }
        means[item * years + year] =
          measure.measure.isFlow ? weighted : weighted / plan.yearDays[year]
      }
    }
    var counts: [Double] = []
    var knots = 0
    if case .published(let source) = measure.path {
      let drawn = published[source]
      let census = plan.published[source]
      knots = census.timeline.years.count
      counts = [Double](repeating: 0, count: measure.items.count * knots)
      for (knot, year) in census.timeline.years.enumerated() {
        let month = plan.timeline.offset(CensusTimeline.day(census.census, year: year).month)
        for item in measure.items.indices {
          var stock = Double(drawn.stocks[knot * drawn.items + item])
          if month >= 0, month < months {
            stock += path[item * months + month] - base[item * months + month]
          }
          counts[item * knots + knot] = stock
        }
        Simulation.settle(&counts, knot, knots)
      }
    } else if measure.history?.census != nil {
      let censuses = measure.ownCensuses(plan)
      let closing = stocks.closing[position]
      knots = censuses.count
      counts = [Double](repeating: 0, count: measure.items.count * knots)
      for (knot, census) in censuses.enumerated() {
        for item in measure.items.indices {
          let place = item * months + census.month
          counts[item * knots + knot] = closing[place] + path[place] - base[place]
        }
        Simulation.settle(&counts, knot, knots)
      }
    }
    for item in -1..<measure.items.count {
      for year in 0..<years { result.push(Simulation.pick(means, item, year, years)) }
      for knot in 0..<knots { result.push(Simulation.pick(counts, item, knot, knots)) }
    }
    if let drawn = stocks.pathways[position] {
      drawn.record(measure.items.count, months: months, into: &result)
    }
  }

  /// Takes back what a lever's mid-month effect took beyond an item's stock on the census day, from
  /// the items that have stock, so that none is negative and the total stays.
  private static func settle(_ counts: inout [Double], _ knot: Int, _ width: Int) {
    var owed = 0.0
    for place in stride(from: knot, to: counts.count, by: width) where counts[place] < 0 {
      owed -= counts[place]
      counts[place] = 0
    }
    for place in stride(from: knot, to: counts.count, by: width) where owed > 0 {
      let paid = min(owed, counts[place])
      counts[place] -= paid
      owed -= paid
    }
  }

  /// The figure of an item, or of all of them where `item` is -1.
  private static func pick(_ table: [Double], _ item: Int, _ column: Int, _ width: Int) -> Double {
    guard item < 0 else { return table[item * width + column] }
    return stride(from: column, to: table.count, by: width).reduce(0) { $0 + table[$1] }
  }
}

/// The series of one block of draws, pushed in the order of the catalogue.
struct BlockResult: Sendable {
  let range: Range<Int>
  private let series: Int
  private var values: [Double]
  private var cursor = 0
  private var column = 0
  /// Sums over the block's draws of what is only wanted as a mean.
  private(set) var tallies: [Double]
  private var tally = 0
  var violations = 0

  init(range: Range<Int>, series: Int, tallies: Int) {
    self.range = range
    self.series = series
    self.tallies = [Double](repeating: 0, count: tallies)
    values = [Double](repeating: 0, count: series * range.count)
  }

  mutating func begin(_ draw: Int) {
    cursor = 0
    tally = 0
    column = draw - range.lowerBound
  }

  mutating func add(_ value: Double) {
    tallies[tally] += value
    tally += 1
  }

  mutating func push(_ value: Double) {
    values[cursor * range.count + column] = value
    cursor += 1
  }

  /// Every series has its figure: an invariant of the catalogue's order.
  func finish() {
    precondition(cursor == series, "a draw filled \(cursor) of \(series) series")
    precondition(tally == tallies.count, "a draw filled \(tally) of \(tallies.count) tallies")
  }

  func place(in table: inout DrawTable) {
    table.violations += violations
    let width = range.count
    for line in 0..<series {
      let target = line * table.draws + range.lowerBound
      for index in 0..<width { table.values[target + index] = values[line * width + index] }
    }
  }
}
