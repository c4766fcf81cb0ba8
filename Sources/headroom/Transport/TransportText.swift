import Foundation
import Periods
import Publishing
import SendTransport

/// SEND transport as pages and as tables.
enum TransportText {
  static func page(_ forecast: TransportForecast, hasLevers: Bool) -> String {
    var table = TextTable(header: ["£000 cash", "baseline", "80% range"])
    if hasLevers { table.header += ["with levers", "80% range", "saving", "80% range"] }
    for year in forecast.years {
      var cells = [year.year.label, thousands(year.baseline.mean), range(year.baseline)]
      if hasLevers {
        cells += [
          thousands(year.scenario.mean), range(year.scenario), thousands(year.saving.mean),
          range(year.saving),
        ]
      }
      table.rows.append(cells)
    }
    var modes = TextTable(
      header: [hasLevers ? "with levers" : "by mode"]
        + forecast.years.flatMap { ["\($0.year.label)", "£000"] })
    for (index, mode) in (forecast.years.first?.passengers ?? []).enumerated() {
      modes.rows.append(
        [mode.mode]
          + forecast.years.flatMap {
            [
              String(format: "%.0f", $0.passengers[index].mean),
              thousands($0.costs[index].mean),
            ]
          })
    }
    var routes = TextTable(header: ["whole vehicles"] + forecast.years.map(\.year.label))
    for (index, mode) in (forecast.years.first?.routes ?? []).enumerated() {
      routes.rows.append(
        [mode.mode] + forecast.years.map { String(format: "%.1f", $0.routes[index].mean) })
    }
    return table.text() + "\n\n" + modes.text() + "\n\n" + routes.text()
      + "\n\nPassengers and vehicles are of a school day. The range of a saving is of differences future by future.\n"
  }

  static func monthPage(_ forecast: TransportForecast) -> String {
    var table = TextTable(header: [
      "£000 cash", "school days", "baseline", "80% range", "with levers",
    ])
    for month in forecast.months {
      table.rows.append([
        SufficiencyText.label(month.month), "\(month.schoolDays)", thousands(month.baseline.mean),
        range(month.baseline), thousands(month.scenario.mean),
      ])
    }
    return table.text() + "\n"
  }

  static func years(_ forecast: TransportForecast) -> String {
    var text = "financial_year,what,mean,p10,p50,p90\n"
    for year in forecast.years {
      for (what, range) in [
        ("baseline", year.baseline), ("with levers", year.scenario), ("saving", year.saving),
      ] {
        text +=
          "\(year.year.label),\(what),\(range.mean),\(range.p10),\(range.p50),\(range.p90)\n"
      }
    }
    return text
  }

  static func months(_ forecast: TransportForecast) -> String {
    var text = "month,school_days,what,mean,p10,p50,p90\n"
    for month in forecast.months {
      for (what, range) in [("baseline", month.baseline), ("with levers", month.scenario)] {
        text += "\(SufficiencyText.label(month.month)),\(month.schoolDays),\(what),\(range.mean)"
        text += ",\(range.p10),\(range.p50),\(range.p90)\n"
      }
    }
    return text
  }

  static func modes(_ forecast: TransportForecast) -> String {
    var text = "financial_year,mode,passengers,whole_vehicles,cost\n"
    for year in forecast.years {
      for (index, mode) in year.passengers.enumerated() {
        let vehicles = year.routes.first { $0.mode == mode.mode }.map { "\($0.mean)" } ?? ""
        text +=
          "\(year.year.label),\(mode.mode),\(mode.mean),\(vehicles),\(year.costs[index].mean)\n"
      }
    }
    return text
  }

  private static func thousands(_ value: Double) -> String {
    String(format: "%.0f", value / 1000)
  }
  private static func range(_ range: TransportForecast.Range) -> String {
    "\(thousands(range.p10)) to \(thousands(range.p90))"
  }
}
