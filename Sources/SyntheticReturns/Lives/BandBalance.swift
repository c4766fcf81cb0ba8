/// The balance of a stock by age band over the years: what is not published, so that stocks, starts,
/// ends and birthdays from band to band add up.
///
/// In each band and year: stock + starts + arrivals + birthdays into it = ends + departures + birthdays
/// out of it + next stock. The birthdays follow from the rest where all else is published; otherwise
/// they are kept near the number of the band's oldest.
struct BandBalance {
  /// Birthdays out of each band but the last, by year.
  private(set) var crossings: [[Int]] = []
  /// Ends by year and band, with those on the last birthday in the last band.
  private(set) var ends: [[Int]] = []
  /// Arrivals that no count of starts has, by year and band.
  private(set) var arrivals: [[Int]] = []
  /// Departures that no count of ends has, by year and band.
  private(set) var departures: [[Int]] = []
  /// The stock by count and band.
  private(set) var stock: [[Int]] = []

  private struct Lines {
    var crossings: [CostFlow.Line] = []
    var ends: [CostFlow.Line] = []
    var arrivals: [CostFlow.Line] = []
    var departures: [CostFlow.Line] = []
  }

  init(_ targets: AgeYearTargets) {
    let bands = targets.bands.indices
    let firm = 1_000_000
    let loose = 1_000
    func weight(_ time: Int, _ band: Int) -> Int {
      targets.stockPublished[time][band] ? 4 * firm : loose
    }
    let (source, sink) = (0, 1)
    var network = CostFlow(nodes: 2 + targets.years * targets.bands.count)
    func node(_ year: Int, _ band: Int) -> Int { 2 + year * targets.bands.count + band }

    var stockLines = [
      bands.map {
        network.fixed(source, node(0, $0), at: targets.stock[0][$0], weight: weight(0, $0))
      }
    ]
    var years: [Lines] = []
    for year in 0..<targets.years {
      let stock = targets.stock[year]
      let next = targets.stock[year + 1]
      let starts = bands.map { band in
        targets.starts[year].filter { targets.bands[band].contains($0.ages.lowerBound) }
      }
      let startCounts = starts.map { $0.reduce(0) { $0 + $1.count } }
      let cells = targets.ends[year]
      let change = next.reduce(0, +) - stock.reduce(0, +) - startCounts.reduce(0, +)
      let hazard = bands.map { band in
        targets.bands[band].reduce(0) {
          $0 + Double(stock[band]) * targets.shape($1) * targets.endHazard[$1]
        }
      }
      let risk = max(hazard.reduce(0, +), .leastNormalMagnitude)
      let ended = cells?.reduce(0) { $0 + $1.count } ?? max(Int(0.8 * risk), -change)
      let nodes = (0..<4).map { _ in network.addNode() }
      let (started, inward, outward, gone) = (nodes[0], nodes[1], nodes[2], nodes[3])
      let arrived = max(0, change + ended)
      let departed = max(0, -(change + ended))
      network.fixed(source, started, at: startCounts.reduce(0, +), weight: 4 * firm)
      let moves = targets.movesFreely ? 400 : firm
      network.fixed(source, inward, at: arrived, weight: moves)
      network.fixed(gone, sink, at: departed, weight: moves)
      network.fixed(outward, sink, at: ended, weight: cells == nil ? 300 : 4 * firm)

      let own = BandBalance.ends(cells, targets)
      // Who comes back within a year has started and ended in it.
      let turnover = bands.map { band in
        Double(min(startCounts[band], own?[band].within ?? startCounts[band]))
          + 0.001 * Double(stock[band])
      }
      let arrivalQuotas = Quota.split(arrived, by: turnover)
      let departureQuotas = Quota.split(departed, by: turnover)
      let near = targets.movesFreely ? 10 : 100
      var lines = Lines()
      var after: [CostFlow.Line] = []
      for band in bands {
        let here = node(year, band)
        let oldest = targets.bands[band].upperBound
        // In a band of one year all who were there before have a birthday out of it.
        let short = targets.bands[band].count == 1
        let fresh = short ? network.addNode() : here
        if short { network.free(fresh, here) }
        network.fixed(
          started, fresh, at: startCounts[band],
          weight: starts[band].allSatisfy(\.published) ? 2 * firm : loose)
        let to = year + 1 < targets.years ? node(year + 1, band) : sink
        after.append(network.fixed(fresh, to, at: next[band], weight: weight(year + 1, band)))
        if band + 1 < targets.bands.count {
          let single = targets.singleAges[year].map { Double($0[oldest]) }
          lines.crossings.append(
            network.near(
              here, here + 1, target: single ?? Double(stock[band]) * targets.shape(oldest),
              slope: 20))
        }
        lines.arrivals.append(network.fixed(inward, fresh, at: arrivalQuotas[band], weight: near))
        lines.departures.append(network.fixed(here, gone, at: departureQuotas[band], weight: near))
        if let own {
          lines.ends.append(
            network.fixed(
              here, outward, at: own[band].count, weight: own[band].published ? firm : loose))
        } else {
          lines.ends.append(
            network.near(here, outward, target: Double(ended) * hazard[band] / risk, slope: 20))
        }
      }
      stockLines.append(after)
      years.append(lines)
    }
    network.solve(from: source, to: sink)
    for lines in years {
      crossings.append(lines.crossings.map { network.flow($0) })
      ends.append(lines.ends.map { network.flow($0) })
      arrivals.append(lines.arrivals.map { network.flow($0) })
      departures.append(lines.departures.map { network.flow($0) })
    }
    stock = stockLines.map { $0.map { network.flow($0) } }
  }

  /// Ends by band; `nil` where they are not published by ages that fit the bands.
  private static func ends(
    _ cells: [AgeYearTargets.Cell]?, _ targets: AgeYearTargets
  ) -> [(count: Int, within: Int, published: Bool)]? {
    guard let cells else { return nil }
    var ends = targets.bands.map { _ in (count: 0, within: 0, published: true) }
    for cell in cells {
      // The last birthday belongs to the last band.
      let band =
        cell.ages.lowerBound > targets.lastAge
        ? targets.bands.count - 1 : targets.band(of: cell.ages.lowerBound) ?? 0
      guard
        cell.ages.lowerBound > targets.lastAge
          || cell.ages.upperBound <= targets.bands[band].upperBound
      else { return nil }
      ends[band].count += cell.count
      if cell.ages.lowerBound <= targets.lastAge { ends[band].within += cell.count }
      ends[band].published = ends[band].published && cell.published
    }
    return ends
  }
}
