import Foundation
import Periods
import Probability

/// One simulated history of children in places, month by month.
struct PlaceHistory {
  /// What is counted in a month.
  struct Figures {
    /// Child-weeks in each place, and last those with no place.
    var childWeeks: [Double]
    /// Weeks in which each place was full.
    var fullWeeks: [Double]
    /// Children of each need referred.
    var referred: [Int]
    /// Of those, not placed in the planned place.
    var otherwise: [Int]
    /// Of those, without a place on the day.
    var unplaced: [Int]
  }

  private(set) var months: [Figures]

  private struct Child {
    var leaves: Double
    /// The place, or the number of places where there is none.
    var place: Int
    var need: Int
    /// Rises with each child referred: the order in which those without a place are served.
    var order: Int
  }

  init(_ tables: SufficiencyTables, first: Month, months count: Int, seed: UInt64, replicate: Int) {
    let nowhere = tables.places.count
    months = Array(
      repeating: Figures(
        childWeeks: Array(repeating: 0, count: nowhere + 1),
        fullWeeks: Array(repeating: 0, count: nowhere),
        referred: Array(repeating: 0, count: tables.needs.count),
        otherwise: Array(repeating: 0, count: tables.needs.count),
        unplaced: Array(repeating: 0, count: tables.needs.count)), count: count)
    var ends: [Double] = []
    var weeks = 0.0
    for month in 0..<count {
      weeks += Double(first.advanced(by: month).days) / 7
      ends.append(weeks)
    }
    var children: [Child] = []
    var used = Array(repeating: 0, count: nowhere + 1)
    let here = RandomStream(seed: seed, name: "sufficiency|now")
    var number = 0
    for (need, row) in tables.current.enumerated() {
      for (place, count) in row.enumerated() {
        for _ in 0..<count {
          let uniform = here.uniform(
            replicate: replicate, step: number >> 10, k: number & 1023)
          number += 1
          children.append(
            Child(
              leaves: -tables.needs[need].meanStayWeeks * log(uniform), place: place, need: need,
              order: number))
          used[place] += 1
        }
      }
    }
    var arrivals = Arrivals(tables.needs, seed: seed, replicate: replicate)
    var now = 0.0
    for month in 0..<count {
      let capacity = Self.capacity(tables, in: first.advanced(by: month))
      Self.serve(&children, &used, capacity, tables.needs)
      while true {
        let leaver = children.indices.min { children[$0].leaves < children[$1].leaves }
        let leaving = leaver.map { children[$0].leaves } ?? .infinity
        let (need, arriving) = arrivals.next
        let time = min(leaving, arriving, ends[month])
        for place in 0...nowhere {
          months[month].childWeeks[place] += (time - now) * Double(used[place])
          if place < nowhere, let limit = capacity[place], used[place] >= limit {
            months[month].fullWeeks[place] += time - now
          }
        }
        now = time
        guard time < ends[month] else { break }
        if time == leaving, let leaver {
          used[children[leaver].place] -= 1
          children.swapAt(leaver, children.count - 1)
          children.removeLast()
          Self.serve(&children, &used, capacity, tables.needs)
          continue
        }
        let stay = arrivals.take(need)
        let preferences = tables.needs[need].preferences
        let found = preferences.firstIndex { used[$0] < capacity[$0] ?? .max }
        months[month].referred[need] += 1
        if found != 0 { months[month].otherwise[need] += 1 }
        if found == nil { months[month].unplaced[need] += 1 }
        let place = found.map { preferences[$0] } ?? nowhere
        used[place] += 1
        children.append(Child(leaves: time + stay, place: place, need: need, order: number))
        number += 1
      }
    }
  }

  /// Gives free places to those without one, who was referred first before others, each the first of the
  /// order of its need that has room.
  private static func serve(
    _ children: inout [Child], _ used: inout [Int], _ capacity: [Int?],
    _ needs: [SufficiencyTables.Need]
  ) {
    let nowhere = capacity.count
    guard used[nowhere] > 0 else { return }
    let waiting = children.indices.filter { children[$0].place == nowhere }
      .sorted { children[$0].order < children[$1].order }
    for child in waiting {
      let free = needs[children[child].need].preferences.first {
        used[$0] < capacity[$0] ?? .max
      }
      guard let free else { continue }
      used[nowhere] -= 1
      used[free] += 1
      children[child].place = free
    }
  }

  private static func capacity(_ tables: SufficiencyTables, in month: Month) -> [Int?] {
    var found = tables.places.map(\.capacity)
    for change in tables.changes where change.month <= month {
      found[change.place] = change.capacity
    }
    return found
  }

  /// When the next child of each need comes, and how long each stays.
  private struct Arrivals {
    private let needs: [SufficiencyTables.Need]
    private let streams: [RandomStream]
    private let replicate: Int
    private var times: [Double]
    private var steps: [Int]

    init(_ needs: [SufficiencyTables.Need], seed: UInt64, replicate: Int) {
      self.needs = needs
      self.replicate = replicate
      streams = needs.map { RandomStream(seed: seed, name: "sufficiency|referred|\($0.name)") }
      times = Array(repeating: 0, count: needs.count)
      steps = Array(repeating: 0, count: needs.count)
      for need in needs.indices { advance(need) }
    }

    /// The need whose child comes next, and when.
    var next: (need: Int, time: Double) {
      let need = times.indices.min { times[$0] < times[$1] } ?? 0
      return (need, times[need])
    }

    /// Takes that child: how long the stay is.
    mutating func take(_ need: Int) -> Double {
      let uniform = streams[need].uniform(replicate: replicate, step: steps[need], k: 1)
      steps[need] += 1
      advance(need)
      return -needs[need].meanStayWeeks * log(uniform)
    }

    private mutating func advance(_ need: Int) {
      guard needs[need].referralsPerWeek > 0 else {
        times[need] = .infinity
        return
      }
      let uniform = streams[need].uniform(replicate: replicate, step: steps[need])
      times[need] -= log(uniform) / needs[need].referralsPerWeek
    }
  }
}
