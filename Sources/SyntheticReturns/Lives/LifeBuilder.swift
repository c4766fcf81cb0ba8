#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Turns numbers by cohort and year into children with dates.
///
/// Who ends is drawn without replacement, with a weight that falls as the stay grows longer
/// (Efraimidis and Spirakis, 2006): most stays are short, and most nights lie in the long ones.
struct LifeBuilder {
  private let flows: AgeYearFlows
  private let timeline: Timeline
  private let leavesOnBirthday: Bool
  /// Whether a child may come back within a year; otherwise arrivals and departures stand alone.
  private let returns: Bool
  private let birthDraws: Draws
  private let dateDraws: Draws
  private let orderDraws: Draws
  /// Days in the stay before the first count: the mean of an exponential.
  private let meanElapsed: Double
  /// Days of age before which no stay begins.
  private let youngest: Int

  var lives = Lives()

  /// What happens in a stay in the year at hand: the side of the birthday of each event.
  struct Year {
    var stay: Int
    var entrySide: Int?
    var exitSide: Int?
    var mark: Stay.Exit = .open
  }

  init(
    _ flows: AgeYearFlows, timeline: Timeline, leavesOnBirthday: Bool, returns: Bool,
    meanElapsed: Double, youngest: Int = 0, seed: UInt64, service: String
  ) {
    self.flows = flows
    self.timeline = timeline
    self.leavesOnBirthday = leavesOnBirthday
    self.returns = returns
    self.meanElapsed = meanElapsed
    self.youngest = youngest
    birthDraws = Draws(seed: seed, purpose: "\(service)|birth")
    dateDraws = Draws(seed: seed, purpose: "\(service)|date")
    orderDraws = Draws(seed: seed, purpose: "\(service)|order")
    for start in stride(from: flows.lastAge, through: -timeline.years, by: -1) {
      build(cohort: start)
    }
  }

  /// One birth cohort, known by its age at the first count.
  private mutating func build(cohort start: Int) {
    var present: [Int] = []
    if start >= 0 {
      for _ in 0..<flows.initial[start] {
        present.append(add(age: start, year: 0, entry: .earlier, entryYear: -1))
      }
    }
    for year in max(0, -1 - start)..<max(timeline.years, max(0, -1 - start)) {
      let age = start + year
      guard age <= flows.lastAge else { break }
      let events = flows.cohorts[year][age + 1]
      var years = present.map { Year(stay: $0) }
      func enter(_ count: Int, side: Int, entry: Stay.Entry) {
        for _ in 0..<count {
          let stay = add(age: age, year: year, entry: entry, entryYear: Int8(year))
          years.append(Year(stay: stay, entrySide: side))
        }
      }
      enter(events.starts.before, side: 0, entry: .started)
      enter(events.arrivals.before, side: 0, entry: .arrived)
      var quick = returns ? events.arrivals.total + events.departures.total : 0
      leave(&years, events.departures.before, side: 0, mark: .departed, year: year, quick: 0)
      quick -= leave(&years, events.ends.before, side: 0, mark: .ended, year: year, quick: quick)
      enter(events.starts.after, side: 1, entry: .started)
      enter(events.arrivals.after, side: 1, entry: .arrived)
      leave(&years, events.departures.after, side: 1, mark: .departed, year: year, quick: 0)
      leave(&years, events.ends.after, side: 1, mark: .ended, year: year, quick: quick)
      date(years, pairs: returns ? pairReturns(years) : [], age: age, year: year)
      present = years.filter { $0.mark == .open }.map(\.stay)
    }
  }

  private mutating func add(
    age: Int, year: Int, entry: Stay.Entry, entryYear: Int8
  ) -> Int {
    let child = lives.births.count
    let birth = timeline.birth(age: age, year: year, uniform: birthDraws.uniform(child))
    lives.births.append(Int32(birth))
    var from = 0
    if entry == .earlier {
      let latest = timeline.lastEarlierStart
      let room = max(1, latest - 6 - birth - youngest)
      // Exponential, cut at the age.
      let uniform = dateDraws.uniform(child)
      let cut = 1 - exp(-Double(room) / meanElapsed)
      let elapsed = min(Double(room), -log(1 - uniform * cut) * meanElapsed)
      from = latest - Int(elapsed)
    }
    lives.stays.append(
      Stay(child: Int32(child), from: Int32(from), entryYear: entryYear, entry: entry))
    return lives.stays.count - 1
  }

  /// Marks `count` of those present as leaving; of the year's own starts at least `quick`, where there
  /// are as many. How many of these were marked.
  @discardableResult
  private func leave(
    _ years: inout [Year], _ count: Int, side: Int, mark: Stay.Exit, year: Int, quick: Int
  ) -> Int {
    guard count > 0 else { return 0 }
    var forced = 0
    var keys: [(key: Double, index: Int)] = []
    for (index, entry) in years.enumerated() where entry.mark == .open {
      let stay = lives.stays[entry.stay]
      // Departures and returns are told from stays that were there before.
      if mark == .departed, returns, entry.entrySide != nil { continue }
      if stay.entry == .arrived, Int(stay.entryYear) == year, returns { continue }
      let uniform = orderDraws.uniform(entry.stay, year, side)
      if mark == .ended, forced < quick, stay.entry == .started, Int(stay.entryYear) == year {
        forced += 1
        keys.append((-1 + uniform * 1e-3, index))
        continue
      }
      keys.append((-log(uniform) / weight(stay, year: year), index))
    }
    if keys.count < count {
      let chosen = Set(keys.map(\.index))
      for index in years.indices where years[index].mark == .open && !chosen.contains(index) {
        keys.append((.infinity, index))
      }
    }
    keys.sort { $0.key == $1.key ? $0.index < $1.index : $0.key < $1.key }
    for pick in keys.prefix(count) {
      years[pick.index].mark = mark
      years[pick.index].exitSide = side
    }
    return forced
  }

  /// How readily a stay ends in a year, by how long it has lasted.
  private func weight(_ stay: Stay, year: Int) -> Double {
    guard Int(stay.entryYear) < year else { return 1.6 }
    let elapsed = timeline.counts[year] - Int(stay.from)
    switch elapsed {
    case ..<183: return 2
    case ..<365: return 1.5
    case ..<730: return 1
    case ..<1_826: return 0.5
    default: return 0.3
    }
  }

  /// Gives the events of a cohort's year their days; those of one child follow each other.
  private mutating func date(
    _ years: [Year], pairs: [(earlier: Int, later: Int)], age: Int, year: Int
  ) {
    var chains = years.indices.map { [$0] }
    for pair in pairs {
      chains[pair.earlier].append(pair.later)
      chains[pair.later] = []
    }
    for chain in chains where !chain.isEmpty {
      let parts = chain.map { years[$0] }
      let sides = parts.flatMap { [$0.entrySide, $0.exitSide].compactMap { $0 } }
      guard !sides.isEmpty else { continue }
      let child = Int(lives.stays[parts[0].stay].child)
      let birthday = Timeline.birthday(Int(lives.births[child]), age: age + 1)
      let days = timeline.events[year]
      let halves = [
        days.lowerBound...min(birthday - 1, days.upperBound),
        min(birthday, days.upperBound)...days.upperBound,
      ]
      // The part of a side that an event has to itself where the child has several on it.
      var seen = [0, 0]
      func next(_ side: Int) -> ClosedRange<Int> {
        let count = sides.filter { $0 == side }.count
        let range = halves[side]
        let first = range.lowerBound + range.count * seen[side] / count
        let last = range.lowerBound + range.count * (seen[side] + 1) / count - 1
        seen[side] += 1
        return first...max(first, last)
      }
      for part in parts {
        if let side = part.entrySide {
          let day = day(next(side), dateDraws.uniform(part.stay, year + 1, 0))
          lives.stays[part.stay].from = Int32(day)
        }
        guard let side = part.exitSide else { continue }
        lives.stays[part.stay].exit = part.mark
        lives.stays[part.stay].exitYear = Int8(year)
        let range = next(side)
        let onBirthday = side == 1 && age == flows.lastAge && leavesOnBirthday
        var uniform = dateDraws.uniform(part.stay, year + 1, 1)
        if part.entrySide != nil { uniform *= uniform }
        lives.stays[part.stay].to = Int32(onBirthday ? birthday : day(range, uniform))
      }
    }
  }

  private func day(_ range: ClosedRange<Int>, _ uniform: Double) -> Int {
    range.lowerBound + min(range.count - 1, Int(uniform * Double(range.count)))
  }
}
