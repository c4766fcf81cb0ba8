extension LookedAfterReturns {
  /// Counts the children in the episodes as the published figures count them: the stock on 31 March, a
  /// child's first start and last end in a year once, every placement that began.
  func tally(into tally: inout MarginTally) {
    for (time, year) in ((targets.years.lowerBound - 1)...targets.years.upperBound).enumerated()
    where time > 0 {
      tallyStock(time: time, year: year, into: &tally)
      tallyEvents(index: time - 1, year: year, into: &tally)
    }
  }

  private static let placementOfPlace = [0, 0, 0, 0, 0, 1, 1, 2, 3, 3, 3, 4, 4, 5, 6, 6, 6, 6, 7]
  private static let groups = [
    "foster", "residential", "parents", "adoption", "supported", "other", "other", "other",
  ]

  private func tallyStock(time: Int, year: Int, into tally: inout MarginTally) {
    let day = timeline.counts[time]
    var ages = Array(repeating: 0, count: CareCategories.bands.count)
    var placements = Array(repeating: 0, count: CareCategories.placements.count)
    var providers = Array(repeating: 0, count: CareCategories.providers.count)
    var unaccompanied = 0
    for episode in episodes where Int(episode.from) <= day && Int(episode.to) > day {
      let child = Int(lives.stays[Int(episode.stay)].child)
      let age = Timeline.age(Int(lives.births[child]), on: day)
      if let band = CareCategories.bands.firstIndex(where: { $0.contains(age) }) { ages[band] += 1 }
      placements[LookedAfterReturns.placementOfPlace[Int(episode.place)]] += 1
      providers[Int(episode.provider)] += 1
      if outcomes.unaccompanied[child] { unaccompanied += 1 }
    }
    let total = placements.reduce(0, +)
    tally.add("cla", year, "total", "total", total)
    tally.add("cla", year, "age-band", CareCategories.ages, ages)
    tally.add("cla", year, "placement-detail", CareCategories.placements, placements)
    tally.add("cla", year, "placement", LookedAfterReturns.groups, placements)
    tally.add("cla", year, "provider", CareCategories.providers, providers)
    tally.add("cla", year, "uasc", ["uasc", "non-uasc"], [unaccompanied, total - unaccompanied])
  }

  private func tallyEvents(index: Int, year: Int, into tally: inout MarginTally) {
    let days = timeline.counts[index] + 1...timeline.counts[index + 1]
    var first: [Int32: Int32] = [:]
    var last: [Int32: (day: Int32, reason: Int8)] = [:]
    var started = 0
    for episode in episodes {
      let child = lives.stays[Int(episode.stay)].child
      if days.contains(Int(episode.from)) {
        if episode.begins == .started {
          first[child] = min(first[child] ?? .max, episode.from)
        }
        if episode.begins != .legalStatus { started += 1 }
      }
      if episode.reason >= 0, days.contains(Int(episode.to)),
        episode.to > (last[child]?.day ?? .min)
      {
        last[child] = (episode.to, episode.reason)
      }
    }
    var ages = Array(repeating: 0, count: CareCategories.bands.count)
    for (child, day) in first {
      let age = Timeline.age(Int(lives.births[Int(child)]), on: Int(day))
      if let band = CareCategories.bands.firstIndex(where: { $0.contains(age) }) { ages[band] += 1 }
    }
    var endAges = Array(repeating: 0, count: CareCategories.endBands.count)
    var reasons = Array(repeating: 0, count: CareCategories.reasons.count)
    for (child, end) in last {
      let age = Timeline.age(Int(lives.births[Int(child)]), on: Int(end.day))
      if let band = CareCategories.endBands.firstIndex(where: { $0.contains(age) }) {
        endAges[band] += 1
      }
      reasons[Int(end.reason)] += 1
    }
    tally.add("cla-starts", year, "total", "total", first.count)
    tally.add("cla-starts", year, "age-band", CareCategories.ages, ages)
    tally.add("cla-ceases", year, "total", "total", last.count)
    tally.add("cla-ceases", year, "age-band", CareCategories.endAges, endAges)
    tally.add("cla-ceases", year, "reason", CareCategories.reasons, reasons)
    tally.add("cla-placements-started", year, "total", "total", started)
  }
}
