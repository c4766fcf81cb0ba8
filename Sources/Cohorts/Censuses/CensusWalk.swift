import Probability

/// One replicate of a census model on buffers that are used again for the next.
struct CensusWalk<Sampler: CensusSampler> {
  let frame: CensusFrame
  let initial: [Int]
  let streams: CensusStreams
  var sampler: Sampler
  private(set) var stock: [Int]
  private var next: [Int]
  /// The departures of the step, the first ones in use.
  private var departures: [CensusDeparture]
  private var entryUniforms = EntryUniforms()
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
    departures = [CensusDeparture](repeating: CensusDeparture(), count: frame.cells)
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
    next.withUnsafeMutableBufferPointer { $0.update(repeating: 0) }
    let count = gather(streams.cell.at(replicate: replicate, step: step))
    sampler.depart(&departures, count: count)
    Self.book(
      departures, count, frame, sampler, streams.way.at(replicate: replicate, step: step),
      next: &next, flows: &flows, ledger: &ledger)
    enter(replicate: replicate, step: step)
    swap(&stock, &next)
    ledger?.close(stock)
  }

  /// Lists the cells that people may stay in, with their uniforms; all other people leave. Returns
  /// the number of listed cells.
  private mutating func gather(_ uniforms: RandomAddress) -> Int {
    let lastAge = (frame.ages - 1) * frame.states
    for cell in lastAge..<stock.count where stock[cell] > 0 {
      flows.agedOut += stock[cell]
      ledger?.leave(cell, stock[cell])
    }
    let (count, withoutPlace) = Self.list(stock, below: lastAge, frame, uniforms, &departures)
    flows.withoutPlace += withoutPlace
    if withoutPlace > 0, ledger != nil {
      for cell in 0..<lastAge where stock[cell] > 0 && !frame.hasPlace[cell] {
        ledger?.leave(cell, stock[cell])
      }
    }
    return count
  }

  /// The departures of the cells with a place, and how many people are in others.
  private static func list(
    _ stock: [Int], below end: Int, _ frame: CensusFrame, _ uniforms: RandomAddress,
    _ departures: inout [CensusDeparture]
  ) -> (count: Int, withoutPlace: Int) {
    var count = 0
    var withoutPlace = 0
    departures.withUnsafeMutableBufferPointer { departures in
      stock.withUnsafeBufferPointer { stock in
        frame.hasPlace.withUnsafeBufferPointer { hasPlace in
          frame.wayStart.withUnsafeBufferPointer { wayStart in
            // Written for every cell and kept for those in use: no branch that cannot be foreseen.
            for cell in 0..<end {
              let people = stock[cell]
              departures[count].cell = cell
              departures[count].people = people
              let isPlace = hasPlace[cell]
              count += people > 0 && isPlace ? 1 : 0
              withoutPlace += isPlace ? 0 : people
            }
            // One number after the other in a loop without branches, so that they overlap in time.
            for index in 0..<count {
              let cell = departures[index].cell
              let pair = uniforms.pair(cell)
              departures[index].leaving = pair.0
              departures[index].moving = pair.1
              departures[index].canMove = wayStart[cell] < wayStart[cell + 1]
            }
          }
        }
      }
    }
    return (count, withoutPlace)
  }

  /// Moves everybody of the departures who does not leave one age on.
  private static func book(
    _ departures: [CensusDeparture], _ count: Int, _ frame: CensusFrame, _ sampler: Sampler,
    _ uniforms: RandomAddress, next: inout [Int], flows: inout CensusFlows<Int>,
    ledger: inout CensusLedger?
  ) {
    let states = frame.states
    let keepsLedger = ledger != nil
    var left = 0
    var moved = 0
    next.withUnsafeMutableBufferPointer { next in
      departures.withUnsafeBufferPointer { departures in
        for index in 0..<count {
          let departure = departures[index]
          let cell = departure.cell
          let staying = departure.people - departure.left - departure.moved
          left += departure.left
          next[cell + states] += staying
          if keepsLedger {
            ledger?.leave(cell, departure.left)
            ledger?.stay(cell, at: cell + states, staying)
          }
          guard departure.moved > 0 else { continue }
          moved += departure.moved
          var movers = departure.moved
          let nextAge = cell - cell % states + states
          let end = frame.wayStart[cell + 1]
          var way = frame.wayStart[cell]
          while movers > 0 {
            let people =
              way == end - 1
              ? movers
              : sampler.travellers(
                way: way, end: end, people: movers, uniform: uniforms.uniform(way))
            let target = nextAge + frame.wayState[way]
            next[target] += people
            if keepsLedger { ledger?.move(cell, to: target, people) }
            movers -= people
            way += 1
          }
        }
      }
    }
    flows.left += left
    flows.moved += moved
  }

  private mutating func enter(replicate: Int, step: Int) {
    let entries = streams.enter.at(replicate: replicate, step: step)
    let ways = streams.entryWay.at(replicate: replicate, step: step)
    for age in 0..<frame.ages where frame.entryStart[age] < frame.entryStart[age + 1] {
      var people = sampler.entrants(age: age, uniform: entries.uniform(age))
      flows.entered += people
      let first = frame.entryStart[age]
      let last = frame.entryStart[age + 1] - 1
      let firstCell = age * frame.states
      var way = first
      while people > 0 {
        let place = (way - first) % EntryUniforms.size
        if place == 0 {
          entryUniforms.fill(ways, frame.entryState, way..<last, firstCell: firstCell)
        }
        let cell = firstCell + frame.entryState[way]
        let count =
          way == last
          ? people
          : sampler.arrivals(way: way, people: people, uniform: entryUniforms.values[place])
        next[cell] += count
        ledger?.enter(cell, count)
        people -= count
        way += 1
      }
    }
  }
}

/// The uniforms of some entry ways, by cell, worked out together: one after the other in a loop
/// without branches they overlap in time.
private struct EntryUniforms {
  static let size = 8
  private(set) var values = [Double](repeating: 0.5, count: size)

  /// Those of the first ways of a range, at most ``size``.
  mutating func fill(
    _ address: RandomAddress, _ states: [Int], _ ways: Range<Int>, firstCell: Int
  ) {
    let count = min(Self.size, ways.count)
    values.withUnsafeMutableBufferPointer { values in
      for index in 0..<count {
        let cell = firstCell + states[ways.lowerBound + index]
        let pair = address.pair(cell >> 1)
        values[index] = cell & 1 == 0 ? pair.0 : pair.1
      }
    }
  }
}
