import Probability

/// One future of plans by school year and setting.
///
/// Every September: plans end, children go up a school year (all plans end after NCY 20), those at the end
/// of a phase ask for their next setting, joiners for theirs. Whoever is there stays. Free places go to the
/// youngest first, within a school year to phase transfers before joiners; a child for whom there is none
/// goes to the setting that takes the overflow, and stays there.
struct SettingReplicate {
  /// What happened in one school year, by setting.
  struct Year: Sendable {
    var plans: [Int]
    /// Those there and those who asked for it.
    var asked: [Int]
    /// Those who asked for it and were sent on.
    var overflow: [Int]
    /// Phase transfers placed.
    var transfers: [Int]
    /// Joiners placed.
    var joiners: [Int]
    /// Plans that ended before September.
    var left: [Int]
    /// Price of the places taken instead less price of those asked for, £ a year.
    var extraCost: Double
    /// Plans by school year from −1, then setting.
    var cells: [[Int]]
    /// Phase transfers by the school year they go into, and setting asked for.
    var phases: [Int: [Int]]
  }

  private let tables: SettingTables
  private let replicate: Int
  private let seed: UInt64
  private(set) var years: [Year] = []
  private var stock: [[Int]]

  init(
    _ tables: SettingTables, first: Int, years count: Int, joinerSpread: Double, seed: UInt64,
    replicate: Int
  ) {
    self.tables = tables
    self.replicate = replicate
    self.seed = seed
    stock = tables.plans
    let level = RandomStream(seed: seed, name: "settings|level").uniform(
      replicate: replicate, step: 0)
    // A factor of median 1: the authority's whole demand is high or low together.
    let factor = LogNormal.median(1, spread: joinerSpread, at: level)
    for place in 0..<count { september(first + place, step: place, factor) }
  }

  private struct Entrant {
    var asked: Int
    var isTransfer: Bool
  }

  private mutating func september(_ year: Int, step: Int, _ factor: Double) {
    let settings = tables.settings.indices
    let none = settings.map { _ in 0 }
    var result = Year(
      plans: none, asked: none, overflow: none, transfers: none, joiners: none, left: none,
      extraCost: 0, cells: [], phases: [:])
    var next = stock.map { $0.map { _ in 0 } }
    var entrants: [[Entrant]] = stock.map { _ in [] }
    for (row, cells) in stock.enumerated() {
      let address = stream("moves").at(replicate: replicate, step: step * 64 + row)
      for setting in settings {
        let share = row + 1 < stock.count ? tables.leavers[row][setting] : 1
        let left = Draw.binomial(cells[setting], share, address.uniform(setting * 32))
        result.left[setting] += left
        var staying = cells[setting] - left
        var rest = 1.0
        for (place, move) in (tables.transfers[row - 1]?[setting] ?? []).enumerated() {
          let moved = Draw.binomial(
            staying, rest > 0 ? min(1, move.share / rest) : 0,
            address.uniform(setting * 32 + 1 + place))
          staying -= moved
          rest -= move.share
          result.phases[row, default: none][move.to] += moved
          entrants[row + 1] += Array(
            repeating: Entrant(asked: move.to, isTransfer: true), count: moved)
        }
        if row + 1 < stock.count { next[row + 1][setting] += staying }
      }
    }
    for row in next.indices {
      let address = stream("joiners").at(replicate: replicate, step: step * 64 + row)
      for setting in settings {
        let joined = Poisson(unchecked: tables.joiners[row][setting] * factor).quantile(
          address.uniform(setting))
        entrants[row] += Array(
          repeating: Entrant(asked: setting, isTransfer: false), count: joined)
      }
    }
    let capacity = tables.capacity(in: year)
    var there = none
    for cells in next { for setting in settings { there[setting] += cells[setting] } }
    result.asked = there
    for row in next.indices {
      for entrant in entrants[row] {
        result.asked[entrant.asked] += 1
        var place = entrant.asked
        while let limit = capacity[place], there[place] >= limit,
          let other = tables.settings[place].overflow
        { place = other }
        if place != entrant.asked {
          result.overflow[entrant.asked] += 1
          result.extraCost +=
            tables.settings[place].yearlyPrice - tables.settings[entrant.asked].yearlyPrice
        }
        there[place] += 1
        next[row][place] += 1
        if entrant.isTransfer { result.transfers[place] += 1 } else { result.joiners[place] += 1 }
      }
    }
    result.plans = there
    result.cells = next
    stock = next
    years.append(result)
  }

  private func stream(_ name: String) -> RandomStream {
    RandomStream(seed: seed, name: "settings|\(name)")
  }

  /// Whether plans are conserved: those before, less those that ended, plus joiners.
  var isConserved: Bool {
    var before = tables.plans.reduce(0) { $0 + $1.reduce(0, +) }
    for year in years {
      let now = year.plans.reduce(0, +)
      guard now == before - year.left.reduce(0, +) + year.joiners.reduce(0, +) else { return false }
      before = now
    }
    return true
  }
}

enum Draw {
  /// How many of `count` it happens to, each with the same chance.
  static func binomial(_ count: Int, _ share: Double, _ uniform: Double) -> Int {
    guard count > 0, share > 0 else { return 0 }
    guard share < 1 else { return count }
    return Binomial(unchecked: count, share).quantile(uniform)
  }
}

extension LogNormal {
  /// The quantile of a log-normal of that median whose logarithm has that standard deviation.
  static func median(_ median: Double, spread: Double, at uniform: Double) -> Double {
    guard spread > 0, median > 0,
      let law = try? LogNormal(logMean: 0, logStandardDeviation: spread)
    else { return median }
    return median * law.quantile(uniform)
  }
}
