import Finance
import Periods
import Probability
import Results
import ScenarioLanguage

extension QuestionRunner {
  /// The number of places of a contract with the lowest cost, on the same draws for every number.
  ///
  /// The cost is what the contract and the cost it replaces come to over the years of the horizon, in
  /// cash. Given are its mean, its 90th percentile and its mean above that (CVaR), and the range of
  /// numbers within 1% of the lowest, which is what can be told apart.
  func size(
    _ question: SizeQuestion, _ ask: Ask, _ answer: inout Answer
  ) async throws(EngineError) {
    struct Point {
      var size: Int
      var mean: Double
      var error: Double
      var p90: Double
      var tail: Double
      var aimed: Double
      var use: Double
    }
    var curve: [Point] = []
    var before: [Double] = []
    for size in question.low...question.high {
      let reader = try await rerun(ask) { scenario in
        for index in scenario.contracts.indices
        where scenario.contracts[index].contract.name == question.contract {
          scenario.contracts[index].size = Double(size)
        }
      }
      let drawn = total(question.contract, reader)
      var sorted = drawn.cost
      sorted.sort()
      let summary = Summary(draws: drawn.cost)
      let worst = sorted.suffix(max(1, sorted.count / 10))
      curve.append(
        Point(
          size: size, mean: summary.mean,
          error: before.isEmpty
            ? 0
            : Summary(draws: zip(drawn.cost, before).map { $0 - $1 }).sd
              / Double(drawn.cost.count).squareRoot(),
          p90: summary.p90, tail: worst.reduce(0, +) / Double(worst.count),
          aimed: question.confidence.map {
            sorted[min(sorted.count - 1, Int($0 * Double(sorted.count)))]
          }
            ?? summary.mean,
          use: size > 0 ? drawn.use / Double(size) : 0))
      before = drawn.cost
    }
    guard let best = curve.min(by: { $0.aimed < $1.aimed }) else { return }
    let breakEven = try await breakEven(question, ask, size: max(1, best.size))
    if let breakEven {
      answer.rows.append(
        AnswerRow(
          ask: ask.title, kind: "size", subject: question.contract, label: "break-even",
          quantity: "use at which a place pays for itself", unit: "share", value: breakEven,
          monteCarloError: nil, isExploratory: answer.isExploratory))
    }
    for point in curve {
      for (quantity, value) in [
        ("expected cost", point.mean), ("90th percentile of cost", point.p90),
        ("mean of the dearest tenth", point.tail), ("mean use of a place", point.use),
      ] {
        answer.rows.append(
          AnswerRow(
            ask: ask.title, kind: "size", subject: question.contract, label: "\(point.size)",
            quantity: quantity, unit: quantity.hasPrefix("mean use") ? "share" : "GBP",
            value: value,
            monteCarloError: quantity == "expected cost" ? point.error : nil,
            isExploratory: answer.isExploratory))
      }
    }
    let flat = curve.filter { $0.aimed <= best.aimed * 1.01 }.map(\.size)
    let noun = "places"
    let aim =
      question.confidence.map { "lowest cost at \(AnswerText.percent($0)) confidence" }
      ?? "lowest expected cost"
    let alone = curve.first { $0.size == 0 }.map {
      " Without any, it would be \(AnswerText.pounds($0.aimed))."
    }
    answer.sentences.append(
      "`\(question.contract)` has its \(aim) at \(best.size) \(noun): \(AnswerText.pounds(best.aimed)) over "
        + "\(plan.timeline.years.count) years, each used \(AnswerText.percent(best.use)) of the time."
        + (flat.count > 1
          ? " Anything from \(flat.min() ?? best.size) to \(flat.max() ?? best.size) is within 1% of that."
          : "") + (alone ?? "")
        + (breakEven.map {
          $0 > 1
            ? " A place costs more than it saves even if always used."
            : " A place pays for itself where it is used \(AnswerText.percent($0)) of the time."
        } ?? ""))
  }

  /// The use of a place at which what the contract costs equals what stops being paid: use times cost
  /// over saving, at one size against none. `nil` where nothing is saved.
  private func breakEven(
    _ question: SizeQuestion, _ ask: Ask, size: Int
  ) async throws(EngineError) -> Double? {
    func tried(_ size: Int) async throws(EngineError) -> (
      contract: Double, spot: Double, use: Double
    )? {
      let reader = try await rerun(ask) { scenario in
        for index in scenario.contracts.indices
        where scenario.contracts[index].contract.name == question.contract {
          scenario.contracts[index].size = Double(size)
        }
      }
      let resolved = reader.plan.scenarios[reader.scenario]
      guard
        let place = resolved.contracts.firstIndex(where: { $0.contract.name == question.contract }),
        resolved.contracts[place].contract.paidWhenEmpty
      else { return nil }
      let drawn = total(question.contract, reader)
      let contract = reader.plan.timeline.allYears.indices.dropFirst().reduce(0.0) { sum, year in
        sum
          + Summary(
            draws: reader.table.series(
              .contract(scenario: reader.scenario, contract: place, part: 0, year: year))
          ).mean
      }
      return (
        contract, Summary(draws: drawn.cost).mean - contract, drawn.use / Double(max(1, size))
      )
    }
    guard let with = try await tried(size), let without = try await tried(0),
      without.spot - with.spot > 0
    else { return nil }
    return with.use * with.contract / (without.spot - with.spot)
  }

  /// What a contract and the cost it replaces come to by draw, and the mean of occupied places in the
  /// years it is paid for.
  private func total(
    _ name: String, _ reader: TargetReader
  ) -> (cost: [Double], use: Double) {
    let resolved = reader.plan.scenarios[reader.scenario]
    var sum = [Double](repeating: 0, count: reader.table.draws)
    guard let place = resolved.contracts.firstIndex(where: { $0.contract.name == name }) else {
      return (sum, 0)
    }
    var used = 0.0
    var years = 0.0
    func add(_ key: SeriesCatalogue.Key) {
      for (draw, value) in reader.table.series(key).enumerated() { sum[draw] += value }
    }
    let paid = resolved.contracts[place].paid
    for year in reader.plan.timeline.allYears.indices.dropFirst() {
      add(.contract(scenario: reader.scenario, contract: place, part: 0, year: year))
      if (year * 12..<year * 12 + 12).contains(where: { paid[$0] > 0 }) {
        years += 1
        used +=
          Summary(
            draws: reader.table.series(
              .contract(scenario: reader.scenario, contract: place, part: 1, year: year))
          ).mean
      }
      guard let cost = resolved.contracts[place].replaces else { continue }
      for fund in resolved.costs[cost].funds.indices {
        add(.spending(scenario: reader.scenario, cost: cost, fund: fund, year: year))
      }
    }
    return (sum, years > 0 ? used / years : 0)
  }
}
