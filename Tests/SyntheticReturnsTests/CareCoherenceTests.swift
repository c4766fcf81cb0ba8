import Periods
import SyntheticReturns
import Testing

@Suite("Coherence of synthetic SSDA903 returns")
struct CareCoherenceTests {
  private struct Episode {
    var from: CalendarDate
    var to: CalendarDate?
    var row: [String: String]
  }

  @Test("Episodes do not overlap, reverse or outlast childhood, and carry over the years")
  func episodes() throws {
    try Synthetic.withFolder { folder in
      try Synthetic.council(seed: 7, censuses: 0).write(to: folder)
      var carried: Set<[String]>?
      for (name, year) in [("2022-23", 2023), ("2023-24", 2024), ("2024-25", 2025)] {
        let path = "\(folder)/ssda903/\(name)"
        let births = Dictionary(
          try ReturnTable("\(path)/header.csv").rows.map {
            ($0["CHILD"] ?? "", try day($0["DOB"]))
          }, uniquingKeysWith: { first, _ in first })
        let first = try #require(CalendarDate(year: year - 1, month: 4, day: 1))
        let last = try #require(CalendarDate(year: year, month: 3, day: 31))
        var children: [String: [Episode]] = [:]
        var open: Set<[String]> = []
        var earlier: Set<[String]> = []
        for row in try ReturnTable("\(path)/episodes.csv").rows {
          let child = try #require(row["CHILD"])
          #expect(child.hasPrefix("SYN"))
          #expect(row["SYNTHETIC"] == "yes")
          let from = try #require(try day(row["DECOM"]))
          let to = try day(row["DEC"])
          let birth = try #require(births[child] ?? nil)
          #expect(birth <= from && from <= last)
          if let to { #expect(from < to && to >= first && to <= last) }
          #expect((to == nil) == (row["REC"] == ""))
          // Nobody is looked after beyond the 18th birthday.
          let eighteenth = try #require(
            CalendarDate(
              year: birth.components.year + 18, month: birth.components.month,
              day: birth.components.day))
          #expect((to ?? last) <= eighteenth)
          if ["H5", "K3"].contains(row["PLACE"]) { #expect(age(birth, on: from) >= 16) }
          let key = [child, row["DECOM"] ?? "", row["PLACE"] ?? "", row["LS"] ?? ""]
          if to == nil { open.insert(key) }
          if from < first { earlier.insert(key) }
          children[child, default: []].append(Episode(from: from, to: to, row: row))
        }
        if let carried { #expect(carried == earlier) }
        carried = open
        for (_, all) in children { check(all.sorted { $0.from < $1.from }) }
      }
    }
  }

  private func check(_ episodes: [Episode]) {
    for (one, next) in zip(episodes, episodes.dropFirst()) {
      guard let end = one.to else {
        Issue.record("an open episode is not the last")
        return
      }
      #expect(end <= next.from)
      if end == next.from {
        #expect(one.row["REC"] == "X1")
        #expect(next.row["RNE"] != "S")
        let sameStatus = one.row["LS"] == next.row["LS"]
        switch next.row["RNE"] {
        case "L": #expect(!sameStatus && one.row["PLACE"] == next.row["PLACE"])
        case "P": #expect(sameStatus && one.row["REASON_PLACE_CHANGE"] != "")
        default: #expect(!sameStatus && one.row["REASON_PLACE_CHANGE"] != "")
        }
      } else {
        #expect(one.row["REC"] != "X1" && next.row["RNE"] == "S")
      }
    }
  }
}
