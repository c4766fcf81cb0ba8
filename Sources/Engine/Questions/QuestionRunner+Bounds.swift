import BlockBeds
import Results
import ScenarioLanguage

extension QuestionRunner {
  /// Adds what queueing theory says of each number of places, where it can: see ``BedBounds``. Costs are
  /// of a year, in the price base of the contract.
  func bounds(
    _ question: SizeQuestion, _ ask: Ask, _ answer: inout Answer
  ) throws(EngineError) {
    guard let place = plan.scenario(ask.scenario),
      let contract = plan.scenarios[place].contracts.first(where: {
        $0.contract.name == question.contract
      }), let bounds = BedBounds(contract, plan.scenarios[place], plan.timeline)
    else { return }
    let frontier: BedFrontier
    do {
      frontier = try BedFrontier(
        demand: bounds.demand, prices: bounds.prices, weeks: BedBounds.weeks,
        maxBeds: question.high)
    } catch {
      throw EngineError(
        "`\(ask.title)`: no bounds can be found for `\(question.contract)`: \(error)")
    }
    for row in frontier.rows where row.beds >= question.low {
      let figures: [(quantity: String, unit: String, value: Double)] = [
        ("cost of a year where nobody moves", "GBP", row.loss.cost),
        ("cost of a year where all move at once", "GBP", row.transfer.cost),
        ("90th percentile of a year where all move at once", "GBP", row.risk.quantile(0.9)),
        (
          "mean of the dearest tenth of years where all move at once", "GBP",
          row.risk.expectedShortfall(0.9)
        ),
        ("use of the places where nobody moves", "share", row.loss.occupancy),
        ("use of the last place where nobody moves", "share", row.loss.lastBedUse),
      ]
      for figure in figures {
        answer.rows.append(
          AnswerRow(
            ask: ask.title, kind: "size", subject: question.contract, label: "\(row.beds)",
            quantity: figure.quantity, unit: figure.unit, value: figure.value,
            monteCarloError: nil, isExploratory: answer.isExploratory))
      }
    }
    let still = frontier.bestWithoutTransfers
    let moving = frontier.bestWithTransfers
    let flat = frontier.flatRegion()
    answer.sentences.append(
      "By queueing theory, with \(AnswerText.trimmed(bounds.demand.suitedLoad, 2)) children who could "
        + "use them at once, a year costs least at \(still.beds) places where no child moves into one "
        + "that falls free (\(AnswerText.pounds(still.loss.cost))), and at \(moving.beds) where every "
        + "child does (\(AnswerText.pounds(moving.transfer.cost))); \(flat.lowerBound) to "
        + "\(flat.upperBound) are within 1% of the first. A place pays for itself where it is used "
        + "\(AnswerText.percent(bounds.prices.breakEvenUse)) of the time.")
  }
}
