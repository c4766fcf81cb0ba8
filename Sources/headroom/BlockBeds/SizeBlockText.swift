import BlockBeds
import Foundation
import Publishing

/// The answer of `headroom size-block` as a page, a table and a document.
enum SizeBlockText {
  static func page(_ answer: SizeBlockAnswer) -> String {
    let frontier = answer.frontier
    var table = TextTable(header: [
      "beds", "none free", "use", "last bed", "cost, no moves", "cost, moves at once", "P90",
      "CVaR90",
    ])
    if answer.simulation != nil { table.header += ["simulated", "±", "its P90"] }
    for row in frontier.rows {
      var cells = [
        "\(row.beds)", percent(row.loss.blocking),
        row.beds == 0 ? "–" : percent(row.loss.occupancy),
        row.beds == 0 ? "–" : percent(row.loss.lastBedUse), pounds(row.loss.cost),
        pounds(row.transfer.cost), pounds(row.risk.quantile(0.9)),
        pounds(row.risk.expectedShortfall(0.9)),
      ]
      if let simulated = answer.simulation?.rows[row.beds] {
        cells += [
          pounds(simulated.cost), pounds(1.96 * simulated.standardError), pounds(simulated.p90),
        ]
      }
      table.rows.append(cells)
    }
    var text = table.text() + "\n\n"
    for sentence in sentences(answer) { text += sentence + "\n" }
    text += "\n"
    var grid = TextTable(header: ["if", "best, no moves", "best, moves at once"])
    for row in (try? frontier.sensitivities()) ?? [] {
      grid.rows.append([row.change, "\(row.withoutTransfers)", "\(row.withTransfers)"])
    }
    return text + grid.text() + "\n"
  }

  /// The answer in sentences.
  static func sentences(_ answer: SizeBlockAnswer) -> [String] {
    let frontier = answer.frontier
    let low = frontier.bestWithoutTransfers
    let high = frontier.bestWithTransfers
    let flat = frontier.flatRegion()
    let flatHigh = frontier.flatRegionWithTransfers()
    let spot = frontier.rows[0].loss.cost
    var found = [
      "On average \(number(frontier.demand.suitedLoad)) suited children are in placement at once, of "
        + "\(number(frontier.demand.load)). A bed pays for itself where it is used "
        + "\(percent(frontier.prices.breakEvenUse)) of the time.",
      "If nobody moves from a spot placement: \(low.beds) beds, \(pounds(low.loss.cost)), "
        + "\(pounds(spot - low.loss.cost)) less than all in spot placements. Anything from "
        + "\(flat.lowerBound) to \(flat.upperBound) is within 1% of that.",
      "If children move at once: \(high.beds) beds, \(pounds(high.transfer.cost)), "
        + "\(pounds(spot - high.transfer.cost)) less. Anything from \(flatHigh.lowerBound) to "
        + "\(flatHigh.upperBound) is within 1% of that.",
    ]
    if frontier.prices.breakEvenUse >= 1 {
      found.append(
        "A block bed costs no less than a spot placement even if it is always used: buy none.")
    }
    if low.beds == frontier.rows.count - 1 || high.beds == frontier.rows.count - 1 {
      found.append("The best number is the most that was looked at: raise --beds.")
    }
    if let simulation = answer.simulation {
      let best = simulation.best
      found.append(
        "Simulated: \(best.beds) beds, \(pounds(best.cost)) (± \(pounds(1.96 * best.standardError)) from "
          + "the number of simulations); in nine periods of ten at most \(pounds(best.p90)), and "
          + "\(pounds(best.expectedShortfall)) on average in the dearest tenth.")
    }
    if let uncertain = answer.uncertain {
      found.append(
        "With the load as uncertain as that and nobody moving: \(uncertain.best) beds. Buying the "
          + "\(uncertain.bestAtMean) that are best at its mean costs "
          + "\(pounds(uncertain.costOfIgnoring * frontier.weeks)) more; to know the load beforehand is worth "
          + "\(pounds(uncertain.valueOfPerfectInformation * frontier.weeks)).")
    }
    if let current = answer.current {
      let now = frontier.rows[current]
      found.append(
        "Against the \(current) there are now: \(pounds(now.loss.cost - low.loss.cost)) less with "
          + "\(low.beds) if nobody moves, \(pounds(now.transfer.cost - high.transfer.cost)) less with "
          + "\(high.beds) if all do.")
    }
    return found
  }

  static func csv(_ answer: SizeBlockAnswer) -> String {
    var text =
      "beds,blocking,use,last_bed_use,overflow_child_weeks,cost_no_transfer,cost_transfer,tail,p90,cvar90"
    if answer.simulation != nil {
      text += ",simulated_cost,simulated_se,simulated_p90,simulated_cvar90,simulated_use"
    }
    text += "\n"
    for row in answer.frontier.rows {
      var cells: [Double?] = [
        Double(row.beds), row.loss.blocking, row.beds == 0 ? nil : row.loss.occupancy,
        row.beds == 0 ? nil : row.loss.lastBedUse, row.loss.overflowChildWeeks, row.loss.cost,
        row.transfer.cost, row.transfer.tail, row.risk.quantile(0.9),
        row.risk.expectedShortfall(0.9),
      ]
      if let simulated = answer.simulation?.rows[row.beds] {
        cells += [
          simulated.cost, simulated.standardError, simulated.p90, simulated.expectedShortfall,
          simulated.occupancy,
        ]
      }
      text += cells.map { $0.map(plain) ?? "" }.joined(separator: ",") + "\n"
    }
    return text
  }

  /// The document of `--format json`.
  private struct Document: Encodable {
    struct Row: Encodable {
      var beds: Int
      var blocking: Double
      var use: Double?
      var lastBedUse: Double?
      var costNoTransfer: Double
      var costTransfer: Double
      var p90: Double
      var cvar90: Double
      var simulatedCost: Double?
    }
    var schemaVersion = 1
    var breakEvenUse: Double
    var load: Double
    var suitedLoad: Double
    var bestNoTransfer: Int
    var bestTransfer: Int
    var within1PercentNoTransfer: [Int]
    var sentences: [String]
    var rows: [Row]
  }

  static func json(_ answer: SizeBlockAnswer) throws -> String {
    let frontier = answer.frontier
    let flat = frontier.flatRegion()
    let document = Document(
      breakEvenUse: frontier.prices.breakEvenUse, load: frontier.demand.load,
      suitedLoad: frontier.demand.suitedLoad, bestNoTransfer: frontier.bestWithoutTransfers.beds,
      bestTransfer: frontier.bestWithTransfers.beds,
      within1PercentNoTransfer: [flat.lowerBound, flat.upperBound], sentences: sentences(answer),
      rows: frontier.rows.map { row in
        .init(
          beds: row.beds, blocking: row.loss.blocking,
          use: row.beds == 0 ? nil : row.loss.occupancy,
          lastBedUse: row.beds == 0 ? nil : row.loss.lastBedUse, costNoTransfer: row.loss.cost,
          costTransfer: row.transfer.cost, p90: row.risk.quantile(0.9),
          cvar90: row.risk.expectedShortfall(0.9),
          simulatedCost: answer.simulation?.rows[row.beds].cost)
      })
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    return String(decoding: try encoder.encode(document), as: UTF8.self) + "\n"
  }

  private static func plain(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))" : "\(value)"
  }
  private static func percent(_ share: Double) -> String { String(format: "%.1f%%", share * 100) }
  private static func number(_ value: Double) -> String { String(format: "%.2f", value) }

  /// Whole pounds with their thousands apart.
  private static func pounds(_ value: Double) -> String {
    let digits = "\(Int(abs(value).rounded()))"
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text += "," }
      text.append(digit)
    }
    return (value <= -0.5 ? "−£" : "£") + text
  }
}
