import Cohorts
import CouncilReturns
import Foundation
public import Periods
import Probability

/// Simulated stocks of looked-after children on some days, every replicate kept.
public struct CareDraws: Sendable {
  /// The days.
  public let dates: [CalendarDate]

  /// The number of replicates.
  public let replicates: Int

  /// Children by replicate, day, group of age and placement, in this order.
  public let counts: [Int32]

  /// What flowed in each replicate, over the whole horizon.
  public let flows: [Flow]

  /// The flows of one replicate by placement.
  public struct Flow: Hashable, Sendable {
    /// Entries from outside care.
    public let entries: [Int]

    /// Departures before the 18th birthday.
    public let exits: [Int]

    /// Departures on the 18th birthday.
    public let turnedEighteen: [Int]

    /// Moves, by placement left and placement entered.
    public let moves: [Int]
  }
}

extension CareDurationProjection {
  /// Simulates the projection.
  ///
  /// Each replicate draws the rates once, a year effect for leaving, for moving and for entering in
  /// each year from the start, monthly entries, and every child's stays. The uniforms are addressed
  /// by seed, month of birth, placement, replicate and number, so that neither threads nor other
  /// children change a child's draws.
  ///
  /// - Parameters:
  ///   - replicates: how many, at least 2.
  ///   - seed: the seed of the run.
  ///   - threads: the number of tasks; the result is the same for any number.
  ///   - dates: the days to keep, from the start to the last day.
  ///   - progress: called from any task with how many more replicates are done.
  /// - Throws: ``CareProjectionError`` where a number is out of range or a date outside.
  public func simulate(
    replicates: Int, seed: UInt64, threads: Int, dates: [CalendarDate],
    progress: @Sendable @escaping (Int) -> Void = { _ in }
  ) async throws(CareProjectionError) -> CareDraws {
    guard (2...1_000_000).contains(replicates) else {
      throw CareProjectionError(
        "--simulations", "is \(replicates); it must be from 2 to 1000000")
    }
    guard threads >= 1 else {
      throw CareProjectionError("--threads", "is \(threads); it must be at least 1")
    }
    let days = dates.map { start.days(to: $0) }
    for (date, day) in zip(dates, days) where day < 0 || day > horizon {
      throw CareProjectionError("dates", "hold \(date.iso), outside the projection")
    }
    let plan: SimulationPlan
    do {
      plan = try SimulationPlan(self, seed: seed)
    } catch {
      throw CareProjectionError("rates", error.description)
    }
    // Blocks do not depend on the number of threads: only who runs them does.
    let size = 16
    let blocks = (replicates + size - 1) / size
    let width = days.count * Self.ages * Self.placements
    var counts = [Int32](repeating: 0, count: replicates * width)
    var flows = [CareDraws.Flow?](repeating: nil, count: replicates)
    let tasks = min(threads, blocks)
    await withTaskGroup(of: [(Int, [Int32], CareDraws.Flow)].self) { group in
      for task in 0..<tasks {
        group.addTask {
          var worker = SimulationWorker(plan)
          var results: [(Int, [Int32], CareDraws.Flow)] = []
          for block in stride(from: task, to: blocks, by: tasks) {
            for replicate in block * size..<min(replicates, (block + 1) * size) {
              let (stock, flow) = worker.run(replicate, days: days)
              results.append((replicate, stock, flow))
            }
            progress(min(replicates, (block + 1) * size) - block * size)
          }
          return results
        }
      }
      for await results in group {
        for (replicate, stock, flow) in results {
          counts.replaceSubrange(replicate * width..<(replicate + 1) * width, with: stock)
          flows[replicate] = flow
        }
      }
    }
    return CareDraws(
      dates: dates, replicates: replicates, counts: counts, flows: flows.compactMap { $0 })
  }
}

/// What all replicates share.
struct SimulationPlan: Sendable {
  struct Child: Sendable {
    let stream: RandomStream
    let step: Int
    let ageEnd: [Int]
    let state: Int
    let elapsed: Int
  }

  struct EntryMonth: Sendable {
    let month: Month
    let days: ClosedRange<Int>
    let year: Int
  }

  let projection: CareDurationProjection
  let children: [Child]
  let months: [EntryMonth]
  /// Groups of age end on these days, by month of birth from `firstBirth`.
  let ageEnds: [[Int]]
  let firstBirth: Int
  let years: Int
  let seed: UInt64
  let exits: RateLadderPosterior
  let moves: [RateLadderPosterior]
  let entries: RateLadderPosterior
  let exitStream: RandomStream
  let moveStreams: [RandomStream]
  let levelStream: RandomStream
  let trendStream: RandomStream
  let leaveYear: RandomStream
  let moveYear: RandomStream
  let entryYear: RandomStream
  let monthStream: RandomStream
  let countStreams: [RandomStream]
  let model: SojournModel

  init(_ projection: CareDurationProjection, seed: UInt64) throws(CohortError) {
    func stream(_ name: String) -> RandomStream { RandomStream(seed: seed, name: "care|\(name)") }
    self.projection = projection
    self.seed = seed
    var seen: [String: Int] = [:]
    var children: [Child] = []
    for group in projection.stock.groups {
      let name = "child|\(group.birthMonth.index)|\(group.placement.label)"
      let ends = projection.ageEnds(group.birthMonth, in: group.age)
      for _ in 0..<group.count {
        let step = seen[name, default: 0]
        seen[name] = step + 1
        children.append(
          Child(
            stream: stream(step < RandomAddress.stepLimit ? name : "\(name)|\(step >> 16)"),
            step: step % RandomAddress.stepLimit, ageEnd: ends, state: group.placement.rawValue,
            elapsed: CareDurationProjection.elapsed(group)))
      }
    }
    self.children = children
    months = projection.months.map { month, days in
      EntryMonth(month: month, days: days, year: days.lowerBound / 365)
    }
    let first = projection.start.month.index - 18 * 12
    firstBirth = first
    ageEnds = (first...projection.until.month.index).map {
      projection.ageEnds(Month(index: $0))
    }
    years = projection.horizon / 365 + 1
    exits = RateLadderPosterior(projection.rates.exits)
    moves = projection.rates.moves.map(RateLadderPosterior.init)
    entries = RateLadderPosterior(projection.entries.ladder)
    exitStream = stream("rate|exit")
    moveStreams = CareStays.Placement.allCases.map { stream("rate|move|\($0.label)") }
    levelStream = stream("entries|rate")
    trendStream = stream("entries|trend")
    leaveYear = stream("year|exit")
    moveYear = stream("year|move")
    entryYear = stream("year|entries")
    monthStream = stream("entries|month")
    countStreams = (0..<18).map { stream("entries|\($0)") }
    model = try projection.rates.model()
  }
}

/// Runs replicates one after another, with its own memory.
private struct SimulationWorker {
  private let plan: SimulationPlan
  private var paths: SojournPaths
  /// The streams of the n-th child who enters at an age in a month.
  private var entrants = [[RandomStream]](repeating: [], count: 18)
  private var exit = [Double](repeating: 0, count: CareStays.Cell.count)
  private var moves = [[Double]](
    repeating: [Double](repeating: 0, count: CareStays.Cell.count), count: CareRates.placements)
  private var levels: [Double]

  init(_ plan: SimulationPlan) {
    self.plan = plan
    paths = SojournPaths(models: [plan.model], horizon: plan.projection.horizon)
    levels = [Double](repeating: 0, count: 18 * CareRates.placements)
  }

  mutating func run(_ replicate: Int, days: [Int]) -> ([Int32], CareDraws.Flow) {
    paths.restart(models: drawModels(replicate))
    for child in plan.children {
      paths.add(
        ageEnd: child.ageEnd, state: child.state, elapsed: child.elapsed, day: 0, isEntry: false,
        address: child.stream.at(replicate: replicate, step: child.step), k: 0)
    }
    enter(replicate)
    let cells = CareDurationProjection.ages * CareDurationProjection.placements
    var stock = [Int32](repeating: 0, count: days.count * cells)
    var now = [Int32](repeating: 0, count: cells)
    let order = days.indices.sorted { days[$0] < days[$1] }
    var day = -1
    for index in order {
      while day < days[index] {
        day += 1
        for cell in 0..<cells { now[cell] += paths.change[day * cells + cell] }
      }
      for cell in 0..<cells { stock[index * cells + cell] = now[cell] }
    }
    return (
      stock,
      CareDraws.Flow(
        entries: paths.entries, exits: paths.exits, turnedEighteen: paths.agedOut,
        moves: paths.moves)
    )
  }

  /// A year's factor with mean 1.
  private func effect(_ stream: RandomStream, _ replicate: Int, _ year: Int, _ sd: Double) -> Double
  {
    let z = SpecialFunctions.normalQuantile(stream.uniform(replicate: replicate, step: year))
    return exp(sd * z - sd * sd / 2)
  }

  private mutating func drawModels(_ replicate: Int) -> [SojournModel] {
    let rates = plan.projection.rates
    let address = plan.exitStream.at(replicate: replicate, step: 0)
    plan.exits.draw(into: &exit) { address.uniform($0) }
    for place in moves.indices {
      let address = plan.moveStreams[place].at(replicate: replicate, step: 0)
      plan.moves[place].draw(into: &moves[place]) { address.uniform($0) }
    }
    return (0..<plan.years).map { year in
      let leave = effect(plan.leaveYear, replicate, year, rates.yearEffect)
      let move = effect(plan.moveYear, replicate, year, rates.yearEffect)
      // Chances that the model refuses cannot arise: they are scaled to sum to 1 at most.
      return (try? rates.model(exit: exit, leave: leave, moves: moves, move: move)) ?? plan.model
    }
  }

  private mutating func enter(_ replicate: Int) {
    let entries = plan.projection.entries
    let states = CareRates.placements
    let address = plan.levelStream.at(replicate: replicate, step: 0)
    plan.entries.draw(into: &levels) { address.uniform($0) }
    let z = SpecialFunctions.normalQuantile(plan.trendStream.uniform(replicate: replicate, step: 0))
    let trend = entries.trend + z * entries.trendError
    for (step, month) in plan.months.enumerated() {
      let nightly = entries.nightly(month.month, rates: levels, trend: trend)
      let nights = Double(month.days.count)
      var factor = nights * effect(plan.entryYear, replicate, month.year, entries.yearEffect)
      if let size = entries.size {
        let u = plan.monthStream.uniform(replicate: replicate, step: step)
        factor *= Gamma(unchecked: size).quantile(u) / size
      }
      for age in 0..<18 {
        let shares = nightly[age * states..<(age + 1) * states]
        let rate = shares.reduce(0, +)
        let mean = rate * factor
        guard mean > 0 else { continue }
        let u = plan.countStreams[age].uniform(replicate: replicate, step: step)
        let count = Poisson(unchecked: mean).quantile(u)
        while entrants[age].count < count {
          entrants[age].append(
            RandomStream(seed: plan.seed, name: "care|entrant|\(age)|\(entrants[age].count)"))
        }
        for index in 0..<count {
          let address = entrants[age][index].at(replicate: replicate, step: step)
          var rest = address.uniform(0) * rate
          var state = 0
          for (place, share) in shares.enumerated() where share > 0 {
            state = place
            rest -= share
            if rest < 0 { break }
          }
          let born = month.month.index - 12 * age - Int(12 * address.uniform(1))
          let day = month.days.lowerBound + Int(nights * address.uniform(2))
          paths.add(
            ageEnd: plan.ageEnds[born - plan.firstBirth], state: state, elapsed: 0, day: day,
            isEntry: true, address: address, k: 3)
        }
      }
    }
  }
}
