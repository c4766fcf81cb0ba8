extension AgeYearFlows {
  /// Finds whole numbers that meet the targets, with ages within bands as the shapes have them.
  ///
  /// Each cohort is a chain of years, cut at its birthdays. A child enters the network by the first
  /// stock, a start or an arrival, and leaves it by an end, a departure or the last stock. The stock
  /// by band is met where the birthdays from band to band are as many as the balance asks
  /// (``BandBalance``), since just one cohort crosses each band's edge in a year.
  ///
  /// - Parameter first: an earlier solution; arrivals then go only to cohorts that it has starts and
  ///   ends of, so that each can be a child who came, left and came back.
  init(_ targets: AgeYearTargets, balance: BandBalance, after first: AgeYearFlows? = nil) {
    let years = targets.years
    let positions = targets.lastAge + 2
    let total = 4_000_000
    let firm = 1_000_000
    let filled = 20_000
    let (source, sink) = (0, 1)
    var network = CostFlow(nodes: 2 + 2 * years * positions)
    func before(_ year: Int, _ age: Int) -> Int { 2 + 2 * (year * positions + age + 1) }
    func after(_ year: Int, _ age: Int) -> Int { before(year, age) + 1 }

    var initialLines: [CostFlow.Line] = []
    let ages = 0...targets.lastAge
    func expected(_ time: Int, _ age: Int) -> Double {
      if let single = targets.singleAges[time] { return Double(single[age]) }
      guard let band = targets.band(of: age) else { return 0 }
      return Double(balance.stock[time][band]) * targets.shape(age)
    }
    let entrances = targets.bands.map { _ in network.addNode() }
    let exits = targets.bands.map { _ in network.addNode() }
    for band in targets.bands.indices {
      network.fixed(source, entrances[band], at: balance.stock[0][band], weight: total)
      network.fixed(exits[band], sink, at: balance.stock[years][band], weight: total)
    }
    for age in ages {
      guard let band = targets.band(of: age) else { continue }
      let first = expected(0, age)
      initialLines.append(
        targets.singleAges[0] == nil
          ? network.near(entrances[band], before(0, age), target: first, slope: 20)
          : network.fixed(entrances[band], before(0, age), at: Int(first), weight: firm))
    }

    struct YearLines {
      var starts: [[CostFlow.Line?]] = []
      var ends: [[CostFlow.Line?]] = []
      var arrivals: [CostFlow.Line?] = []
      var departures: [CostFlow.Line?] = []
    }
    var lines: [YearLines] = []
    for year in 0..<years {
      // Chains of the cohorts over the birthday and into the next year.
      for age in -1...targets.lastAge {
        let (early, late) = (before(year, age), after(year, age))
        if age >= 0, age < targets.lastAge || targets.leavesOnBirthday {
          // Single ages at the next count say more than birthdays over the edges of bands.
          let edge =
            targets.singleAges[year + 1] == nil
            ? targets.bands.dropLast().firstIndex { $0.upperBound == age } : nil
          if let edge {
            network.fixed(early, late, at: balance.crossings[year][edge], weight: total)
          } else {
            network.free(early, late)
          }
        }
        guard age < targets.lastAge else { continue }
        let stock = expected(year + 1, age + 1)
        let to =
          year + 1 < years
          ? before(year + 1, age + 1) : exits[targets.band(of: age + 1) ?? 0]
        if targets.singleAges[year + 1] != nil {
          network.fixed(late, to, at: Int(stock), weight: firm)
        } else {
          network.near(late, to, target: stock, slope: 10)
        }
      }
      // Events: one line for each side of the birthday of each cohort that has the age.
      func sides(
        _ ages: ClosedRange<Int>, node: Int, inward: Bool, on only: Int? = nil,
        where allowed: (Int) -> Bool = { _ in true }, expected: (Int) -> Double, slope: Int
      ) -> [CostFlow.Line?] {
        var sides: [CostFlow.Line?] = Array(repeating: nil, count: 2 * positions)
        for age in -1...targets.lastAge {
          for (side, at) in [(0, age), (1, age + 1)] {
            guard only == nil || only == side else { continue }
            guard ages.contains(at), side == 1 || age >= 0, allowed(age + 1) else { continue }
            guard at <= targets.lastAge || (targets.leavesOnBirthday && !inward) else { continue }
            let place = side == 0 ? before(year, age) : after(year, age)
            let target = expected(at) / 2
            sides[2 * (age + 1) + side] =
              inward
              ? network.near(node, place, target: target, slope: slope)
              : network.near(place, node, target: target, slope: slope)
          }
        }
        return sides
      }
      var own = YearLines()
      let started = network.addNode()
      network.fixed(
        source, started, at: targets.starts[year].reduce(0) { $0 + $1.count }, weight: total)
      for cell in targets.starts[year] {
        let node = network.addNode()
        network.fixed(started, node, at: cell.count, weight: cell.published ? firm : filled)
        own.starts.append(
          sides(
            cell.ages, node: node, inward: true,
            expected: { Double(cell.count) * targets.weight($0, in: cell.ages) }, slope: 2))
      }
      let ended = network.addNode()
      network.fixed(
        ended, sink, at: balance.ends[year].reduce(0, +),
        weight: targets.ends[year] == nil ? filled : total)
      // Where only bands tell the next stock, all that changes it is by band too.
      let byBand = targets.singleAges[year + 1] == nil
      let fitting = targets.ends[year]?.allSatisfy { cell in
        cell.ages.lowerBound > targets.lastAge
          || targets.bands.contains {
            $0.contains(cell.ages.lowerBound) && $0.contains(cell.ages.upperBound)
          }
      }
      let fromBalance = targets.bands.indices.map {
        AgeYearTargets.Cell(
          ages: targets.bands[$0], count: balance.ends[year][$0], published: byBand)
      }
      let cells =
        fitting == false && byBand ? fromBalance : targets.ends[year] ?? fromBalance
      for cell in cells {
        let node = network.addNode()
        network.fixed(node, ended, at: cell.count, weight: cell.published ? firm : filled)
        let risk = cell.ages.reduce(0.0) {
          let age = min($1, targets.lastAge)
          return $0 + expected(year, age) * targets.endHazard[age]
        }
        own.ends.append(
          sides(
            cell.ages, node: node, inward: false,
            expected: { at in
              let age = min(at, targets.lastAge)
              guard risk > 0 else { return 0 }
              return Double(cell.count) * expected(year, age) * targets.endHazard[age] / risk
            }, slope: 2))
      }
      for inward in [true, false] {
        let counts = inward ? balance.arrivals[year] : balance.departures[year]
        var merged: [CostFlow.Line?] = Array(repeating: nil, count: 2 * positions)
        if targets.movesFreely, !byBand {
          let node = network.addNode()
          let all = counts.reduce(0, +)
          if inward {
            network.fixed(source, node, at: all, weight: filled)
          } else {
            network.fixed(node, sink, at: all, weight: filled)
          }
          merged = sides(
            0...targets.lastAge, node: node, inward: inward,
            expected: { Double(all) * targets.weight($0, in: 0...targets.lastAge) }, slope: 2)
        } else {
          for (band, count) in zip(targets.bands, counts) where count > 0 {
            let node = network.addNode()
            let turning = first?.cohorts[year].map {
              ($0.starts.before > 0 && $0.ends.total > 0)
                || ($0.starts.after > 0 && $0.ends.after > 0)
            }
            let possible = band.contains { age in
              (turning?[age] ?? false) || (turning?[age + 1] ?? false)
            }
            if inward {
              network.fixed(source, node, at: count, weight: total)
            } else {
              network.fixed(node, sink, at: count, weight: total)
            }
            let part = sides(
              band, node: node, inward: inward,
              on: targets.movesFreely ? nil : inward ? 1 : 0,
              where: { !possible || turning?[$0] ?? true },
              expected: { Double(count) * targets.weight($0, in: band) }, slope: 2)
            for (index, line) in part.enumerated() where line != nil { merged[index] = line }
          }
        }
        if inward { own.arrivals = merged } else { own.departures = merged }
      }
      lines.append(own)
    }
    network.solve(from: source, to: sink)

    lastAge = targets.lastAge
    initial = initialLines.map { network.flow($0) }
    func flows(_ sides: [CostFlow.Line?], _ position: Int) -> Sides {
      Sides(
        before: sides[2 * position].map { network.flow($0) } ?? 0,
        after: sides[2 * position + 1].map { network.flow($0) } ?? 0)
    }
    func add(_ left: Sides, _ right: Sides) -> Sides {
      Sides(before: left.before + right.before, after: left.after + right.after)
    }
    cohorts = lines.map { own in
      (0..<positions).map { position in
        Cohort(
          starts: own.starts.reduce(Sides()) { add($0, flows($1, position)) },
          ends: own.ends.reduce(Sides()) { add($0, flows($1, position)) },
          arrivals: flows(own.arrivals, position), departures: flows(own.departures, position))
      }
    }
  }
}
