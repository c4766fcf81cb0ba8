/// The expected stock of a model of stays on every day, exactly, with what flows in and out.
///
/// The stay in a band is memoryless, so that the stock of a band is one number; what enters a band
/// on a day leaves it for the next band a fixed number of nights later, less those who went before.
/// No matrix is built and no step is longer than a night.
public struct SojournMean: Hashable, Sendable {
  /// Expected stock by day (0 to the horizon), age group and state.
  public private(set) var stock: [Double]

  /// Expected entries on each day, from day 1.
  public private(set) var entries: [Double]

  /// Expected departures in the night before each day, from day 1.
  public private(set) var exits: [Double]

  /// Expected departures at the end of the last age group, on each day from day 1.
  public private(set) var agedOut: [Double]

  private let horizon: Int
  private let nights: SojournNights
  /// Masses that reach the end of their band, by day, state and band; zeros between cohorts.
  private var due: [Double]

  /// An empty population over a number of nights.
  public init(model: SojournModel, horizon: Int) {
    self.horizon = horizon
    stock = [Double](repeating: 0, count: (horizon + 1) * model.ageGroups * model.states)
    entries = [Double](repeating: 0, count: horizon + 1)
    exits = entries
    agedOut = entries
    nights = SojournNights(model)
    due = [Double](repeating: 0, count: (horizon + 1) * model.states * nights.lanes)
  }

  /// Adds a cohort, which moves independently of all others.
  public mutating func add(_ cohort: SojournCohort) {
    _ = walk(cohort, joining: [:], handsOver: false)
  }

  /// Adds cohorts, those together that have reached the last age group before the horizon: from then
  /// on nothing tells them apart.
  public mutating func add(_ cohorts: [SojournCohort]) {
    let model = nights.model
    var tails = [SojournTail?](repeating: nil, count: model.ageGroups)
    for cohort in cohorts {
      guard let handed = walk(cohort, joining: [:], handsOver: true) else { continue }
      if tails[handed.age] == nil {
        tails[handed.age] = SojournTail(horizon: horizon, states: model.states, lanes: nights.lanes)
      }
      tails[handed.age]?.take(handed.level, &due, cohort.entries, from: handed.day)
    }
    for (age, tail) in tails.enumerated() {
      guard let tail else { continue }
      // The cohorts before this left zeros behind, and so will this one.
      due = tail.due
      let ends = (0..<model.ageGroups).map { $0 < age ? 0 : horizon + 1 }
      _ = walk(
        SojournCohort(ageEnd: ends, start: [], entries: tail.entries), joining: tail.joining,
        handsOver: false)
    }
  }

  /// This population with cohorts added, see ``add(_:)-([SojournCohort])``.
  public func adding(_ cohorts: [SojournCohort]) -> SojournMean {
    var sum = self
    sum.add(cohorts)
    return sum
  }

  /// Adds another population of the same model and horizon.
  public mutating func add(_ other: SojournMean) {
    precondition(stock.count == other.stock.count, "of another model or horizon")
    for place in stock.indices { stock[place] += other.stock[place] }
    for day in entries.indices {
      entries[day] += other.entries[day]
      exits[day] += other.exits[day]
      agedOut[day] += other.agedOut[day]
    }
  }

  /// Runs a cohort to the end, or hands it over on the day when it reaches its last age group before
  /// the horizon.
  private mutating func walk(
    _ cohort: SojournCohort, joining: [Int: [Double]], handsOver: Bool
  ) -> (day: Int, age: Int, level: [Double])? {
    let limit = min(horizon, (cohort.ageEnd.last ?? 0) - 1)
    guard limit >= 0 else { return nil }
    // Out of the way while their memory is used directly.
    var stock: [Double] = []
    var due: [Double] = []
    swap(&stock, &self.stock)
    swap(&due, &self.due)
    var level = [Double](repeating: 0, count: nights.model.states * nights.lanes)
    var moved = [SIMD8<Double>](repeating: .zero, count: nights.model.states)
    var handed: (day: Int, age: Int)?
    stock.withUnsafeMutableBufferPointer { stock in
      due.withUnsafeMutableBufferPointer { due in
        level.withUnsafeMutableBufferPointer { level in
          moved.withUnsafeMutableBufferPointer { moved in
            nights.chances.withUnsafeBufferPointer { chances in
              handed = run(
                cohort, limit: limit, joining: joining, handsOver: handsOver,
                Buffers(stock: stock, due: due, level: level, moved: moved, chances: chances))
            }
          }
        }
      }
    }
    swap(&stock, &self.stock)
    swap(&due, &self.due)
    return handed.map { ($0.day, $0.age, level) }
  }

  /// The memory that a cohort is run in.
  private struct Buffers {
    let stock: UnsafeMutableBufferPointer<Double>
    let due: UnsafeMutableBufferPointer<Double>
    /// The cohort by state and band.
    let level: UnsafeMutableBufferPointer<Double>
    /// Those who move to each state in a night, by the band that they come from.
    let moved: UnsafeMutableBufferPointer<SIMD8<Double>>
    let chances: UnsafeBufferPointer<Double>

    /// The eight numbers of the cohort from a place on.
    @inline(__always)
    func level(at place: Int) -> SIMD8<Double> {
      UnsafeRawBufferPointer(level).loadUnaligned(
        fromByteOffset: place * MemoryLayout<Double>.stride, as: SIMD8<Double>.self)
    }

    @inline(__always)
    func chances(at place: Int) -> SIMD8<Double> {
      UnsafeRawBufferPointer(chances).loadUnaligned(
        fromByteOffset: place * MemoryLayout<Double>.stride, as: SIMD8<Double>.self)
    }

    @inline(__always)
    func set(_ values: SIMD8<Double>, at place: Int) {
      UnsafeMutableRawBufferPointer(level).storeBytes(
        of: values, toByteOffset: place * MemoryLayout<Double>.stride, as: SIMD8<Double>.self)
    }
  }

  private mutating func run(
    _ cohort: SojournCohort, limit: Int, joining: [Int: [Double]], handsOver: Bool,
    _ buffers: Buffers
  ) -> (day: Int, age: Int)? {
    let model = nights.model
    let states = model.states
    var age = model.ageGroups - 1
    while age > 0, cohort.ageEnd[age - 1] > 0 { age -= 1 }
    // States that nobody has been in yet cost nothing.
    var isActive = [Bool](repeating: false, count: states)
    for part in cohort.start where part.count > 0 {
      isActive[part.state] = true
      begin(part, cohort, age: age, limit: limit, buffers)
    }
    for state in 0..<states where isActive[state] { record(0, age, state, buffers) }
    for day in 1..<(limit + 1) {
      for state in 0..<states { buffers.moved[state] = .zero }
      var left = SIMD8<Double>.zero
      for state in 0..<states where isActive[state] {
        night(from: state, group: age * states + state, left: &left, buffers)
      }
      exits[day] += left.sum()
      let before = age
      while age + 1 < model.ageGroups, day >= cohort.ageEnd[age] { age += 1 }
      for state in 0..<states {
        var new = buffers.moved[state].sum()
        if !cohort.entries.isEmpty {
          let came = cohort.entries[day * states + state]
          entries[day] += came
          new += came
        }
        guard isActive[state] || new > 0 else { continue }
        isActive[state] = true
        settle(new, day, age, state, cohort, limit: limit, buffers)
        record(day, age, state, buffers)
      }
      if handsOver, age > before, cohort.ageEnd[age] > horizon { return (day, age) }
      if let level = joining[day] {
        for state in 0..<states { isActive[state] = true }
        for place in level.indices { buffers.level[place] += level[place] }
      }
    }
    if limit < horizon { departAtLimit(limit, age, buffers) }
    return nil
  }

  /// Moves on who has reached the end of a band, and books everybody who begins one to leave it.
  @inline(__always)
  private func settle(
    _ new: Double, _ day: Int, _ age: Int, _ state: Int, _ cohort: SojournCohort, limit: Int,
    _ buffers: Buffers
  ) {
    let lanes = nights.lanes
    let states = nights.model.states
    let change = age + 1 < nights.model.ageGroups ? cohort.ageEnd[age] : Int.max
    let row = (day * states + state) * lanes
    let whole = (age * states + state) * nights.stride + 2 * lanes
    let last = nights.model.bands - 1
    var entering = new
    for band in 0..<last {
      let leaving = buffers.due[row + band]
      buffers.due[row + band] = 0
      buffers.level[state * lanes + band] += entering - leaving
      let end = day + nights.width[band]
      if entering > 0, end <= limit {
        let kept =
          end <= change
          ? buffers.chances[whole + band]
          : nights.kept(
            state: state, band: band, from: day, to: end, age: age, ageEnd: cohort.ageEnd)
        buffers.due[(end * states + state) * lanes + band] += entering * kept
      }
      entering = leaving
    }
    buffers.level[state * lanes + last] += entering
  }

  /// Puts some of the starting stock into the band of their elapsed time.
  private func begin(
    _ part: SojournCohort.Start, _ cohort: SojournCohort, age: Int, limit: Int, _ buffers: Buffers
  ) {
    let model = nights.model
    let band = model.band(part.elapsed)
    buffers.level[part.state * nights.lanes + band] += Double(part.count)
    guard band + 1 < model.bands else { return }
    let end = model.bandStart[band + 1] - part.elapsed
    guard end <= limit else { return }
    buffers.due[(end * model.states + part.state) * nights.lanes + band] +=
      Double(part.count)
      * nights.kept(
        state: part.state, band: band, from: 0, to: end, age: age, ageEnd: cohort.ageEnd)
  }

  /// One night of a state: who leaves is added to `left`, who moves to the buffer's `moved`, who stays
  /// remains.
  @inline(__always)
  private func night(
    from state: Int, group: Int, left: inout SIMD8<Double>, _ buffers: Buffers
  ) {
    let lanes = nights.lanes
    let base = group * nights.stride
    for lane in stride(from: 0, to: lanes, by: 8) {
      let present = buffers.level(at: state * lanes + lane)
      left += present * buffers.chances(at: base + lanes + lane)
      for index in nights.firstDestination[group]..<nights.firstDestination[group + 1] {
        let destination = nights.destinations[index]
        buffers.moved[destination] +=
          present * buffers.chances(at: base + (3 + destination) * lanes + lane)
      }
      buffers.set(present * buffers.chances(at: base + lane), at: state * lanes + lane)
    }
  }

  @inline(__always)
  private func record(_ day: Int, _ age: Int, _ state: Int, _ buffers: Buffers) {
    var sum = SIMD8<Double>.zero
    for lane in stride(from: 0, to: nights.lanes, by: 8) {
      sum += buffers.level(at: state * nights.lanes + lane)
    }
    buffers.stock[(day * nights.model.ageGroups + age) * nights.model.states + state] += sum.sum()
  }

  /// On the day after `limit` all are gone: the last night's departures, then the rest by age.
  private mutating func departAtLimit(_ limit: Int, _ age: Int, _ buffers: Buffers) {
    for state in 0..<nights.model.states {
      let base = (age * nights.model.states + state) * nights.stride + nights.lanes
      for lane in 0..<nights.lanes {
        let present = buffers.level[state * nights.lanes + lane]
        let left = present * buffers.chances[base + lane]
        exits[limit + 1] += left
        agedOut[limit + 1] += present - left
      }
    }
  }
}
