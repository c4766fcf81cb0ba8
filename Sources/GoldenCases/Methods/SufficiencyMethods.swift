import Sufficiency

extension MethodRegistry {
  /// Placement sufficiency (golden file 12).
  static let sufficiencyMethods: [String: Method] = [
    "sufficiency.cascade": { inputs, _ in
      let stages = try inputs.array("stages").map { stage in
        try OverflowCascade.Stage(
          name: stage.string("name"),
          capacity: stage.member("capacity").map { try $0.asInteger("capacity") },
          suitedShare: stage.number("eligible"), weeklyPrice: stage.number("weekly"))
      }
      let cascade = try OverflowCascade(load: inputs.number("load"), stages: stages)
      return .object([
        "stages": .array(
          cascade.outcomes.map { outcome in
            .object([
              "name": .string(outcome.stage.name), "offered": .number(outcome.offered),
              "carried": .number(outcome.carried), "occupancy": .optional(outcome.occupancy),
              "blocking": .number(outcome.blocking), "overflow": .number(outcome.overflow),
              "overflowRatio": .number(outcome.overflowRatio),
            ])
          }), "unplaced": .number(cascade.unplaced), "weeklyCost": .number(cascade.weeklyCost),
      ])
    },
    "sufficiency.allocate": { inputs, _ in
      let cost = try inputs.array("cost").map { row in
        try row.asArray("cost").map { $0 == .null ? nil : try $0.asNumber("cost") }
      }
      let found = try PlaceAllocation(
        demand: inputs.array("demand").map { try $0.asInteger("demand") },
        capacity: inputs.array("capacity").map { try $0.asInteger("capacity") }, cost: cost,
        unmetPenalty: inputs.number("unmetPenalty"))
      return .object([
        "x": .array(found.placed.map { .numbers($0.map(Double.init)) }),
        "unmet": .numbers(found.unmet.map(Double.init)), "cost": .number(found.cost),
        "valueOfOneMorePlace": .numbers(found.valueOfOneMorePlace),
      ])
    },
    "sufficiency.carerPipeline": { inputs, _ in
      let pipeline = try CarerPipeline(
        enquiries: inputs.numbers("enquiries"), conversion: inputs.number("conversion"),
        lag: inputs.numbers("lag"), carers: inputs.number("carers"),
        monthlyLeave: inputs.number("monthlyLeave"),
        placesPerCarer: inputs.number("placesPerCarer"), unavailable: inputs.number("unavailable"))
      return .object([
        "approvals": .numbers(pipeline.approvals), "carers": .numbers(pipeline.carers),
        "places": .numbers(pipeline.places),
      ])
    },
    "sufficiency.stepDown": { inputs, _ in
      let stepDown = try StepDown(
        children: inputs.number("children"), successShare: inputs.number("successShare"),
        moveMonth: inputs.integer("moveMonth"), returnHazard: inputs.number("returnHazard"),
        monthlyCostFrom: inputs.number("monthlyCostFrom"),
        monthlyCostTo: inputs.number("monthlyCostTo"),
        monthlySupport: inputs.number("monthlySupport"),
        preparationCost: inputs.number("prepCost"), months: inputs.integer("months"))
      return .object([
        "monthlySaving": .numbers(stepDown.monthlySaving), "total": .number(stepDown.total),
      ])
    },
  ]
}
