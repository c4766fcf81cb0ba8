import Results
import Returns
import ScenarioLanguage

extension QuestionRunner {
  /// A published count per 10,000 children of 0 to 17, beside neighbours, region and England on the
  /// same basis: the same census, and the population of the middle of the year before.
  func benchmark(
    _ question: BenchmarkQuestion, _ ask: Ask, _ answer: inout Answer
  ) throws(EngineError) {
    guard let area = plan.area,
      let measure = plan.model.measures.first(where: { $0.name == question.measure }),
      case .published(let series, let census) = measure.source, census == question.census
    else {
      throw EngineError(
        "`\(question.measure)` is not published at \(question.census), so it has nothing to be set "
          + "beside.")
    }
    let index = statistics.index
    func rate(_ code: String) -> Double? {
      guard let count = index.series(measure: series, area: code)[question.year],
        let children = index.series(measure: "population-0-17", area: code)[question.year - 1],
        children > 0
      else { return nil }
      return count / children * question.per
    }
    guard let own = rate(area.code) else {
      answer.sentences.append(
        "The statistics have no \(series) of \(question.year) or no population of "
          + "\(question.year - 1) for \(area.name), so its rate can't be set beside others.")
      return
    }
    func row(_ label: String, _ value: Double) -> AnswerRow {
      AnswerRow(
        ask: ask.title, kind: "benchmark", subject: "\(question.measure) \(question.year)",
        label: label, quantity: "rate", unit: "per 10,000 children", value: value,
        monteCarloError: nil, isExploratory: false)
    }
    answer.rows.append(row(area.name, own))
    var parts: [String] = []
    for peer in question.peers {
      switch peer {
      case .england:
        parts.append(part("England", rate("E92000001"), own, &answer, row))
      case .region:
        let region = EnglishRegion.code(of: area.code)
        let name = region.flatMap { code in
          index.observations.areas.first { $0.code == code }?.name
        }
        parts.append(part(name ?? "its region", region.flatMap(rate), own, &answer, row))
      case .statisticalNeighbours:
        parts.append(neighbours(area, own, rate, &answer, row))
      }
    }
    answer.sentences.append(
      "\(area.name) had \(AnswerText.trimmed(own, 1)) per 10,000 children at \(question.census) "
        + "\(question.year): " + parts.joined(separator: "; ") + ".")
  }

  private func part(
    _ name: String, _ rate: Double?, _ own: Double, _ answer: inout Answer,
    _ row: (String, Double) -> AnswerRow
  ) -> String {
    guard let rate else { return "for \(name) the statistics have no figures" }
    answer.rows.append(row(name, rate))
    return
      "\(name) \(AnswerText.trimmed(rate, 1)), so it is \(AnswerText.percent(abs(own / rate - 1))) "
      + (own >= rate ? "higher" : "lower")
  }

  private func neighbours(
    _ area: Area, _ own: Double, _ rate: (String) -> Double?, _ answer: inout Answer,
    _ row: (String, Double) -> AnswerRow
  ) -> String {
    let codes = Set(
      statistics.index.rows(measure: "statistical-neighbour", area: area.code, split: "neighbour")
        .map(\.category)
    ).sorted()
    var rates: [(name: String, rate: Double)] = []
    for code in codes {
      guard let found = rate(code) else { continue }
      let name = statistics.index.observations.areas.first { $0.code == code }?.name ?? code
      rates.append((name, found))
      answer.rows.append(row(name, found))
    }
    guard !rates.isEmpty else {
      return "for its statistical neighbours the statistics have no figures"
    }
    let mean = rates.reduce(0) { $0 + $1.rate } / Double(rates.count)
    answer.rows.append(row("mean of \(rates.count) statistical neighbours", mean))
    let higher = rates.count { $0.rate > own }
    return
      "the mean of \(rates.count) of its statistical neighbours \(AnswerText.trimmed(mean, 1)), of "
      + "whom \(higher) \(higher == 1 ? "is" : "are") higher and \(rates.count - higher) lower"
  }
}
