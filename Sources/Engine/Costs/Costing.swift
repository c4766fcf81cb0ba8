import Finance
import Periods

/// Prices the monthly stocks of one draw, and splits each year's change for the MTFS.
struct Costing {
  let plan: RunPlan
  let scenario: ScenarioPlan
  let draw: Int

  /// Pushes, for each fund: spend by year and item, then movements by year; adds up what each spend
  /// is made of.
  func record(_ cost: CostPlan, stocks: [Double], into result: inout BlockResult) {
    let months = plan.timeline.monthCount
    let years = plan.timeline.allYears
    let uniforms = cost.prices.map { $0.uniform(draw: draw) }
    let inflation = cost.inflation ?? scenario.generalInflation
    var indices: [FinancialYear?: [Double]] = [:]
    for base in Set(cost.bases) { indices[base] = years.map { index(inflation, base, $0) } }
    let rate = inflation.map { path in
      let uniform = path.uniform(draw: draw)
      return years.map { path.value(uniform: uniform, month: $0.firstMonth.index) }
    }
    let growth = populationGrowth(cost)
    let first = plan.timeline.firstMonth.index
    let prices = cost.items.indices.map { item in
      let sampler = cost.prices[item]
      guard !sampler.isConstant else {
        return [Double](
          repeating: sampler.value(uniform: uniforms[item], month: 0), count: months)
      }
      return (0..<months).map { sampler.value(uniform: uniforms[item], month: first + $0) }
    }
    let factors = cost.bases.map { indices[$0] ?? years.map { _ in 1 } }
    let shares = FundShares(
      cost, draw: draw, firstMonth: first, months: months,
      payment: { cost.units[$0][$1] * prices[$0][$1] * factors[$0][$1 / 12] },
      index: { index(scenario.generalInflation, $0, years[$1]) })
    for fund in cost.funds.indices {
      let paid = cost.items.indices.map { shares.path(of: fund, item: $0) }
      var annual: [[AnnualCost]] = []
      for year in years.indices {
        var row: [AnnualCost] = []
        for item in cost.items.indices {
          let path = cost.items[item] * months
          let factor = factors[item][year]
          let units = cost.units[item]
          let price = prices[item]
          let share = paid[item]
          var priced = 0.0
          var allUnits = 0.0
          var spent = 0.0
          var allPrices = 0.0
          for month in year * 12..<year * 12 + 12 {
            allUnits += units[month]
            allPrices += units[month] * price[month]
            let bought = stocks[path + month] * units[month] * share[month]
            priced += bought
            spent += bought * price[month]
          }
          let last = year * 12 + 11
          let closing = stocks[path + last] * share[last]
          // The year's price is what its volume cost on average; with no volume, the plain average.
          let average = priced > 0 ? spent / priced : allUnits > 0 ? allPrices / allUnits : 0
          let volume = allUnits > 0 ? priced / allUnits : 0
          row.append(
            AnnualCost(
              averageVolume: volume, closingVolume: closing, unitsInYear: allUnits,
              price: average * factor, priceIndex: factor))
          result.add(
            CostDriver(
              volume: volume, price: average, priceIndex: factor, inflation: rate?[year] ?? 0))
        }
        annual.append(row)
        for item in row { result.push(item.cost) }
        if plan.explains(scenario) {
          push(movement: year == 0 ? nil : annual[year - 1], to: row, growth[year], into: &result)
        }
        result.push(row.reduce(0) { $0 + $1.cost })
      }
    }
  }

  /// Pushes the lines that lead from one year's cost to the next; none for the first year computed.
  private func push(
    movement previous: [AnnualCost]?, to current: [AnnualCost], _ populationGrowth: Double,
    into result: inout BlockResult
  ) {
    let lines = previous.flatMap {
      try? MTFSMovements(from: $0, to: current, populationGrowth: populationGrowth)
    }
    for amount in (lines ?? MTFSMovements()).amounts.prefix(SeriesCatalogue.lines) {
      result.push(amount)
    }
  }

  /// Growth of the population that a measure serves, by year; 0 where it is none of children and no
  /// assumption says.
  private func populationGrowth(_ cost: CostPlan) -> [Double] {
    let years = plan.timeline.allYears
    if let growth = scenario.populationGrowth {
      let uniform = growth.uniform(draw: draw)
      return years.map { growth.value(uniform: uniform, month: $0.firstMonth.index) }
    }
    let growth = scenario.countsChildren(cost.measure) ? plan.childPopulation.growth : 0
    return years.map { _ in growth }
  }

  /// A cost's spend in each month computed, in cash, from every fund.
  func months(_ cost: CostPlan, stocks: [Double]) -> [Double] {
    let count = plan.timeline.monthCount
    let inflation = cost.inflation ?? scenario.generalInflation
    var result = [Double](repeating: 0, count: count)
    for item in cost.items.indices {
      let uniform = cost.prices[item].uniform(draw: draw)
      let path = cost.items[item] * count
      for (place, year) in plan.timeline.allYears.enumerated() {
        let factor = index(inflation, cost.bases[item], year)
        for month in place * 12..<place * 12 + 12 {
          let price = cost.prices[item].value(
            uniform: uniform, month: plan.timeline.firstMonth.index + month)
          result[month] += stocks[path + month] * cost.units[item][month] * price * factor
        }
      }
    }
    return result
  }

  /// Pushes what a contract costs by year, and its mean of occupied places over the months paid for.
  func record(
    _ contract: ContractPlan, _ drawn: ContractDraw, _ position: Int,
    into result: inout BlockResult
  ) {
    let uniform = contract.price.uniform(draw: draw)
    let inflation = contract.inflation ?? scenario.generalInflation
    let first = plan.timeline.firstMonth.index
    for (place, year) in plan.timeline.allYears.enumerated() {
      var paid = 0.0
      var used = 0.0
      var months = 0.0
      for month in place * 12..<place * 12 + 12 where contract.paid[month] > 0 {
        let price = contract.price.value(uniform: uniform, month: first + month)
        paid += drawn.paidPlaces[position][month] * contract.units[month] * price
        used += drawn.occupied[position][month]
        months += 1
      }
      result.push(paid * index(inflation, contract.base, year))
      result.push(months > 0 ? used / months : 0)
    }
  }

  /// Pushes each spend by year.
  func recordSpends(_ lever: LeverPlan, into result: inout BlockResult) {
    for spend in lever.spends {
      guard lever.isPaid else {
        for _ in plan.timeline.allYears { result.push(0) }
        continue
      }
      let uniform = spend.amount.uniform(draw: draw)
      let first = plan.timeline.firstMonth.index
      let constant = spend.amount.isConstant ? spend.amount.value(uniform: uniform, month: 0) : nil
      for (position, year) in plan.timeline.allYears.enumerated() {
        var paid = 0.0
        for month in position * 12..<position * 12 + 12 where spend.perMonth[month] != 0 {
          let amount = constant ?? spend.amount.value(uniform: uniform, month: first + month)
          paid += spend.perMonth[month] * amount
        }
        result.push(paid * index(scenario.generalInflation, spend.base, year))
      }
    }
  }

  /// Cash price of a year over the price of its base year; 1 for cash, and without a path.
  private func index(
    _ inflation: DatedSampler?, _ base: FinancialYear?, _ year: FinancialYear
  ) -> Double {
    guard let inflation, let base, base != year else { return 1 }
    let uniform = inflation.uniform(draw: draw)
    var factor = 1.0
    let low = min(base, year)
    let high = max(base, year)
    var next = low.advanced(by: 1)
    while next <= high {
      factor *= 1 + inflation.value(uniform: uniform, month: next.firstMonth.index)
      next = next.advanced(by: 1)
    }
    return base < year ? factor : 1 / factor
  }
}
