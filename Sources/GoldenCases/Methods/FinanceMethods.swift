import Finance
import Periods

extension MethodRegistry {
  /// Child-weeks, price paths, movements, appraisal and budget risk (golden file 15).
  static let financeMethods: [String: Method] = [
    "mtfs.childDays": { inputs, _ in
      let horizon = try CalendarDate(iso: inputs.string("horizon"))
      var episodes: [(span: NightSpan, weekly: Double)] = []
      for episode in try inputs.array("episodes") {
        let end = try episode.member("end").map { try CalendarDate(iso: $0.asString("end")) }
        let span = try NightSpan(
          start: CalendarDate(iso: episode.string("start")), end: end)
        episodes.append((span, try episode.number("weekly")))
      }
      var result: [String: GoldenValue] = [:]
      for start in try inputs.integers("years") {
        let year = FinancialYear(startYear: start)
        let nights = episodes.map { $0.span.nights(in: year, horizon: horizon) }
        let total = nights.reduce(0, +)
        let cost = zip(nights, episodes).reduce(0.0) { $0 + Double($1.0) / 7 * $1.1.weekly }
        result[String(start)] = .object([
          "daysInYear": .integer(year.days), "childDays": .integer(total),
          "childWeeks": .number(Double(total) / 7), "cost": .number(cost),
        ])
      }
      return .object(result)
    },
    "mtfs.snapshots": { inputs, _ in
      let dates = try inputs.strings("dates").map { try CalendarDate(iso: $0) }
      let path = try StockPath(dates: dates, stock: inputs.numbers("stock"))
      return .object([
        "trapezium": .number(path.childDays / 7), "step": .number(path.stepChildDays / 7),
      ])
    },
    "mtfs.uplift": { inputs, _ in
      let uplifts = try inputs.array("uplifts").map {
        DatedUplift(from: try CalendarDate(iso: $0.string("from")), rate: try $0.number("rate"))
      }
      let price = try UpliftedPrice(
        weekly: inputs.number("weekly"), uplifts: uplifts,
        in: FinancialYear(startYear: inputs.integer("year")))
      return .object([
        "segments": .rows(price.segments.map { [Double($0.days), $0.weekly] }),
        "cost": .number(price.cost(children: try inputs.number("children"))),
        "averageWeekly": .number(price.averageWeekly),
      ])
    },
    "mtfs.partYear": { inputs, _ in
      let effect = PartYearEffect(
        weeklyChange: try inputs.number("weeklyChange"),
        from: try CalendarDate(iso: inputs.string("from")))
      return .object([
        "year": .integer(effect.year.startYear), "partYearEffect": .number(effect.partYear),
        "fullYearEffect": .number(effect.fullYear), "nextYearStep": .number(effect.nextYearStep),
      ])
    },
    "mtfs.volumeMixPrice": { inputs, _ in
      let split = try VarianceAnalysis(
        quantityBefore: inputs.numbers("q0"), priceBefore: inputs.numbers("p0"),
        quantityAfter: inputs.numbers("q1"), priceAfter: inputs.numbers("p1"))
      return .object([
        "change": .number(split.change), "price": .number(split.price),
        "volume": .number(split.volume), "mix": .number(split.mix),
        "check": .number(split.price + split.volume + split.mix - split.change),
      ])
    },
    "mtfs.appraisal": { inputs, _ in
      let costs = try inputs.numbers("costNominal")
      let rate = try inputs.number("rate")
      let appraisal = try Appraisal(
        costs: costs, benefits: inputs.numbers("benefitNominal"),
        deflator: inputs.numbers("deflator"), rates: costs.map { _ in rate },
        optimismCost: inputs.number("optimismCost"),
        optimismBenefit: inputs.number("optimismBenefit"))
      return .object([
        "discountFactors": .numbers(appraisal.discountFactors),
        "pvCosts": .number(appraisal.presentCosts),
        "pvBenefits": .number(appraisal.presentBenefits),
        "npv": .number(appraisal.netPresentValue), "bcr": .optional(appraisal.benefitCostRatio),
        "cumulative": .numbers(appraisal.cumulative),
        "paybackYear": .optional(appraisal.paybackYear.map(Double.init)),
      ])
    },
    "mtfs.movement": { inputs, _ in
      let base = try inputs.number("base")
      let movements = try inputs.array("years").map {
        BudgetMovement(
          fullYearEffect: try $0.number("fullYearEffect"), demand: try $0.number("demand"),
          inflation: try $0.number("inflation"), oneOff: try $0.number("oneOff"),
          savings: try $0.number("savings"))
      }
      let budgets = BudgetMovement.budgets(base: base, movements: movements)
      return .object([
        "budget": .numbers(budgets), "change": .number((budgets.last ?? base) - base),
      ])
    },
    "mtfs.budgetRisk": { inputs, _ in
      let risk = try BudgetRisk(costs: inputs.numbers("costs"), budget: inputs.number("budget"))
      return .object([
        "p10": .number(risk.quantile(0.1)), "p50": .number(risk.quantile(0.5)),
        "p80": .number(risk.quantile(0.8)), "p90": .number(risk.quantile(0.9)),
        "mean": .number(risk.mean), "probabilityHolds": .number(risk.probabilityHolds),
        "expectedOverspend": .number(risk.expectedOverspend),
        "conditionalOverspend": .optional(risk.conditionalOverspend),
        "reserveToP80": .number(risk.reserveToP80),
      ])
    },
    "mtfs.aggregate": { inputs, _ in
      let total = try PortfolioTotal(
        means: inputs.numbers("mean"), standardDeviations: inputs.numbers("sd"),
        correlation: inputs.matrix("correlation"))
      let levels = try inputs.numbers("p")
      return .object([
        "mean": .number(total.mean), "sd": .number(total.standardDeviation),
        "normal": .numbers(try levels.map { try total.normalQuantile($0) }),
        "lognormal": .numbers(try levels.map { try total.logNormalQuantile($0) }),
        "sumOfP80": .number(try total.sumOfNormalQuantiles(0.8)),
        "diversification": .number(try total.diversification(0.8)),
      ])
    },
  ]
}
