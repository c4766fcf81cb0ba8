import Cohorts

extension MethodRegistry {
  /// Exact cohort moments and shrinkage (golden file 04).
  static let cohortMethods: [String: Method] = [
    "cohort.moments": { inputs, _ in try moments(inputs, rowConcentration: nil) },
    "cohort.momentsFreshDirichlet": { inputs, _ in
      try moments(inputs, rowConcentration: inputs.numbers("rowConcentration"))
    },
    "cohort.retention": { inputs, _ in
      let result = try RetentionMoments(
        initial: inputs.number("initial"), a: inputs.number("a"), b: inputs.number("b"),
        entriesPerStep: inputs.number("entriesPerStep"), steps: inputs.integer("steps"))
      return .object([
        "persistent": .object([
          "mean": .number(result.persistent.mean),
          "sd": .number(result.persistent.standardDeviation),
          "processSd": .number(result.processStandardDeviation),
          "parameterSd": .number(result.parameterStandardDeviation),
        ]),
        "fresh": moments(result.fresh), "fixed": moments(result.fixed),
      ])
    },
    "shrink.dirichletMultinomial": { inputs, _ in
      let counts = try CountRows(inputs.matrix("counts"))
      let alpha = DirichletShrinkage.alpha(counts)
      return .object([
        "alpha": .numbers(alpha), "posteriorMean": .rows(counts.posteriorMeans(alpha: alpha)),
        "pooled": .numbers(counts.pooled),
        "kappa": .number(DirichletShrinkage.kappa(counts).kappa),
      ])
    },
    "shrink.kappa": { inputs, _ in
      let (kappa, capped) = DirichletShrinkage.kappa(try CountRows(inputs.matrix("counts")))
      return .object(["kappa": .number(kappa), "capped": .bool(capped)])
    },
    "shrink.gammaPoisson": { inputs, _ in
      let fit = try GammaPoissonShrinkage(
        events: inputs.numbers("events"), exposure: inputs.numbers("exposure"))
      return .object([
        "shape": .number(fit.shape), "rate": .number(fit.rate),
        "posteriorMean": .numbers(fit.posteriorMeans),
      ])
    },
  ]

  private static func moments(_ moments: RetentionMoments.Moments) -> GoldenValue {
    .object(["mean": .number(moments.mean), "sd": .number(moments.standardDeviation)])
  }

  private static func moments(
    _ inputs: GoldenValue, rowConcentration: [Double]?
  ) throws -> GoldenValue {
    let cells = try inputs.strings("cells")
    let transitions = try inputs.array("transitions").enumerated().map { index, item in
      let parts = try item.asArray("transitions[\(index)]")
      guard parts.count == 3 else {
        throw GoldenError(input: "transitions[\(index)]", reason: "must be [from, to, probability]")
      }
      return (
        from: try parts[0].asString("transitions[\(index)][0]"),
        to: try parts[1].asString("transitions[\(index)][1]"),
        probability: try parts[2].asNumber("transitions[\(index)][2]")
      )
    }
    let table = try TransitionTable(cells: cells, transitions: transitions)
    let distribution = try entryDistribution(inputs.require("entryDistribution"))
    let unitCost = inputs.member("unitCost") == nil ? nil : try inputs.numbers("unitCost")
    var state = try CohortMoments(initial: inputs.numbers("initial"))
    guard state.mean.count == cells.count else {
      throw GoldenError(
        input: "initial", reason: "has \(state.mean.count) stocks for \(cells.count) cells")
    }
    var steps: [CohortMoments] = []
    for entries in try inputs.raggedMatrix("entries") {
      try state.advance(
        by: table, entries: entries, distribution: distribution, rowConcentration: rowConcentration)
      steps.append(state)
    }
    var result: [String: GoldenValue] = [
      "mean": .rows(steps.map(\.mean)), "sd": .rows(steps.map(\.standardDeviation)),
      "total": .numbers(steps.map(\.totalMean)),
      "totalSd": .numbers(steps.map(\.totalStandardDeviation)),
      "covLast": .rows(state.covarianceRows),
    ]
    if let unitCost {
      let costs = try steps.map { try $0.weighted(by: unitCost) }
      result["cost"] = .numbers(costs.map(\.mean))
      result["costSd"] = .numbers(costs.map(\.standardDeviation))
    }
    return .object(result)
  }

  private static func entryDistribution(_ value: GoldenValue) throws -> EntryDistribution {
    if value == .string("poisson") { return .poisson }
    guard value.member("nbSize") != nil else {
      throw GoldenError(
        input: "entryDistribution", reason: "must be \"poisson\" or an object with nbSize")
    }
    return .negativeBinomial(size: try value.number("nbSize"))
  }
}
