import CouncilReturns
import Foundation
import Periods
import Probability
import Publishing
import Surveillance

/// A profile of emergencies as a page and as a long table, counts rounded unless they may be seen.
struct EmergencyPage {
  private let profile: EmergencyProfile
  private let isExact: Bool
  private let rows: [(table: String, label: String, value: String)]
  private let sentences: [String]

  init(
    _ profile: EmergencyProfile, usual: ClosedRange<Month>?, premium: Double?, months: Int,
    simulations: Int, seed: UInt64, isExact: Bool
  ) throws {
    self.profile = profile
    self.isExact = isExact
    func shown(_ count: Int) -> String { Self.shown(count, isExact) }
    let total = profile.starts.reduce(0, +)
    let isTold = isExact || total >= Self.fewest
    var rows = [("definition", "codes", profile.definition.codes.sorted().joined(separator: " "))]
    for (index, count) in profile.starts.enumerated() {
      let label = SufficiencyText.label(profile.first.advanced(by: index))
      rows.append(("began", label, shown(count)))
      // Nights of a month in which one child was there would tell of that child.
      if isExact { rows.append(("nights", label, shown(profile.nights[index]))) }
    }
    for (table, counts) in [
      ("weekday", profile.weekdays), ("age", profile.ages), ("reason", profile.reasons),
      ("first or repeat", profile.repeats), ("onward", profile.onward),
    ] {
      for count in counts { rows.append((table, count.label, shown(count.count))) }
    }
    for nights in [7, 28, 91, 182] where isTold && nights < profile.stillThere.count {
      rows.append(
        (
          "still there after", "\(nights) nights",
          String(format: "%.2f", profile.stillThere[nights])
        ))
    }
    self.rows = rows
    sentences = try Self.sentences(
      profile, usual: usual, premium: premium, months: months, simulations: simulations, seed: seed,
      isExact: isExact)
  }

  /// Emergencies below which nothing is worked out from them.
  private static let fewest = 10

  private static func shown(_ count: Int, _ isExact: Bool) -> String {
    isExact ? "\(count)" : "\((count + 2) / 5 * 5)"
  }

  private static func sentences(
    _ profile: EmergencyProfile, usual: ClosedRange<Month>?, premium: Double?, months: Int,
    simulations: Int, seed: UInt64, isExact: Bool
  ) throws -> [String] {
    let total = profile.starts.reduce(0, +)
    let period = Double(profile.starts.count)
    var found = [
      "Emergencies are placements with the codes "
        + "\(profile.definition.codes.sorted().joined(separator: ", ")); \(shown(total, isExact)) of "
        + "\(shown(profile.placements, isExact)) placements since \(profile.first), and "
        + "\(shown(profile.shortStops, isExact)) short stops of up to \(profile.definition.shortNights) "
        + "nights that were none."
    ]
    guard isExact || total >= fewest else {
      return found + ["Too few to say more without telling of single children."]
    }
    let rate = try PoissonRate(events: isExact ? total : (total + 2) / 5 * 5, exposure: period)
    found.append(
      String(
        format: "%.1f begin in a month (%.1f to %.1f, exact 95%% interval).", rate.rate,
        rate.interval.lowerBound, rate.interval.upperBound))
    guard total > 0 else { return found }
    if let half = profile.stillThere.firstIndex(where: { $0 <= 0.5 }) {
      found.append("Half have ended after \(half) nights.")
    } else {
      found.append("More than half last longer than \(profile.stillThere.count - 1) nights.")
    }
    if let usual { found.append(try alarms(profile, usual, seed)) }
    let nights = try EmergencyNights(
      events: total, months: profile.starts.count, stillThere: profile.stillThere,
      ahead: months, replicates: simulations, seed: seed)
    var sentence =
      "In the \(months) months after, \(number(nights.median)) nights of new emergencies (\(number(nights.p10)) "
      + "to \(number(nights.p90)), 80% likely)"
    if let premium {
      let each = premium / 7
      sentence +=
        ", £\(number(nights.median * each)) above the placements planned (£\(number(nights.p10 * each)) to "
        + "£\(number(nights.p90 * each)))"
    }
    found.append(sentence + ".")
    return found
  }

  /// Months after the usual ones in which the level is raised.
  private static func alarms(
    _ profile: EmergencyProfile, _ usual: ClosedRange<Month>, _ seed: UInt64
  ) throws -> String {
    let from = profile.first.months(to: usual.lowerBound)
    let to = profile.first.months(to: usual.upperBound)
    guard from >= 0, to + 1 < profile.starts.count else {
      throw EmergencyError(
        description:
          "--usual \(usual.lowerBound)..\(usual.upperBound) has to lie in the months counted, from "
          + "\(profile.first) to \(profile.asOf.month), and leave months after it to be watched.")
    }
    let mean = Double(profile.starts[from...to].reduce(0, +)) / Double(to - from + 1)
    guard mean > 0 else {
      throw EmergencyError(
        description:
          "No emergency began from \(usual.lowerBound) to \(usual.upperBound), so there is no usual level; "
          + "give --usual a longer period.")
    }
    let limit = try PoissonCUSUM.limit(
      usualMean: mean, raisedMean: 1.5 * mean, runLength: 36, seed: seed)
    let chart = try PoissonCUSUM(
      counts: Array(profile.starts[(to + 1)...]), usualMean: mean, raisedMean: 1.5 * mean,
      limit: limit)
    let months = chart.alarms.map { "\(profile.first.advanced(by: to + 1 + $0))" }
    return
      (months.isEmpty
      ? "No month after \(usual.upperBound) gives an alarm"
      : "Alarm in \(months.joined(separator: ", "))")
      + " of a level half as high again as from \(usual.lowerBound) to \(usual.upperBound) (one false alarm "
      + "in 36 months)."
  }

  private static func number(_ value: Double) -> String {
    let digits = "\(Int(value.rounded()))"
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text += "," }
      text.append(digit)
    }
    return text
  }

  var csv: String {
    "table,label,value\n"
      + rows.map { "\($0.table),\($0.label),\($0.value)\n" }.joined()
  }

  var text: String {
    var table = TextTable(header: ["table", "of", "value"], wordColumns: 2)
    for row in rows where row.table != "began" && row.table != "nights" {
      table.rows.append([row.table, row.label, row.value])
    }
    return sentences.joined(separator: "\n") + "\n\n" + table.text() + "\n"
      + (isExact ? "" : "\nCounts are rounded to the nearest 5. By month: --format csv.\n")
  }
}
