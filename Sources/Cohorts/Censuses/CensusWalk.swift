import Probability

/// One replicate of a census model on buffers that are used again for the next.
struct CensusWalk<Sampler: CensusSampler> {
  let frame: CensusFrame
  let initial: [Int]
  let streams: CensusStreams
  var sampler: Sampler
  private(set) var stock: [Int]
  private var next: [Int]
  private(set) var flows = CensusFlows<Int>()
  /// The movements of each cell in the last step; only kept where they are asked for.
  private(set) var ledger: CensusLedger?

  init(
    frame: CensusFrame, initial: [Int], streams: CensusStreams, sampler: Sampler,
    keepsLedger: Bool = false
  ) {
    self.frame = frame
    self.initial = initial
    self.streams = streams
    self.sampler = sampler
    stock = initial
    next = initial
    if keepsLedger { ledger = CensusLedger(cells: frame.cells) }
  }

  mutating func begin(replicate: Int) {
    for cell in initial.indices { stock[cell] = initial[cell] }
    sampler.begin(replicate: replicate)
  }

  /// Moves one step on.
  mutating func advance(replicate: Int, step: Int) {
    sampler.begin(step: step)
    flows = CensusFlows()
    ledger?.open(stock)
    for cell in next.indices { next[cell] = 0 }
    let people = streams.cell.at(replicate: replicate, step: step)
    let ways = streams.way.at(replicate: replicate, step: step)
    let states = frame.states
    let lastAge = (frame.ages - 1) * states
    for cell in 0..<stock.count where stock[cell] > 0 {
      let here = stock[cell]
      guard cell < lastAge else {
        flows.agedOut += here
        ledger?.leave(cell, here)
        continue
      }
      guard frame.hasPlace[cell] else {
        flows.withoutPlace += here
        ledger?.leave(cell, here)
        continue
      }
      let uniforms = people.pair(cell)
      let left = sampler.leavers(cell: cell, people: here, uniform: uniforms.0)
      flows.left += left
      ledger?.leave(cell, left)
      let remaining = here - left
      let first = frame.wayStart[cell]
      let end = frame.wayStart[cell + 1]
      var movers = 0
      if remaining > 0, end > first {
        movers = sampler.movers(cell: cell, people: remaining, uniform: uniforms.1)
      }
      next[cell + states] += remaining - movers
      ledger?.stay(cell, at: cell + states, remaining - movers)
      flows.moved += movers
      let nextAge = cell - cell % states + states
      var way = first
      while movers > 0 {
        let count =
          way == end - 1
          ? movers
          : sampler.travellers(
            way: way, end: end, people: movers, uniform: ways.uniform(way))
        let target = nextAge + frame.wayState[way]
        next[target] += count
        ledger?.move(cell, to: target, count)
        movers -= count
        way += 1
      }
    }
    enter(replicate: replicate, step: step)
    swap(&stock, &next)
    ledger?.close(stock)
  }

  private mutating func enter(replicate: Int, step: Int) {
    let entries = streams.enter.at(replicate: replicate, step: step)
    let ways = streams.entryWay.at(replicate: replicate, step: step)
    for age in 0..<frame.ages where frame.entryStart[age] < frame.entryStart[age + 1] {
      var people = sampler.entrants(age: age, uniform: entries.uniform(age))
      flows.entered += people
      var way = frame.entryStart[age]
      let last = frame.entryStart[age + 1] - 1
      while people > 0 {
        let cell = age * frame.states + frame.entryState[way]
        let count =
          way == last
          ? people : sampler.arrivals(way: way, people: people, uniform: ways.uniform(cell))
        next[cell] += count
        ledger?.enter(cell, count)
        people -= count
        way += 1
      }
    }
  }
}
