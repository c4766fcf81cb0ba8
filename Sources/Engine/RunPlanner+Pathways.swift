import Periods
import Probability
import ScenarioLanguage

extension RunPlanner {
  func pathwayPlan(
    _ pathway: Pathway, _ measure: Measure, _ history: OwnHistoryPlan, _ book: AssumptionBook,
    _ before: [MeasurePlan], _ rates: PathwayRates?
  ) throws(EngineError) -> PathwayPlan {
    guard !measure.isFlow else {
      throw fault(
        pathway,
        "moves children between items, but `\(measure.name)` counts events. Give it a stock.")
    }
    let items = try items(of: measure)
    let last = history.table.months.count - 1
    var opening: [Int] = []
    for item in items.indices {
      let count = history.table.count(last, item)
      guard count == count.rounded() else {
        throw fault(
          pathway,
          "starts from \(count) in `\(items[item])` at the end of \(history.table.last), and a pathway "
            + "moves whole ones. Give whole counts.")
      }
      opening.append(Int(count))
    }
    func stream(_ part: String) -> RandomStream {
      RandomStream(seed: model.settings.seed, name: "pathway|\(measure.name)|\(part)")
    }
    return PathwayPlan(
      pathway: pathway, history: history, opening: opening,
      rates: try self.rates(pathway, items, book, rates, stream),
      entries: try entries(pathway, items, book, before, rates, stream),
      limits: try limits(pathway, items, book, before),
      ageing: try ageing(pathway, history, rates),
      leaving: items.map { stream("leaving|\($0)") },
      arriving: items.map { stream("arriving|\($0)") },
      reaching: items.map { stream("age limit|\($0)") })
  }

  private func rates(
    _ pathway: Pathway, _ items: [String], _ book: AssumptionBook, _ counted: PathwayRates?,
    _ stream: (String) -> RandomStream
  ) throws(EngineError) -> [PathwayPlan.Rate] {
    var written: [Int: [Int: PathwayPlan.Rate]] = [:]
    for (number, rate) in pathway.written.enumerated() {
      let from: String
      var to: String?
      let value: ValueSpec
      switch rate {
      case .enter: continue
      case .leave(let item, let at): (from, value) = (item, at)
      case .transfer(let origin, let target, let at): (from, to, value) = (origin, target, at)
      }
      let quantity = try book.specification(value).quantity
      guard case .percent = quantity.kind, let unit = quantity.perTime else {
        throw fault(
          pathway,
          "needs a share of `\(from)` per calendar unit, such as `2% per month`, for each rate it "
            + "writes.")
      }
      let target = try to.map { name throws(EngineError) in try place(name, pathway, items) }
      let origin = try place(from, pathway, items)
      written[origin, default: [:]][target ?? -1] = PathwayPlan.Rate(
        from: origin, to: target,
        law: .written(
          try book.sampler(value, stream: "pathway|\(pathway.measure)|written \(number + 1)"),
          perMonth: units.perMonth(unit)),
        stream: stream("written \(number + 1)"))
    }
    var result: [PathwayPlan.Rate] = []
    for from in items.indices {
      for to in Array(items.indices) + [-1] where to != from {
        if let rate = written[from]?[to] {
          result.append(rate)
          continue
        }
        guard let counted, let prior = to < 0 ? counted.leavingPrior : counted.movingPrior else {
          continue
        }
        let events = to < 0 ? counted.exits[from] : counted.transfers[from][to]
        result.append(
          PathwayPlan.Rate(
            from: from, to: to < 0 ? nil : to,
            law: .counted(
              shape: prior.shape + events, exposure: prior.rate + counted.exposure[from]),
            stream: stream("rate|\(items[from])|\(to < 0 ? "outside" : items[to])")))
      }
    }
    return result
  }

  private func entries(
    _ pathway: Pathway, _ items: [String], _ book: AssumptionBook, _ before: [MeasurePlan],
    _ counted: PathwayRates?, _ stream: (String) -> RandomStream
  ) throws(EngineError) -> [PathwayPlan.Entry] {
    var written: [Int: PathwayPlan.Entry.Mean] = [:]
    for (number, rate) in pathway.written.enumerated() {
      guard case .enter(let item, let value) = rate else { continue }
      let position = try place(item, pathway, items)
      if case .reference(let name) = value.form,
        let figure = model.figures.first(where: { $0.name == name })
      {
        let names = FigureNames(
          model: model, book: book, units: units, timeline: timeline, measures: before, costs: nil,
          inflation: model.assumptions.contains { $0.name == "general-inflation" }
            ? try book.sampler("general-inflation") : nil)
        written[position] = .figure(
          try FigureEvaluator(figure, names: names),
          perMonth: figure.unit.perTime.map(units.perMonth))
        continue
      }
      let unit = try book.specification(value).quantity.perTime
      written[position] = .written(
        try book.sampler(value, stream: "pathway|\(pathway.measure)|enter \(number + 1)"),
        perMonth: unit.map(units.perMonth)
          ?? [Double](repeating: 1, count: timeline.monthCount))
    }
    return items.indices.compactMap { item -> PathwayPlan.Entry? in
      let mean: PathwayPlan.Entry.Mean
      if let found = written[item] {
        mean = found
      } else if let counted, counted.entries[item] > 0 {
        mean = .counted(events: counted.entries[item], months: counted.months)
      } else {
        return nil
      }
      return PathwayPlan.Entry(
        item: item, mean: mean, parameter: stream("entry rate|\(items[item])"),
        process: stream("entries|\(items[item])"))
    }
  }

  private func limits(
    _ pathway: Pathway, _ items: [String], _ book: AssumptionBook, _ before: [MeasurePlan]
  ) throws(EngineError) -> [PathwayPlan.Limit] {
    var next: [Int: Int] = [:]
    var result: [PathwayPlan.Limit] = []
    for (number, limit) in pathway.limits.enumerated() {
      guard let capacity = before.firstIndex(where: { $0.measure.name == limit.capacity }) else {
        throw fault(
          pathway,
          "limits `\(limit.item)` to `\(limit.capacity)`, which this scenario does not cover. Add it "
            + "to `covers`.")
      }
      let item = try place(limit.item, pathway, items)
      let overflow = try place(limit.overflow, pathway, items)
      next[item] = overflow
      result.append(
        PathwayPlan.Limit(
          item: item, capacity: capacity,
          perPlace: try book.sampler(
            limit.perPlace, stream: "pathway|\(pathway.measure)|per place \(number + 1)"),
          overflow: overflow))
    }
    for start in next.keys.sorted() {
      var at = start
      for _ in next where next[at] != nil { at = next[at] ?? at }
      guard next[at] == nil else {
        throw fault(
          pathway,
          "sends those who do not fit in `\(items[start])` round in a circle of limits, so some could "
            + "have no place at all. Let one overflow go to an item without a limit.")
      }
    }
    return result
  }

  private func ageing(
    _ pathway: Pathway, _ history: OwnHistoryPlan, _ rates: PathwayRates?
  ) throws(EngineError) -> AgeingOut? {
    guard let limit = pathway.ageOut else { return nil }
    guard let ages = history.table.ages.last else {
      throw fault(
        pathway,
        "lets everybody leave at \(limit), but its measure's table has no column `age`, so I can't "
          + "tell who is due when. Add the column.")
    }
    return AgeingOut(
      limit: limit, ages: ages,
      entering: rates?.enteringAges ?? [[Int: Double]](repeating: [:], count: ages.count),
      months: history.steps)
  }

  private func place(
    _ item: String, _ pathway: Pathway, _ items: [String]
  ) throws(EngineError) -> Int {
    guard let found = items.firstIndex(of: item) else {
      throw fault(
        pathway,
        "names `\(item)`, but the items of `\(pathway.measure)` are "
          + items.joined(separator: ", ") + ".")
    }
    return found
  }

  private func fault(_ pathway: Pathway, _ what: String) -> EngineError {
    EngineError("The pathway `\(pathway.name)` \(what)", location: pathway.location.text)
  }
}
