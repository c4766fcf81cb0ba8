import Cohorts
import Probability

extension MethodRegistry {
  /// Stocks of stays: transient, steady, banded and limited by age (golden file 05).
  static let stayMethods: [String: Method] = [
    "semiMarkov.transient": { inputs, _ in
      let stays = try stayMixture(inputs)
      let (rates, width, elapsed) = (
        try inputs.numbers("entryRates"), try inputs.number("intervalWidth"),
        try inputs.numbers("elapsed")
      )
      return stocks(
        try inputs.numbers("t").map {
          try stays.stock(at: $0, entryRates: rates, intervalWidth: width, elapsed: elapsed)
        })
    },
    "semiMarkov.steady": { inputs, _ in
      let stays = try stayMixture(inputs)
      return .object([
        "meanStay": .number(stays.mean),
        "stock": .number(try stays.steadyStock(entryRate: inputs.number("entryRate"))),
        "meanElapsedOfStock": .number(stays.meanElapsedOfStock),
        "medianStay": .number(try stays.quantile(0.5)),
      ])
    },
    "semiMarkov.bands": { inputs, _ in
      var bands = try WeeklyBands(
        bandStart: inputs.integers("bandStartWeeks"), hazard: inputs.numbers("weeklyHazard"),
        initialByBand: inputs.numbers("initialByBand"))
      let entries = try inputs.numbers("entriesPerWeek")
      guard let last = entries.last else {
        throw GoldenError(input: "entriesPerWeek", reason: "is empty; give one number a week")
      }
      let weeks = try inputs.integers("weeks")
      guard weeks == weeks.sorted(), weeks.first.map({ $0 >= 1 }) ?? true,
        weeks.last.map({ $0 <= 100_000 }) ?? true
      else {
        throw GoldenError(input: "weeks", reason: "must ascend from 1 and end by 100000")
      }
      var stock: [[Double]] = []
      var exits: [Double] = []
      var now = 0
      for week in weeks {
        while now < week {
          try bands.advance(entries: now < entries.count ? entries[now] : last)
          now += 1
        }
        stock.append(bands.stockByBand)
        exits.append(bands.exits)
      }
      return .object(["stockByBand": .rows(stock), "exitsInWeek": .numbers(exits)])
    },
    "semiMarkov.ageLimited": { inputs, _ in
      let stays = try stayMixture(inputs)
      let entries = try inputs.array("entriesByAge").map {
        StayMixture.EntryAge(age: try $0.number("age"), perDay: try $0.number("perDay"))
      }
      let current = try inputs.array("current").map {
        StayMixture.Current(elapsed: try $0.number("elapsed"), age: try $0.number("age"))
      }
      return stocks(
        try inputs.numbers("t").map {
          try stays.stock(atDay: $0, entries: entries, current: current)
        })
    },
  ]

  private static func stayMixture(_ inputs: GoldenValue) throws -> StayMixture {
    try StayMixture(
      inputs.array("stayMixture").map { part in
        StayMixture.Component(
          weight: try part.number("weight"),
          law: try Weibull(shape: part.number("shape"), scale: part.number("scale")))
      })
  }

  private static func stocks(_ stocks: [StayStock]) -> GoldenValue {
    .object([
      "mean": .numbers(stocks.map(\.mean)), "sd": .numbers(stocks.map(\.standardDeviation)),
      "new": .numbers(stocks.map(\.new)), "remaining": .numbers(stocks.map(\.remaining)),
    ])
  }
}
