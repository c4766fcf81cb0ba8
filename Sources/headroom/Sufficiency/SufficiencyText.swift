import Foundation
import Periods
import Publishing
import Sufficiency

/// Children against places as a page and as a long table.
enum SufficiencyText {
  static func csv(_ forecast: PlacesForecast) -> String {
    var text = "month,what,of,mean,p10,p50,p90\n"
    func add(_ month: Month, _ what: String, _ of: String, _ range: PlacesForecast.Range) {
      text += "\(label(month)),\(what),\(of),\(range.mean),\(range.p10),\(range.p50),\(range.p90)\n"
    }
    for row in forecast.places { add(row.month, "children", row.place, row.children) }
    for row in forecast.places {
      guard let chance = row.chanceFull else { continue }
      text += "\(label(row.month)),chance full,\(row.place),\(chance),,,\n"
    }
    for row in forecast.needs {
      text += "\(label(row.month)),referred,\(row.need),\(row.referred),,,\n"
      add(row.month, "not placed as planned", row.need, row.notAsPlanned)
      add(row.month, "unplaced", row.need, row.unplaced)
    }
    for row in forecast.outOfArea { add(row.month, "share out of area", "all", row.share) }
    for row in forecast.costs { add(row.month, "cost GBP", "all", row.cost) }
    return text
  }

  static func page(_ forecast: PlacesForecast) -> String {
    let names = forecast.places.prefix { $0.month == forecast.places.first?.month }.map(\.place)
    var table = TextTable(
      header: ["month"] + names + ["out of area", "not as planned", "no place", "cost £000 (80%)"])
    for (index, cost) in forecast.costs.enumerated() {
      let places = forecast.places.filter { $0.month == cost.month }
      let needs = forecast.needs.filter { $0.month == cost.month }
      let other = needs.reduce(0) { $0 + $1.notAsPlanned.mean }
      let none = needs.reduce(0) { $0 + $1.unplaced.mean }
      table.rows.append(
        [label(cost.month)]
          + places.map { row in
            String(format: "%.1f", row.children.mean)
              + (row.chanceFull.map { String(format: " (%.0f%%)", $0 * 100) } ?? "")
          } + [
            String(format: "%.0f%%", forecast.outOfArea[index].share.mean * 100),
            String(format: "%.1f", other), String(format: "%.1f", none),
            String(
              format: "%.0f (%.0f to %.0f)", cost.cost.mean / 1000, cost.cost.p10 / 1000,
              cost.cost.p90 / 1000),
          ])
    }
    let full = forecast.places.filter { $0.chanceFull != nil }.max {
      ($0.chanceFull ?? 0) < ($1.chanceFull ?? 0)
    }
    var text =
      table.text() + "\n\nMean children; in brackets how much of the time a place is full.\n"
    let referred = forecast.needs.reduce(0) { $0 + $1.referred }
    let otherwise = forecast.needs.reduce(0) { $0 + $1.notAsPlanned.mean }
    if referred > 0 {
      text += String(
        format:
          "Over the whole time %.0f of %.0f children referred are not placed as planned (%.0f%%).\n",
        otherwise, referred, otherwise / referred * 100)
    }
    if let full, let chance = full.chanceFull {
      text += String(
        format: "Fullest: \(full.place) in \(full.month), %.0f%% of the time.\n", chance * 100)
    }
    return text
  }

  static func label(_ month: Month) -> String {
    "\(month.year)-\(month.monthOfYear < 10 ? "0" : "")\(month.monthOfYear)"
  }
}
