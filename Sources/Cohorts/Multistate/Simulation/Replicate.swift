import Foundation
import Probability

/// One replicate of a cohort model at a time, on buffers that are made once.
struct Replicate {
  let plan: SimulationPlan

  /// People by place now, and the places that have any.
  private var counts: [Int32]
  private var active: [Int32] = []

  /// The same at the end of the step.
  private var next: [Int32]
  private var nextActive: [Int32] = []

  /// People by cell now and at the end of the step, and what was booked of each cell.
  private var stock: [Int32]
  private var closing: [Int32]
  var ledger: [Int32]

  /// This replicate's parameters, drawn when first needed.
  private var parameters: ReplicateParameters

  private var tree = SplitTree()

  /// People on their way to states with limits.
  var pending: [[CapacityArrival]]

  /// How many cells and steps did not balance, which no input can cause.
  private(set) var imbalances = 0

  /// Whether there were more people than a model may hold.
  private(set) var isTooLarge = false

  /// The number of kinds of flow.
  let kinds: Int

  init(_ plan: SimulationPlan) {
    self.plan = plan
    let places = plan.model.space.states.count * plan.tables.tickCount
    let cells = plan.model.space.cellCount
    counts = [Int32](repeating: 0, count: places)
    next = counts
    stock = [Int32](repeating: 0, count: cells)
    closing = stock
    kinds = CohortFlow.kinds(reasons: plan.reasons)
    ledger = [Int32](repeating: 0, count: cells * kinds)
    parameters = ReplicateParameters(plan)
    pending = [[CapacityArrival]](repeating: [], count: plan.capacity?.limits.count ?? 0)
  }

  /// Runs one replicate and writes its stocks (steps × groups) and flows (steps × groups × kinds)
  /// from those places on.
  mutating func run(
    _ replicate: Int, stocks: inout [Int32], at stockPlace: Int, flows: inout [Int32],
    at flowPlace: Int
  ) {
    begin(replicate)
    let stockWidth = plan.stockGroups.names.count
    let flowWidth = plan.flowGroups.names.count * kinds
    for step in 0..<plan.steps {
      for index in ledger.indices { ledger[index] = 0 }
      parameters.begin(step: step)
      move(replicate, step)
      enter(replicate, step)
      if plan.capacity != nil { settle(replicate, step) }
      close()
      record(&stocks, stockPlace + step * stockWidth, &flows, flowPlace + step * flowWidth)
    }
  }

  private mutating func begin(_ replicate: Int) {
    for place in active { counts[Int(place)] = 0 }
    active.removeAll(keepingCapacity: true)
    for (place, count) in zip(plan.tables.startPlaces, plan.tables.startCounts) where count > 0 {
      if counts[Int(place)] == 0 { active.append(place) }
      counts[Int(place)] += count
    }
    for cell in stock.indices { stock[cell] = plan.startStock[cell] }
    parameters.begin(replicate: replicate / plan.replicatesPerDraw)
  }

  /// Everyone leaves, moves or stays, and all clocks tick.
  private mutating func move(_ replicate: Int, _ step: Int) {
    let tickCount = plan.tables.tickCount
    for place in active {
      let count = Int(counts[Int(place)])
      counts[Int(place)] = 0
      let (state, tick) = Int(place).quotientAndRemainder(dividingBy: tickCount)
      let cell = state * plan.tables.bandCount + Int(plan.tables.bandOfTick[tick])
      let law = Int(plan.tables.lawOfCell[cell])
      let leaving = parameters.leavingShare(law, step: step)
      var stay = count
      if leaving > 0 {
        let width = Int(plan.tables.widthOfLaw[law])
        var rank = Int(plan.tables.rankOfTick[tick])
        var block = 0
        let served = Int(plan.ranksPerStream[law])
        if rank >= served { (block, rank) = rank.quotientAndRemainder(dividingBy: served) }
        let address = RandomAddress(
          stream: plan.moveStreams[Int(plan.streamsOfCell[cell]) + block], replicate: replicate,
          step: step)
        let offset = rank * SplitTree.width(width)
        let leavers =
          leaving >= 1 ? count : FastBinomial.quantile(count, leaving, address.uniform(offset))
        if leavers > 0 {
          stay -= leavers
          leave(leavers, state: state, tick: tick, cell: cell, law: law, address, offset)
        }
      }
      guard stay > 0 else { continue }
      let after = Int(plan.tables.tickAfterStay[tick])
      if after < 0 {
        ledger[cell * kinds + 6 - after] += Int32(stay)
        continue
      }
      let reached = state * plan.tables.bandCount + Int(plan.tables.bandOfTick[after])
      if reached != cell {
        ledger[cell * kinds + 4] += Int32(stay)
        ledger[reached * kinds + 3] += Int32(stay)
      }
      arrive(state, after, stay, .stayed)
    }
    active.removeAll(keepingCapacity: true)
  }

  /// Sends leavers where their law says.
  private mutating func leave(
    _ leavers: Int, state: Int, tick: Int, cell: Int, law: Int, _ address: RandomAddress,
    _ offset: Int
  ) {
    let first = Int(plan.tables.sumsOfLaw[law])
    parameters.prepareSplit(law)
    tree.split(
      leavers, sums: parameters.sums, first: first, width: Int(plan.tables.widthOfLaw[law]),
      address: address, offset: offset)
    let firstTarget = Int(plan.tables.targetsOfCell[cell])
    let after = Int(plan.tables.tickAfterMove[tick])
    for part in tree.categories.indices {
      let count = tree.counts[part]
      let target = Int(plan.tables.targets[firstTarget + tree.categories[part]])
      // An exit, or a move that the end of a clock forestalls.
      let exit = target < 0 ? target : after
      if exit < 0 {
        ledger[cell * kinds + 6 - exit] += Int32(count)
        continue
      }
      let reached = target * plan.tables.bandCount + Int(plan.tables.bandOfTick[after])
      ledger[cell * kinds + 2] += Int32(count)
      ledger[reached * kinds + 1] += Int32(count)
      arrive(target, after, count, .moved)
    }
  }

  /// Entrants join.
  private mutating func enter(_ replicate: Int, _ step: Int) {
    for source in plan.model.entries.indices {
      let address = RandomAddress(
        stream: plan.entryStreams[source], replicate: replicate, step: step)
      guard let count = parameters.entrants(source, step: step, uniform: address.uniform(0)) else {
        isTooLarge = true
        continue
      }
      guard count > 0 else { continue }
      let places = plan.tables.entryPlaces[source]
      parameters.prepareEntrySplit(source)
      tree.split(
        count, sums: parameters.entrySums[source], first: 0, width: places.count, address: address,
        offset: 0)
      for part in tree.categories.indices {
        let count = tree.counts[part]
        let place = Int(places[tree.categories[part]])
        let (state, tick) = place.quotientAndRemainder(dividingBy: plan.tables.tickCount)
        let cell = state * plan.tables.bandCount + Int(plan.tables.bandOfTick[tick])
        ledger[cell * kinds] += Int32(count)
        arrive(state, tick, count, .entered)
      }
    }
  }

  /// Puts people where they are at the end of the step, or in the queue of a limit.
  private mutating func arrive(
    _ state: Int, _ tick: Int, _ count: Int, _ rank: CapacityArrival.Rank
  ) {
    let place = state * plan.tables.tickCount + tick
    if let limit = plan.capacity?.limitOfState[state], limit >= 0 {
      pending[Int(limit)].append(
        CapacityArrival(rank: rank, place: Int32(place), count: Int32(count)))
    } else {
      push(place, count)
    }
  }

  /// Puts people where they are at the end of the step.
  @inline(__always)
  mutating func push(_ place: Int, _ count: Int) {
    if next[place] == 0 { nextActive.append(Int32(place)) }
    next[place] += Int32(count)
  }

  /// Counts the stock anew and holds it against what was booked.
  private mutating func close() {
    swap(&counts, &next)
    swap(&active, &nextActive)
    for cell in closing.indices { closing[cell] = 0 }
    var total = 0
    for place in active {
      let count = counts[Int(place)]
      let (state, tick) = Int(place).quotientAndRemainder(dividingBy: plan.tables.tickCount)
      closing[state * plan.tables.bandCount + Int(plan.tables.bandOfTick[tick])] += count
      total += Int(count)
    }
    if total > CohortModel.largestSize {
      isTooLarge = true
      for place in active { counts[Int(place)] = 0 }
      active.removeAll(keepingCapacity: true)
    }
    for cell in closing.indices {
      let first = cell * kinds
      var balance = stock[cell] + ledger[first] + ledger[first + 1] + ledger[first + 3]
      balance += ledger[first + 5] - ledger[first + 2] - ledger[first + 4] - ledger[first + 6]
      for kind in first + 7..<first + kinds { balance -= ledger[kind] }
      if balance != closing[cell] { imbalances += 1 }
    }
    swap(&stock, &closing)
  }

  private func record(
    _ stocks: inout [Int32], _ stockPlace: Int, _ flows: inout [Int32], _ flowPlace: Int
  ) {
    for groupOfCell in plan.stockGroups.groupOfCell {
      for cell in stock.indices where groupOfCell[cell] >= 0 {
        stocks[stockPlace + Int(groupOfCell[cell])] += stock[cell]
      }
    }
    for groupOfCell in plan.flowGroups.groupOfCell {
      for cell in stock.indices where groupOfCell[cell] >= 0 {
        let target = flowPlace + Int(groupOfCell[cell]) * kinds
        for kind in 0..<kinds { flows[target + kind] += ledger[cell * kinds + kind] }
      }
    }
  }
}
