import BlockBeds
import Probability

extension MethodRegistry {
  /// Block beds (golden file 11).
  static let blockBedMethods: [String: Method] = [
    "erlang.b": { inputs, _ in
      let beds = try inputs.integer("c")
      let load = try inputs.number("a")
      let share = try ErlangB.blocking(beds: beds, load: load)
      return .object([
        "b": .number(share), "carried": .number(load * (1 - share)),
        "lastBedUse": .number(try ErlangB.lastBedUses(upTo: beds, load: load).last ?? 0),
      ])
    },
    "erlang.bReal": { inputs, _ in
      .object([
        "b": .number(
          try ErlangB.blocking(realBeds: inputs.number("c"), load: inputs.number("a")))
      ])
    },
    "erlang.minBeds": { inputs, _ in
      let found = try ErlangB.fewestBeds(
        load: inputs.number("a"), target: inputs.number("target"))
      return .object(["c": .number(Double(found.beds)), "b": .number(found.blocking)])
    },
    "erlang.overflow": { inputs, _ in
      let overflow = try ErlangB.Overflow(beds: inputs.integer("c"), load: inputs.number("a"))
      return .object([
        "mean": .number(overflow.mean), "variance": .number(overflow.variance),
        "ratio": .number(overflow.ratio),
        "haywardBlocking": .number(try overflow.blocking(nextBeds: inputs.integer("nextBeds"))),
      ])
    },
    "blockbed.loss": { inputs, _ in
      let model = try LossModel(
        demand: demand(inputs), prices: prices(inputs), weeks: inputs.number("weeks"),
        maxBeds: inputs.integer("maxBeds"))
      let best = model.best
      let rows = model.rows
      return .object([
        "load": .number(model.demand.load), "eligibleLoad": .number(model.demand.suitedLoad),
        "breakEvenUse": .number(model.prices.breakEvenUse),
        "table": .object([
          "c": .numbers(rows.map { Double($0.beds) }), "blocking": .numbers(rows.map(\.blocking)),
          "occupancy": .numbers(rows.map(\.occupancy)),
          "lastBedUse": .numbers(rows.map(\.lastBedUse)),
          "overflowChildWeeks": .numbers(rows.map(\.overflowChildWeeks)),
          "annualCost": .numbers(rows.map(\.cost)),
        ]),
        "best": .number(Double(best.beds)), "bestCost": .number(best.cost),
        "allSpotCost": .number(rows[0].cost), "saving": .number(rows[0].cost - best.cost),
      ])
    },
    "blockbed.transfer": { inputs, _ in
      let model = try TransferModel(
        demand: demand(inputs), prices: prices(inputs), weeks: inputs.number("weeks"),
        maxBeds: inputs.integer("maxBeds"), peakedness: inputs.number("peakedness"))
      let rows = model.rows
      let best = model.best
      return .object([
        "table": .object([
          "c": .numbers(rows.map { Double($0.beds) }), "tail": .numbers(rows.map(\.tail)),
          "meanUsed": .numbers(rows.map(\.meanUsed)), "annualCost": .numbers(rows.map(\.cost)),
        ]),
        "best": .number(Double(best.beds)), "bestCost": .number(best.cost),
        "saving": .number(rows[0].cost - best.cost),
      ])
    },
    "blockbed.matching": { inputs, _ in
      let model = try MatchingModel(
        load: inputs.number("arrivalsPerWeek") * inputs.number("meanStayWeeks"),
        beds: inputs.integer("c"), matchChance: inputs.number("matchProbability"))
      return .object([
        "distribution": .numbers(model.distribution), "carried": .number(model.carried),
        "occupancy": .optional(model.occupancy), "refusedShare": .number(model.refusedShare),
      ])
    },
    "blockbed.guarantee": { inputs, _ in
      let contract = try Guarantee(
        suited: demand(inputs), beds: inputs.integer("c"), price: inputs.number("pricePerUse"),
        share: inputs.number("guaranteeShare"), weeks: inputs.number("settlementWeeks"))
      return .object([
        "meanUsed": .number(contract.meanUsed),
        "sdUsed": .number(contract.standardDeviationUsed),
        "sdOfAverage": .number(contract.standardDeviationOfAverage),
        "weeklySettlementCost": .number(contract.weeklySettlement),
        "averageSettlementCost": .number(contract.averageSettlement),
        "payPerUseCost": .number(contract.payPerUse),
        "effectivePricePerUsedWeek": .number(contract.pricePerUsedWeek),
      ])
    },
    "blockbed.uncertainLoad": { inputs, _ in
      let load = try uncertain(inputs, maxBeds: inputs.integer("maxBeds"))
      return .object([
        "expectedOverflow": .numbers(load.expectedOverflow),
        "weeklyCost": .numbers(load.weeklyCost), "best": .number(Double(load.best)),
        "bestIgnoringUncertainty": .number(Double(load.bestAtMean)),
        "costOfIgnoring": .number(load.costOfIgnoring),
      ])
    },
    "blockbed.evpi": { inputs, _ in
      // Enough beds that one more never pays.
      let most = try Int((inputs.number("meanLoad") * 3).rounded(.up)) + 10
      return .object([
        "evpiPerWeek": .number(try uncertain(inputs, maxBeds: most).valueOfPerfectInformation)
      ])
    },
    "blockbed.timeVarying": { inputs, _ in
      let load = try ChangingLoad(
        arrivalsByWeek: inputs.numbers("arrivalsByWeek"),
        stays: inputs.array("stayMixture").map {
          ChangingLoad.Stay(share: try $0.number("weight"), meanWeeks: try $0.number("mean"))
        },
        elapsedWeeks: inputs.numbers("elapsedWeeks"))
      let prices = try prices(inputs)
      let beds = try inputs.numbers("beds").map { Int($0) }
      let costs = beds.map { load.cost(beds: $0, prices: prices) }
      let best = zip(beds, costs).min { $0.1 < $1.1 }?.0
      return .object([
        "mean": .numbers(load.means), "cost": .numbers(costs),
        "best": .optional(best.map(Double.init)),
      ])
    },
    "blockbed.annualRisk": { inputs, _ in
      let outcome = try AnnualRisk(
        suited: demand(inputs), prices: prices(inputs), weeks: inputs.number("weeks"),
        states: inputs.integer("maxStates")
      ).outcome(beds: inputs.integer("c"))
      let level = try inputs.number("p")
      return .object([
        "mean": .number(outcome.mean), "sd": .number(outcome.standardDeviation),
        "quantile": .number(outcome.quantile(level)),
        "cvar": .number(outcome.expectedShortfall(level)),
      ])
    },
  ]

  private static func demand(_ inputs: GoldenValue) throws -> BedDemand {
    try BedDemand(
      arrivalsPerWeek: inputs.number("arrivalsPerWeek"),
      meanStayWeeks: inputs.number("meanStayWeeks"),
      suitedShare: inputs.optionalNumber("eligibleShare") ?? 1)
  }

  private static func prices(_ inputs: GoldenValue) throws -> BedPrices {
    try BedPrices(
      fixed: inputs.number("blockFixed"), perUse: inputs.number("blockPerUse"),
      spot: inputs.number("spot"))
  }

  private static func uncertain(
    _ inputs: GoldenValue, maxBeds: Int
  ) throws -> UncertainLoad {
    try UncertainLoad(
      shape: inputs.number("shape"), meanLoad: inputs.number("meanLoad"), prices: prices(inputs),
      maxBeds: maxBeds)
  }
}
