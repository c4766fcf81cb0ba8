/// Builds the episodes of each stay: placements and moves with dates, legal statuses between them.
struct CareEpisodes {
  let lives: Lives
  let placements: CarePlacements
  let outcomes: CareOutcomes
  let timeline: Timeline
  private let paths: Draws
  private let days: Draws
  private let statuses: Draws

  init(
    _ lives: Lives, _ placements: CarePlacements, _ outcomes: CareOutcomes, timeline: Timeline,
    seed: UInt64
  ) {
    self.lives = lives
    self.placements = placements
    self.outcomes = outcomes
    self.timeline = timeline
    paths = Draws(seed: seed, purpose: "cla|path")
    days = Draws(seed: seed, purpose: "cla|move day")
    statuses = Draws(seed: seed, purpose: "cla|legal status")
  }

  /// A placement and the day it began.
  struct Placed {
    var from: Int
    var cell: UInt8
    var place: UInt8
  }

  /// The episodes of a stay, in order of time.
  func episodes(of stay: Int) -> [CareEpisode] {
    let record = lives.stays[stay]
    let placed = placements(of: stay)
    guard let first = placed.first else { return [] }
    let legal = legalStatuses(of: stay, placed: placed)
    var events = Set(placed.map(\.from))
    for change in legal where change.from > first.from { events.insert(change.from) }
    let starts = events.sorted()
    var episodes: [CareEpisode] = []
    for (index, from) in starts.enumerated() {
      let current = placed.last { $0.from <= from } ?? first
      let status = legal.last { $0.from <= from }?.status ?? .accommodated
      let moved = current.from == from
      let changed = legal.contains { $0.from == from }
      let last = index + 1 == starts.count
      let to = last ? record.to : Int32(starts[index + 1])
      let begins: CareCodes.Beginning =
        from == Int(record.from)
        ? .started : moved ? (changed ? .both : .placement) : .legalStatus
      var change: Int8 = -1
      if !last, placed.contains(where: { $0.from == starts[index + 1] }) {
        change = Int8(paths.choice(CareCodes.changeWeights, stay, 900, index))
      }
      episodes.append(
        CareEpisode(
          stay: Int32(stay), from: Int32(from), to: to, begins: begins, status: status,
          place: current.place, provider: UInt8(CarePlacements.provider(current.cell)),
          reason: last ? (record.exit == .open ? -2 : outcomes.reasons[stay]) : -1,
          change: change))
    }
    return episodes
  }

  private func placements(of stay: Int) -> [Placed] {
    let record = lives.stays[stay]
    let birth = Int(lives.births[Int(record.child)])
    var placed: [Placed] = []
    var k = 0
    func add(_ cell: UInt8, from: Int) {
      let place = CareCodes.place(
        CarePlacements.placement(cell), provider: CarePlacements.provider(cell), from: from,
        uniform: paths.uniform(stay, 901, k))
      k += 1
      placed.append(Placed(from: from, cell: cell, place: place))
    }
    let firstYear = max(0, Int(record.entryYear))
    let lastYear = min(timeline.years - 1, Int(record.exitYear))
    if record.entry == .earlier {
      let cell = placements.cell(stay, at: 0)
      let latest = timeline.counts[0] - 2
      var earliest = Int(record.from)
      if CarePlacements.placement(cell) == CareCategories.supported {
        earliest = max(earliest, Timeline.birthday(birth, age: 16))
      }
      // Most have moved since they came; the placement they are in is younger than their care.
      let since = paths.uniform(stay, 0, 0)
      let from =
        since < 0.35
        ? earliest : latest - Int(Double(latest - earliest) * pow2(paths.uniform(stay, 0, 1)))
      add(cell, from: max(earliest, min(from, latest)))
    }
    for year in firstYear...max(firstYear, lastYear) {
      let next =
        year < timeline.years ? placements.cell(stay, at: year + 1) : CarePlacements.absent
      var moves = placements.moves(stay, in: year)
      if Int(record.entryYear) == year {
        let age = Timeline.age(birth, on: Int(record.from))
        let cell =
          moves == 0 && next != CarePlacements.absent
          ? next : entryCell(stay, age: age, year: year, k: 0)
        add(cell, from: Int(record.from))
      }
      guard let current = placed.last else { continue }
      let adopted =
        Int(record.exitYear) == year
        && Int(outcomes.reasons[stay]) == CareCategories.adopted
      var target = next
      if next == CarePlacements.absent, adopted {
        target = CarePlacements.cell(CareCategories.adoption, 0)
      }
      if moves == 0, next != CarePlacements.absent, next != current.cell { moves = 1 }
      guard moves > 0 else { continue }
      var first = max(current.from + 1, timeline.events[year].lowerBound)
      let last = min(Int(record.to) - 1, timeline.events[year].upperBound)
      if target != CarePlacements.absent, moves == 1,
        CarePlacements.placement(target) == CareCategories.supported
      {
        first = max(first, Timeline.birthday(birth, age: 16))
      }
      let room = last - first + 1
      guard room > 0 else { continue }
      moves = min(moves, room)
      for move in 0..<moves {
        var from = first + room * move / moves
        let to = first + room * (move + 1) / moves - 1
        let final = move + 1 == moves
        if final, target != CarePlacements.absent,
          CarePlacements.placement(target) == CareCategories.supported
        {
          from = min(max(from, Timeline.birthday(birth, age: 16)), to)
        }
        let day = from + Int(Double(to - from + 1) * days.uniform(stay, year, move))
        let age = Timeline.age(birth, on: day)
        let cell =
          final && target != CarePlacements.absent
          ? target : entryCell(stay, age: age, year: year, k: move + 1)
        add(cell, from: min(day, to))
      }
    }
    return placed
  }

  private func pow2(_ value: Double) -> Double { value * value }

  /// A placement for a child of an age, where no count says which: not for adoption.
  private func entryCell(_ stay: Int, age: Int, year: Int, k: Int) -> UInt8 {
    let band = CareCategories.bands.firstIndex { $0.contains(min(17, max(0, age))) } ?? 4
    var weights = CareCategories.placementPattern[band]
    weights[CareCategories.adoption] = 0
    let placement = paths.choice(weights, stay, 100 + year, 2 * k)
    let provider = paths.choice(
      CareCategories.providerPattern[placement], stay, 100 + year, 2 * k + 1)
    return CarePlacements.cell(placement, provider)
  }

  /// The legal statuses of a stay and the days they began: young children come by interim orders,
  /// older ones by agreement; orders become full within a year; children placed for adoption have
  /// placement orders.
  private func legalStatuses(
    of stay: Int, placed: [Placed]
  ) -> [(from: Int, status: CareCodes.Status)] {
    let record = lives.stays[stay]
    let start = Int(record.from)
    let end = Int(min(record.to, Int32(timeline.counts[timeline.years])))
    if outcomes.unaccompanied[Int(record.child)] { return [(start, .accommodated)] }
    let age = Timeline.age(Int(lives.births[Int(record.child)]), on: start)
    let byOrder = statuses.uniform(stay) < (age < 10 ? 0.58 : 0.3)
    var changes: [(from: Int, status: CareCodes.Status)] = [
      (start, byOrder ? .interimOrder : .accommodated)
    ]
    var order = byOrder ? start : Int.max
    if !byOrder, statuses.uniform(stay, 1) < 0.3 {
      order = start + 30 + statuses.index(150, stay, 2)
      changes.append((order, .interimOrder))
    }
    if order != .max, statuses.uniform(stay, 3) < 0.85 {
      changes.append((order + 170 + statuses.index(150, stay, 4), .fullOrder))
    }
    let adoption = placed.first {
      CarePlacements.placement($0.cell) == CareCategories.adoption
    }?.from
    if let adoption {
      changes.removeAll { $0.from >= adoption }
      changes.append((max(start, adoption), .placementOrder))
    }
    return changes.filter { $0.from < end }
  }
}
