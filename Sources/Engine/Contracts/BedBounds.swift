import BlockBeds
import Foundation
import Periods
import ScenarioLanguage

/// What queueing theory says of a contract's number of places: the two bounds of ``BlockBeds``.
///
/// There are bounds where the children of the contract come and go by a pathway whose entries and exits
/// are written as rates: a referral rate and a mean stay for each item, at their medians in the first
/// month paid for, and prices at their medians in one price base. Items that the replaced cost prices
/// and the contract does not serve are children whom the places do not suit.
struct BedBounds {
  /// Weeks of the period that costs are of: a year.
  static let weeks = 365.25 / 7

  let demand: BedDemand
  let prices: BedPrices

  /// The bounds of a contract in a scenario; `nil` where it has none.
  init?(_ contract: ContractPlan, _ scenario: ScenarioPlan, _ timeline: Timeline) {
    guard contract.contract.paidWhenEmpty, contract.filledTo == nil,
      let replaced = contract.replaces.map({ scenario.costs[$0] }),
      let start = contract.paid.firstIndex(where: { $0 > 0 }),
      case .pathway(let pathway) = scenario.measures[contract.measure].path,
      pathway.ageing == nil, pathway.limits.isEmpty
    else { return nil }
    let weeks = Double(timeline.month(start).days) / 7
    func price(_ item: Int) -> Double? {
      guard let place = replaced.items.firstIndex(of: item), replaced.bases[place] == contract.base
      else { return nil }
      return BedBounds.median(replaced.prices[place], timeline, start)
        * replaced.units[place][start] / weeks
    }
    var arrivals = 0.0
    var served = 0.0
    var others = 0.0
    var spot: Double?
    for item in replaced.items {
      guard let weekly = price(item), spot == nil || spot == weekly,
        let stay = BedBounds.stay(item, pathway, timeline, start),
        let rate = BedBounds.arrivals(item, pathway, timeline, start)
      else { return nil }
      spot = weekly
      if contract.items.contains(item) {
        arrivals += rate
        served += rate * stay
      } else {
        others += rate * stay
      }
    }
    guard arrivals > 0, served > 0, let spot else { return nil }
    let stay = served / arrivals
    let fixed =
      BedBounds.median(contract.price, timeline, start) * contract.units[start] / weeks
    do {
      demand = try BedDemand(
        arrivalsPerWeek: (served + others) / stay, meanStayWeeks: stay,
        suitedShare: served / (served + others))
      prices = try BedPrices(fixed: fixed, spot: spot)
    } catch {
      return nil
    }
  }

  private static func median(_ sampler: DatedSampler, _ timeline: Timeline, _ month: Int) -> Double
  {
    sampler.value(uniform: 0.5, month: timeline.firstMonth.index + month)
  }

  /// Mean stay in weeks of an item that children only leave to the outside; `nil` where they move on.
  private static func stay(
    _ item: Int, _ pathway: PathwayPlan, _ timeline: Timeline, _ month: Int
  ) -> Double? {
    var rate = 0.0
    for exit in pathway.rates where exit.from == item {
      guard exit.to == nil, case .written(let share, let perMonth) = exit.law else { return nil }
      rate += -log(1 - median(share, timeline, month)) * perMonth[month]
    }
    return rate > 0 ? Double(timeline.month(month).days) / 7 / rate : nil
  }

  /// Children who enter an item in a week; `nil` where that is no rate written in the pathway.
  private static func arrivals(
    _ item: Int, _ pathway: PathwayPlan, _ timeline: Timeline, _ month: Int
  ) -> Double? {
    guard !pathway.rates.contains(where: { $0.to == item }) else { return nil }
    var sum = 0.0
    for entry in pathway.entries where entry.item == item {
      guard case .written(let mean, let perMonth) = entry.mean else { return nil }
      sum += median(mean, timeline, month) * perMonth[month]
    }
    return sum / (Double(timeline.month(month).days) / 7)
  }
}
