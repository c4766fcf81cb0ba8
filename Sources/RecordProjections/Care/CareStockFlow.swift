public import Cohorts
public import CouncilReturns
public import Periods

/// A daily stock-and-flow model of children looked after, fitted to a window of a council's returns.
///
/// The two open models that councils use, given the same returns, have the same stocks to a
/// millionth of a child. Both leave out how long a child has been in a placement. What they do with
/// an estimate that is exactly known here: the rates are means of daily shares, so that a move out
/// of a small stock weighs more; entrants are a constant number per day.
public struct CareStockFlow: Sendable {
  /// The flows that were counted.
  public let flows: CareFlows

  /// The window's days.
  public let history: StockFlowHistory

  /// How rates are averaged.
  public let rateRule: StockFlowHistory.RateRule

  /// The model: ``CareFlows/states`` states, the pools of leavers among them.
  public let model: StockFlowModel

  /// Fits the model that counts by those rules to the days of a window, both of its ends included.
  ///
  /// Throws ``ReturnsError`` where no episode can be used, the window is not within the returns or
  /// has no child in care, or its rates are no probabilities.
  public init(
    _ returns: CareReturns, rules: CareFlowRules, from: CalendarDate, to: CalendarDate
  ) throws(ReturnsError) {
    let flows = try CareFlows(returns, rules: rules)
    let history = try flows.history(from: from, to: to)
    let isBase = rules.mean == .allDays
    let rateRule = StockFlowHistory.RateRule(
      countsEmptyDays: isBase, firstDayOpensWithItsClose: isBase)
    var rates = history.dailyRates(rateRule)
    var losses = [Double](repeating: 0, count: CareFlows.states)
    if isBase { CareStockFlow.addAgeing(&rates, &losses) }
    // The base model divides by the days between the window's ends, the regional one by its days.
    let exposure = Double(isBase ? history.days - 1 : history.days)
    self.flows = flows
    self.history = history
    self.rateRule = rateRule
    do {
      model = try StockFlowModel(
        states: CareFlows.states, rates: rates, losses: losses,
        entrants: history.entries.map { Double($0) / exposure })
    } catch {
      throw ReturnsError(
        file: "--window",
        reason: "from \(from.iso) to \(to.iso) gives rates that are no probabilities (\(error)); "
          + "choose a longer window")
    }
  }

  /// Ageing of the base model: out of an age group at 1 / its length in days of 365 to a year,
  /// whatever the placement, the pool of leavers too. The last group is left at 30.
  private static func addAgeing(_ rates: inout [Double], _ losses: inout [Double]) {
    let ages = CareStays.AgeGroup.allCases
    for (age, next) in zip(ages, ages.dropFirst()) {
      let rate = 1 / Double(365 * (age.endAge - age.firstAge))
      for placement in CareFlows.Placement.allCases {
        let from = CareFlows.state(age, placement)
        rates[from * CareFlows.states + CareFlows.state(next, placement)] += rate
      }
    }
    for placement in CareFlows.Placement.allCases {
      losses[CareFlows.state(.sixteenAndOver, placement)] = 1 / Double(365 * 14)
    }
  }
}
