import ScenarioLanguage

/// What the contracts of a scenario do in one draw: occupied places, and who is no longer priced.
///
/// Occupied places in a month are the places times the share filled and the build-up, as far as there
/// are children of the items served, those of the item that costs most first; children in one contract
/// are not counted for the next. An occupied place stops one payment of the cost it replaces.
struct ContractDraw {
  /// Occupied places by contract and month.
  private(set) var occupied: [[Double]]
  /// Places paid for by contract and month.
  private(set) var paidPlaces: [[Double]]
  /// Children each cost no longer prices, by cost: `item · months + month` of the measure; empty
  /// where none.
  private(set) var replaced: [[Double]]

  init(_ scenario: ScenarioPlan, stocks: [[Double]], months: Int, firstMonth: Int, draw: Int) {
    occupied = []
    paidPlaces = []
    replaced = scenario.costs.map { _ in [] }
    var left = stocks
    for contract in scenario.contracts {
      let provided = contract.places.uniform(draw: draw)
      let filled = contract.filledTo.map { $0.uniform(draw: draw) }
      var used = [Double](repeating: 0, count: months)
      var paid = used
      let order = ContractDraw.dearestFirst(contract, scenario, firstMonth, draw)
      for month in 0..<months where contract.paid[month] > 0 {
        let places =
          contract.size ?? contract.places.value(uniform: provided, month: firstMonth + month)
        let share =
          contract.filledTo.flatMap { law in
            filled.map { law.value(uniform: $0, month: firstMonth + month) }
          } ?? 1
        var room = places * share * contract.filling[month]
        for item in order where room > 0 {
          let place = item * months + month
          let taken = min(room, left[contract.measure][place])
          guard taken > 0 else { continue }
          room -= taken
          used[month] += taken
          left[contract.measure][place] -= taken
          if let cost = contract.replaces {
            if replaced[cost].isEmpty {
              replaced[cost] = [Double](repeating: 0, count: stocks[contract.measure].count)
            }
            replaced[cost][place] += taken
          }
        }
        paid[month] = contract.contract.paidWhenEmpty ? places : used[month]
      }
      occupied.append(used)
      paidPlaces.append(paid)
    }
  }

  /// The items served, those whose replaced price is highest in the first month paid for first.
  private static func dearestFirst(
    _ contract: ContractPlan, _ scenario: ScenarioPlan, _ firstMonth: Int, _ draw: Int
  ) -> [Int] {
    guard contract.items.count > 1, let replaced = contract.replaces,
      let start = contract.paid.firstIndex(where: { $0 > 0 })
    else { return contract.items }
    let cost = scenario.costs[replaced]
    func price(_ item: Int) -> Double {
      guard let place = cost.items.firstIndex(of: item) else { return 0 }
      let sampler = cost.prices[place]
      return sampler.value(uniform: sampler.uniform(draw: draw), month: firstMonth + start)
        * cost.units[place][start]
    }
    let prices = contract.items.map(price)
    return contract.items.indices.sorted { (-prices[$0], $0) < (-prices[$1], $1) }
      .map { contract.items[$0] }
  }

  /// The children a cost still prices.
  func priced(_ cost: Int, _ stocks: [Double]) -> [Double] {
    replaced[cost].isEmpty ? stocks : zip(stocks, replaced[cost]).map { $0 - $1 }
  }
}
