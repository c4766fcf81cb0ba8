/// Why each stay in care ended, and who is an unaccompanied child seeking asylum.
struct CareOutcomes {
  /// Stay: position in ``CareCategories/reasons``, -1 where it has not ended.
  private(set) var reasons: [Int8]
  /// Child: whether unaccompanied and seeking asylum.
  private(set) var unaccompanied: [Bool]

  init(
    _ lives: Lives, _ placements: CarePlacements, _ targets: LookedAfterTargets,
    timeline: Timeline, seed: UInt64
  ) {
    reasons = Array(repeating: -1, count: lives.stays.count)
    unaccompanied = Array(repeating: false, count: lives.births.count)
    let draws = Draws(seed: seed, purpose: "cla|outcome")
    for year in 0..<timeline.years {
      assignReasons(lives, placements, targets, year: year, draws: draws)
    }
    chooseUnaccompanied(lives, placements, targets, timeline: timeline, draws: draws)
  }

  private mutating func assignReasons(
    _ lives: Lives, _ placements: CarePlacements, _ targets: LookedAfterTargets, year: Int,
    draws: Draws
  ) {
    var members: [[Int]] = CareCategories.endBands.map { _ in [] }
    for (index, stay) in lives.stays.enumerated() where Int(stay.exitYear) == year {
      guard stay.exit == .ended else {
        reasons[index] = 3
        continue
      }
      let age = Timeline.age(Int(lives.births[Int(stay.child)]), on: Int(stay.to))
      let band = CareCategories.endBands.firstIndex { $0.contains(age) } ?? 6
      members[band].append(index)
    }
    let table = ControlledTable.fit(
      CareCategories.reasonPattern, rows: members.map(\.count), columns: targets.reasons[year])
    for band in members.indices {
      // Those placed for adoption are adopted first, those in foster care stay with their carers.
      var left = members[band].map { stay in
        (key: draws.uniform(stay, year), stay: stay, cell: placements.cell(stay, at: year))
      }.sorted { $0.key == $1.key ? $0.stay < $1.stay : $0.key < $1.key }
      for (reason, placement) in [
        (CareCategories.adopted, CareCategories.adoption),
        (CareCategories.stayedWithCarers, CareCategories.foster),
      ] {
        let fits = left.filter {
          $0.cell != CarePlacements.absent && CarePlacements.placement($0.cell) == placement
        }
        let others = left.filter { entry in
          !(entry.cell != CarePlacements.absent
            && CarePlacements.placement(entry.cell) == placement)
        }
        let ordered = fits + others
        for entry in ordered.prefix(table[band][reason]) { reasons[entry.stay] = Int8(reason) }
        left = Array(ordered.dropFirst(table[band][reason]))
          .sorted { $0.key == $1.key ? $0.stay < $1.stay : $0.key < $1.key }
      }
      var rest = left.map(\.stay)[...]
      for reason in CareCategories.reasons.indices
      where reason != CareCategories.adopted && reason != CareCategories.stayedWithCarers {
        for stay in rest.prefix(table[band][reason]) { reasons[stay] = Int8(reason) }
        rest = rest.dropFirst(table[band][reason])
      }
      for stay in rest { reasons[stay] = 10 }
    }
  }

  /// Marks children so that each count has the published number: a flow through the counts, in which
  /// a child is an arc from the first count that has them to the one after the last.
  private mutating func chooseUnaccompanied(
    _ lives: Lives, _ placements: CarePlacements, _ targets: LookedAfterTargets,
    timeline: Timeline, draws: Draws
  ) {
    let counts = timeline.counts.count
    var kinds: [[Int]: [(key: Double, stay: Int)]] = [:]
    for (index, stay) in lives.stays.enumerated() {
      let age = Timeline.age(Int(lives.births[Int(stay.child)]), on: Int(stay.from))
      let open = (0..<counts).filter { stay.isOpen(atCount: $0) }
      guard age >= 13, let first = open.first, let last = open.last else { continue }
      let withParents = open.contains {
        CarePlacements.placement(placements.cell(index, at: $0)) == CareCategories.parents
      }
      guard !withParents else { continue }
      kinds[[first, last], default: []].append(
        (draws.uniform(index, 0, 1) + (age >= 16 ? 0 : 0.7), index))
    }
    let most = targets.unaccompanied.max() ?? 0
    var network = CostFlow(nodes: counts + 2)
    network.fixed(counts + 1, 0, at: most, weight: 1_000_000)
    for time in 0..<counts {
      network.fixed(time, time + 1, at: most - targets.unaccompanied[time], weight: 1_000)
    }
    let order = kinds.keys.sorted { $0.lexicographicallyPrecedes($1) }
    let lines = order.map { kind in
      network.limited(kind[0], kind[1] + 1, capacity: kinds[kind]?.count ?? 0)
    }
    network.solve(from: counts + 1, to: counts)
    for (kind, line) in zip(order, lines) {
      let members = (kinds[kind] ?? []).sorted {
        $0.key == $1.key ? $0.stay < $1.stay : $0.key < $1.key
      }
      for member in members.prefix(network.flow(line)) {
        unaccompanied[Int(lives.stays[member.stay].child)] = true
      }
    }
  }
}
