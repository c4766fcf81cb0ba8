/// The setting of every plan at each census and when it started, and each child's need.
struct PlanSettings {
  static let absent: UInt8 = 255

  let counts: Int
  /// Stay by census.
  private var cells: [UInt8]
  /// Stay: the setting in which a plan of these years started, ``absent`` for earlier ones.
  private(set) var first: [UInt8]
  /// Stay: the need.
  private(set) var needs: [UInt8]

  func setting(_ stay: Int, at time: Int) -> UInt8 { cells[stay * counts + time] }

  /// Settles settings so that each census has the published numbers and the new plans of each year
  /// theirs; whoever can stay where they were does. Needs follow the settings of the last census.
  init(_ lives: Lives, _ targets: PlanTargets, timeline: Timeline, seed: UInt64) {
    counts = timeline.counts.count
    cells = Array(repeating: PlanSettings.absent, count: lives.stays.count * counts)
    first = Array(repeating: PlanSettings.absent, count: lives.stays.count)
    needs = Array(repeating: PlanSettings.absent, count: lives.stays.count)
    let draws = Draws(seed: seed, purpose: "plans|setting")
    for time in 0..<counts {
      if time > 0 { settleStarts(lives, targets, year: time - 1, draws: draws) }
      settleCensus(lives, targets, timeline: timeline, time: time, draws: draws)
    }
    settleNeeds(lives, targets, draws: Draws(seed: seed, purpose: "plans|need"))
  }

  private static func band(_ age: Int) -> Int {
    PlanCategories.bands.firstIndex { $0.contains(age) } ?? PlanCategories.bands.count - 1
  }

  private mutating func settleStarts(
    _ lives: Lives, _ targets: PlanTargets, year: Int, draws: Draws
  ) {
    var members: [[Int]] = PlanCategories.bands.map { _ in [] }
    for (index, stay) in lives.stays.enumerated()
    where Int(stay.entryYear) == year && stay.entry == .started {
      let age = Timeline.age(Int(lives.births[Int(stay.child)]), on: Int(stay.from))
      members[PlanSettings.band(age)].append(index)
    }
    let table = ControlledTable.fit(
      PlanCategories.firstSettingPattern, rows: members.map(\.count),
      columns: targets.firstSettings[year])
    for band in members.indices {
      var left = draws.shuffled(members[band], year: year, k: 1)[...]
      for setting in PlanCategories.settings.indices {
        for stay in left.prefix(table[band][setting]) { first[stay] = UInt8(setting) }
        left = left.dropFirst(table[band][setting])
      }
      for stay in left { first[stay] = 1 }
    }
  }

  private mutating func settleCensus(
    _ lives: Lives, _ targets: PlanTargets, timeline: Timeline, time: Int, draws: Draws
  ) {
    let day = timeline.counts[time]
    var members: [[Int]] = PlanCategories.bands.map { _ in [] }
    for (index, stay) in lives.stays.enumerated() where stay.isOpen(atCount: time) {
      let age = Timeline.age(Int(lives.births[Int(stay.child)]), on: day)
      members[PlanSettings.band(age)].append(index)
    }
    let table = ControlledTable.fit(
      PlanCategories.settingPattern, rows: members.map(\.count), columns: targets.settings[time])
    for band in members.indices {
      var quotas = table[band]
      var others: [Int] = []
      for stay in draws.shuffled(members[band], year: time) {
        let last = time > 0 ? setting(stay, at: time - 1) : PlanSettings.absent
        let current = last == PlanSettings.absent ? first[stay] : last
        if current != PlanSettings.absent, quotas[Int(current)] > 0 {
          quotas[Int(current)] -= 1
          cells[stay * counts + time] = current
        } else {
          others.append(stay)
        }
      }
      var left = others[...]
      for (setting, quota) in quotas.enumerated() {
        for stay in left.prefix(quota) { cells[stay * counts + time] = UInt8(setting) }
        left = left.dropFirst(quota)
      }
    }
  }

  private mutating func settleNeeds(_ lives: Lives, _ targets: PlanTargets, draws: Draws) {
    let last = counts - 1
    var members: [[Int]] = PlanCategories.settings.map { _ in [] }
    for index in lives.stays.indices {
      let cell = setting(index, at: last)
      if cell != PlanSettings.absent { members[Int(cell)].append(index) }
    }
    let table = ControlledTable.fit(
      PlanCategories.needPattern, rows: members.map(\.count), columns: targets.needs)
    for setting in members.indices {
      var left = draws.shuffled(members[setting])[...]
      for need in PlanCategories.needs.indices {
        for stay in left.prefix(table[setting][need]) { needs[stay] = UInt8(need) }
        left = left.dropFirst(table[setting][need])
      }
    }
    // Whoever left before has a need as those in their setting have it.
    let weights = table.map { $0.map { Double($0) + 0.01 } }
    for index in lives.stays.indices where needs[index] == PlanSettings.absent {
      let seen = (0..<counts).last { setting(index, at: $0) != PlanSettings.absent }
      let current = seen.map { setting(index, at: $0) } ?? first[index]
      needs[index] = UInt8(
        draws.choice(weights[current == PlanSettings.absent ? 1 : Int(current)], index, 1))
    }
  }
}
