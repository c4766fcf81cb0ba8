import CouncilReturns
import Periods
import Surveillance

extension MethodRegistry {
  /// Emergency placements and their surveillance (golden file 14).
  static let emergencyMethods: [String: Method] = [
    "emergency.classify": { inputs, _ in
      let definition = try EmergencyDefinition(
        codes: Set(inputs.array("codes").map { try $0.asString("codes") }),
        noticeDays: inputs.integer("noticeDays"), shortNights: inputs.integer("shortDays"))
      let day = try date(inputs.string("asOf"), "asOf")
      var rows: [GoldenValue] = []
      var count = 0
      var nights = 0
      var total = 0.0
      for episode in try inputs.array("episodes") {
        let stay = PlacementStay(
          code: try episode.string("code"),
          requested: try episode.member("requested").map {
            try date($0.asString("requested"), "requested")
          }, start: try date(episode.string("start"), "start"),
          end: try episode.member("end").map { try date($0.asString("end"), "end") },
          endedWithMove: try episode.member("ended")?.asString("ended") == "move",
          weeklyPrice: try episode.number("weekly"),
          plannedWeeklyPrice: try inputs.number("plannedWeekly"))
        let verdict = try definition.verdict(on: stay, asOf: day)
        if verdict.isEmergency {
          count += 1
          nights += verdict.nights
          total += verdict.premium ?? 0
        }
        rows.append(
          .object([
            "id": try episode.require("id"), "nights": .number(Double(verdict.nights)),
            "emergency": .bool(verdict.isEmergency), "rule": .string(verdict.rules),
            "shortStop": .bool(verdict.isShortStop), "premium": .optional(verdict.premium),
          ]))
      }
      return .object([
        "episodes": .array(rows), "emergencyCount": .number(Double(count)),
        "emergencyNights": .number(Double(nights)), "premium": .number(total),
      ])
    },
    "scan.poisson": { inputs, _ in
      let scan = try PoissonScan(
        cases: inputs.array("cases").map { try $0.asInteger("cases") },
        population: inputs.numbers("population"),
        zones: inputs.array("zones").map { zone in
          try zone.asArray("zones").map { try $0.asInteger("zones") }
        }, replicates: inputs.integer("replicates"),
        seed: hexadecimal(inputs.string("seed"), "seed"))
      return .object([
        "llr": .numbers(scan.logLikelihoodRatios), "best": .number(Double(scan.likeliest)),
        "relativeRisk": .optional(scan.relativeRisk), "p": .number(scan.p),
      ])
    },
    "cusum.poisson": { inputs, _ in
      let chart = try PoissonCUSUM(
        counts: inputs.array("y").map { try $0.asInteger("y") },
        usualMean: inputs.number("mu0"), raisedMean: inputs.number("mu1"),
        limit: inputs.number("h"))
      return .object([
        "k": .number(chart.reference), "path": .numbers(chart.path),
        "alarms": .numbers(chart.alarms.map(Double.init)),
      ])
    },
  ]

  private static func date(_ text: String, _ name: String) throws(GoldenError) -> CalendarDate {
    guard let date = try? CalendarDate(iso: text) else {
      throw GoldenError(input: name, reason: "must be a date, YYYY-MM-DD")
    }
    return date
  }
}
