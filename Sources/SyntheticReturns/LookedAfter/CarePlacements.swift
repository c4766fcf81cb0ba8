/// Where each child is placed at each count, by whom, and how often they moved in between.
///
/// A placement and its provider are held as one number, ``cell(_:_:)``.
struct CarePlacements {
  static let absent: UInt8 = 255

  static func cell(_ placement: Int, _ provider: Int) -> UInt8 { UInt8(placement * 8 + provider) }
  static func placement(_ cell: UInt8) -> Int { Int(cell) / 8 }
  static func provider(_ cell: UInt8) -> Int { Int(cell) % 8 }

  let counts: Int
  /// Stay by count: the cell, or ``absent``.
  private(set) var cells: [UInt8]
  /// Stay by year: moves in the year.
  private(set) var moves: [UInt8]

  func cell(_ stay: Int, at time: Int) -> UInt8 { cells[stay * counts + time] }
  func moves(_ stay: Int, in year: Int) -> Int { Int(moves[stay * (counts - 1) + year]) }

  /// Places every child so that each count has the published numbers by placement and by provider.
  ///
  /// Who can stay where they were does; of the rest, who goes where is drawn.
  init(_ lives: Lives, _ targets: LookedAfterTargets, timeline: Timeline, seed: UInt64) {
    counts = timeline.counts.count
    cells = Array(repeating: CarePlacements.absent, count: lives.stays.count * counts)
    moves = Array(repeating: 0, count: lives.stays.count * (counts - 1))
    let order = Draws(seed: seed, purpose: "cla|placement")
    for time in 0..<counts {
      var members: [[Int]] = CareCategories.bands.map { _ in [] }
      let day = timeline.counts[time]
      for (index, stay) in lives.stays.enumerated() where stay.isOpen(atCount: time) {
        let age = Timeline.age(Int(lives.births[Int(stay.child)]), on: day)
        let band = CareCategories.bands.firstIndex { $0.contains(age) } ?? 4
        members[band].append(index)
      }
      let byAge = ControlledTable.fit(
        CareCategories.placementPattern, rows: members.map(\.count),
        columns: targets.placements[time])
      let placed: [Int] = CareCategories.placements.indices.map { placement in
        byAge.reduce(0) { $0 + $1[placement] }
      }
      let byProvider = ControlledTable.fit(
        CareCategories.providerPattern, rows: placed, columns: targets.providers[time])
      // Provider and age are independent within a placement.
      var quotas: [[Int]] = members.map { _ in Array(repeating: 0, count: 64) }
      for placement in CareCategories.placements.indices {
        let rows: [Int] = byAge.map { $0[placement] }
        let columns: [Int] = byProvider[placement]
        let pattern: [[Double]] = rows.map { row in columns.map { Double($0 * row) } }
        let table = ControlledTable.fit(pattern, rows: rows, columns: columns)
        for band in members.indices {
          for provider in columns.indices {
            quotas[band][placement * 8 + provider] = table[band][provider]
          }
        }
      }
      for band in members.indices {
        place(members[band], quotas: quotas[band], time: time, order: order)
      }
    }
  }

  private mutating func place(_ members: [Int], quotas: [Int], time: Int, order: Draws) {
    var quotas = quotas
    let shuffled = order.shuffled(members, year: time)
    var others: [Int] = []
    for stay in shuffled {
      let last = time > 0 ? cell(stay, at: time - 1) : CarePlacements.absent
      if last != CarePlacements.absent, quotas[Int(last)] > 0 {
        quotas[Int(last)] -= 1
        cells[stay * counts + time] = last
      } else {
        others.append(stay)
      }
    }
    // The others are in a random order already: the free places can be in any.
    var free: [UInt8] = []
    for (cell, count) in quotas.enumerated() where count > 0 {
      free.append(contentsOf: repeatElement(UInt8(cell), count: count))
    }
    for (stay, cell) in zip(others, free) { cells[stay * counts + time] = cell }
  }

  mutating func setMoves(_ stay: Int, in year: Int, to count: Int) {
    moves[stay * (counts - 1) + year] = UInt8(min(count, 200))
  }
}
