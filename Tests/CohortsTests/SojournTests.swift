import Cohorts
import Foundation
import Probability
import Testing

@Suite("Stays on a nightly clock")
struct SojournTests {
  /// A random model of three ages, two states and three bands.
  static func model(_ seed: Int) throws -> SojournModel {
    let u = RandomStream(seed: UInt64(seed), name: "model").at(replicate: 0, step: 0)
    let cells = 18
    return try SojournModel(
      ageGroups: 3, states: 2, bandStart: [0, 5, 20],
      exit: (0..<cells).map { 0.05 * u.uniform($0) },
      move: (0..<2 * cells).map { 0.04 * u.uniform(100 + $0) })
  }

  static let cohort = SojournCohort(
    ageEnd: [12, 30, 52],
    start: [
      .init(state: 0, elapsed: 0, count: 40), .init(state: 1, elapsed: 7, count: 30),
      .init(state: 1, elapsed: 300, count: 25),
    ],
    entries: (0...60).flatMap { $0 == 0 || $0 > 45 ? [0, 0] : [0.6, 0.2] })

  @Test("the expected stock is that of the chain written out night by night")
  func writtenOut() throws {
    for seed in 0..<20 {
      let model = try Self.model(seed)
      var mean = SojournMean(model: model, horizon: 60)
      mean.add(Self.cohort)
      // State, elapsed nights (capped) to expected number.
      var people = [[Double]](repeating: [Double](repeating: 0, count: 400), count: 2)
      for part in Self.cohort.start { people[part.state][part.elapsed] += Double(part.count) }
      for day in 0...60 {
        let age = Self.cohort.ageEnd.firstIndex { $0 > day }
        for state in 0..<2 {
          for group in 0..<3 {
            let expected = group == age ? people[state].reduce(0, +) : 0
            #expect(abs(mean.stock[(day * 3 + group) * 2 + state] - expected) < 1e-10)
          }
        }
        guard let age else { break }
        var next = [[Double]](repeating: [Double](repeating: 0, count: 400), count: 2)
        for state in 0..<2 {
          for elapsed in 0..<399 where people[state][elapsed] > 0 {
            let band = elapsed < 5 ? 0 : elapsed < 20 ? 1 : 2
            let cell = (age * 2 + state) * 3 + band
            var stays = 1 - model.exit[cell]
            for to in 0..<2 {
              stays -= model.move[cell * 2 + to]
              next[to][0] += people[state][elapsed] * model.move[cell * 2 + to]
            }
            next[state][elapsed + 1] += people[state][elapsed] * stays
          }
        }
        people = next
        guard day < 51 else {
          people = [[Double]](repeating: [Double](repeating: 0, count: 400), count: 2)
          continue
        }
        for state in 0..<2 { people[state][0] += Self.cohort.entries[(day + 1) * 2 + state] }
      }
    }
  }

  @Test("what comes in, less what leaves, is what is there")
  func conserved() throws {
    for seed in 0..<20 {
      var mean = SojournMean(model: try Self.model(seed), horizon: 60)
      mean.add(Self.cohort)
      var stock = 95.0
      for day in 1...60 {
        stock += mean.entries[day] - mean.exits[day] - mean.agedOut[day]
        let there = mean.stock[day * 6..<(day + 1) * 6].reduce(0, +)
        #expect(abs(stock - there) < 1e-9)
      }
      #expect(abs(stock) < 1e-9)
    }
  }

  @Test("simulated stays agree with the expected stock, and conserve people in whole numbers")
  func simulated() throws {
    var outside = 0
    var compared = 0
    for seed in 0..<12 {
      let model = try Self.model(seed)
      let cohort = SojournCohort(ageEnd: [12, 30, 52], start: Self.cohort.start, entries: [])
      var mean = SojournMean(model: model, horizon: 45)
      mean.add(cohort)
      var paths = SojournPaths(models: [model, model], horizon: 45, yearLength: 17)
      let replicates = 300
      let days = [1, 6, 13, 29, 31, 45]
      var sums = [Double](repeating: 0, count: days.count * 6)
      var squares = sums
      for replicate in 0..<replicates {
        paths.restart(models: [model, model])
        var child = 0
        for part in cohort.start {
          for _ in 0..<part.count {
            let address = RandomStream(seed: UInt64(seed), name: "child")
              .at(replicate: replicate, step: child)
            paths.add(
              ageEnd: cohort.ageEnd, state: part.state, elapsed: part.elapsed, day: 0,
              isEntry: false, address: address, k: 0)
            child += 1
          }
        }
        var stock = [Int32](repeating: 0, count: 6)
        for day in 0...45 {
          for cell in 0..<6 { stock[cell] += paths.change[day * 6 + cell] }
          let isWhole = stock.allSatisfy { $0 >= 0 }
          #expect(isWhole)
          guard let index = days.firstIndex(of: day) else { continue }
          for cell in 0..<6 {
            sums[index * 6 + cell] += Double(stock[cell])
            squares[index * 6 + cell] += Double(stock[cell]) * Double(stock[cell])
          }
        }
        let left = paths.exits.reduce(0, +) + paths.agedOut.reduce(0, +)
        #expect(95 - left == Int(stock.reduce(0, +)))
        for state in 0..<2 {
          let start = state == 0 ? 40 : 55
          let there = Int(stock[state] + stock[2 + state] + stock[4 + state])
          let net = paths.moves[(1 - state) * 2 + state] - paths.moves[state * 2 + 1 - state]
          #expect(start + net - paths.exits[state] - paths.agedOut[state] == there)
        }
      }
      let n = Double(replicates)
      for (index, day) in days.enumerated() {
        for cell in 0..<6 {
          let expected = mean.stock[day * 6 + cell]
          let average = sums[index * 6 + cell] / n
          let variance = squares[index * 6 + cell] / n - average * average
          guard expected > 1e-9 else {
            #expect(average == 0)
            continue
          }
          compared += 1
          if abs(average - expected) > 3 * (max(variance, 1e-3) / n).squareRoot() { outside += 1 }
        }
      }
    }
    #expect(compared > 140)
    #expect(outside <= 3)
  }

  @Test("a model whose chances cannot be is refused by name")
  func refused() throws {
    func input(
      _ ages: Int, _ states: Int, _ bands: [Int], _ exit: [Double], _ move: [Double]
    ) -> String? {
      do {
        _ = try SojournModel(
          ageGroups: ages, states: states, bandStart: bands, exit: exit, move: move)
      } catch { return error.input }
      return nil
    }
    #expect(input(0, 1, [0], [0.1], [0]) == "ageGroups")
    #expect(input(1, 0, [0], [0.1], [0]) == "states")
    #expect(input(1, 1, [1], [0.1], [0]) == "bandStart")
    #expect(input(1, 1, [0, 0], [0.1, 0.1], [0, 0]) == "bandStart")
    #expect(input(1, 1, [0], [], [0]) == "exit")
    #expect(input(1, 1, [0], [0.1], []) == "move")
    #expect(input(1, 1, [0], [-0.1], [0]) == "exit[0]")
    #expect(input(1, 1, [0], [0.1], [-0.1]) == "move[0]")
    #expect(input(1, 1, [0], [0.6], [0.6]) == "exit[0]")
  }
}
