/// The plans of one area, invented: from targets to settings, needs and requests.
struct PlanReturns {
  let targets: PlanTargets
  let timeline: Timeline
  let lives: Lives
  let settings: PlanSettings
  let requests: PlanRequests
  /// Stay: position in ``PlanCategories/reasons`` where the plan ended, -1 otherwise.
  let reasons: [Int8]

  init(_ targets: PlanTargets, seed: UInt64) {
    self.targets = targets
    let timeline = Timeline(planYears: targets.years)
    let balance = BandBalance(targets.ages)
    let lives = LifeBuilder(
      AgeYearFlows(targets.ages, balance: balance), timeline: timeline, leavesOnBirthday: false,
      returns: false, meanElapsed: 1_500, youngest: 600, seed: seed, service: "plans"
    ).lives
    self.timeline = timeline
    self.lives = lives
    settings = PlanSettings(lives, targets, timeline: timeline, seed: seed)
    requests = PlanRequests(lives, targets, timeline: timeline, seed: seed)
    reasons = PlanReturns.reasons(lives, targets, timeline: timeline, seed: seed)
  }

  private static func reasons(
    _ lives: Lives, _ targets: PlanTargets, timeline: Timeline, seed: UInt64
  ) -> [Int8] {
    let draws = Draws(seed: seed, purpose: "plans|reason")
    var reasons = Array(repeating: Int8(-1), count: lives.stays.count)
    for year in 0..<timeline.years {
      var members: [[Int]] = PlanCategories.bands.map { _ in [] }
      for (index, stay) in lives.stays.enumerated()
      where Int(stay.exitYear) == year && stay.exit == .ended {
        let age = Timeline.age(Int(lives.births[Int(stay.child)]), on: Int(stay.to))
        members[PlanCategories.bands.firstIndex { $0.contains(age) } ?? 4].append(index)
      }
      let rows = members.map(\.count)
      let usual = PlanCategories.reasons.indices.map { reason in
        zip(rows, PlanCategories.reasonPattern).reduce(0) { $0 + Double($1.0) * $1.1[reason] }
      }
      let table = ControlledTable.fit(
        PlanCategories.reasonPattern, rows: rows,
        columns: targets.reasons[year] ?? Quota.split(rows.reduce(0, +), by: usual))
      for band in members.indices {
        var left = draws.shuffled(members[band], year: year)[...]
        for reason in PlanCategories.reasons.indices {
          for stay in left.prefix(table[band][reason]) { reasons[stay] = Int8(reason) }
          left = left.dropFirst(table[band][reason])
        }
      }
    }
    return reasons
  }

  /// Counts the plans as the published figures count them: at the census by age on that day; starts and
  /// ends of the calendar year by age on their day.
  func tally(into tally: inout MarginTally) {
    let singles = (3...PlanCategories.lastAge).map(String.init)
    for (time, census) in ((targets.years.lowerBound - 1)...targets.years.upperBound).enumerated()
    where time > 0 {
      let day = timeline.counts[time]
      let year = census - 1
      var ages = Array(repeating: 0, count: PlanCategories.lastAge + 1)
      var cells = Array(repeating: 0, count: PlanCategories.settings.count)
      var needs = Array(repeating: 0, count: PlanCategories.needs.count)
      var starts = ages
      var ends = ages
      var firsts = cells
      var reasonCounts = Array(repeating: 0, count: PlanCategories.reasons.count)
      func age(_ stay: Stay, _ day: Int) -> Int {
        min(PlanCategories.lastAge, Timeline.age(Int(lives.births[Int(stay.child)]), on: day))
      }
      for (index, stay) in lives.stays.enumerated() {
        if stay.isOpen(atCount: time) {
          ages[age(stay, day)] += 1
          cells[Int(settings.setting(index, at: time))] += 1
          needs[Int(settings.needs[index])] += 1
        }
        if stay.entry == .started, Int(stay.entryYear) == time - 1 {
          starts[age(stay, Int(stay.from))] += 1
          firsts[Int(settings.first[index])] += 1
        }
        if stay.exit == .ended, Int(stay.exitYear) == time - 1 {
          ends[age(stay, Int(stay.to))] += 1
          reasonCounts[Int(reasons[index])] += 1
        }
      }
      func bands(_ ages: [Int]) -> [Int] {
        PlanCategories.bands.map { band in band.reduce(0) { $0 + ages[$1] } }
      }
      tally.add("plans", census, "total", "total", ages.reduce(0, +))
      tally.add("plans", census, "age-band", PlanCategories.ages, bands(ages))
      tally.add(
        "plans", census, "age", ["under-3"] + singles, [ages[..<3].reduce(0, +)] + ages[3...])
      tally.add("plans", census, "setting", PlanCategories.settings, cells)
      if time == timeline.years { tally.add("plans", census, "need", PlanCategories.needs, needs) }
      tally.add("new-plans", year, "total", "total", starts.reduce(0, +))
      tally.add("new-plans", year, "age-band", PlanCategories.ages, bands(starts))
      let open = (3...19).map(String.init)
      for (measure, split, counts) in [
        ("new-plans", "age-at-start", starts), ("ceased-plans", "age", ends),
      ] {
        tally.add(
          measure, year, split, ["2-and-under"] + open + ["20-and-over"],
          [counts[..<3].reduce(0, +)] + counts[3..<20] + [counts[20...].reduce(0, +)])
      }
      tally.add("new-plans", year, "setting", PlanCategories.settings, firsts)
      tally.add("ceased-plans", year, "total", "total", ends.reduce(0, +))
      tally.add("ceased-plans", year, "age-band", PlanCategories.ages, bands(ends))
      tally.add("ceased-plans", year, "reason", PlanCategories.reasons, reasonCounts)
      let target = targets.requests[time - 1]
      tally.add("plan-requests", year, "total", "total", requests.receivedInYear[time - 1])
      tally.add(
        "plan-requests", year, "outcome", ["agreed", "refused", "not-decided", "withdrawn"],
        [
          requests.agreedInYear[time - 1], target.refused, target.undecided, target.withdrawn,
        ])
      tally.add("plan-assessments", year, "total", "total", requests.assessedInYear[time - 1])
    }
  }
}
