/// Counts of a census model whose shares are drawn afresh for every cell and step: beta-binomial,
/// the shares themselves integrated out, so that one uniform gives one count.
struct FreshSampler: CensusSampler {
  /// Laws and their tables of P(0 of n), one after the other.
  private struct Laws: Sendable {
    var laws: [UrnCount] = []
    var tables: [Double] = []
    let length: Int

    init(length: Int) { self.length = length }

    mutating func append(a: Double, b: Double) {
      let law = UrnCount(a: a, b: b)
      laws.append(law)
      tables += law.table(length)
    }

    @inline(__always)
    func count(_ index: Int, _ people: Int, _ uniform: Double) -> Int {
      tables.withUnsafeBufferPointer { tables in
        guard let base = tables.baseAddress else { return 0 }
        let law = laws[index]
        let start = law.start(people, table: base + index * length, length: length)
        return law.quantile(uniform, people: people, start: start)
      }
    }
  }

  private var leave = Laws(length: 64)
  private var move = Laws(length: 64)
  private var way = Laws(length: 8)
  private var entryWay = Laws(length: 64)
  private let entrances: [[(law: UrnCount, people: Int, start: Double)?]]
  private var step = 0

  init(model: CensusModel, course: CensusCourse, frame: CensusFrame) {
    for row in model.rows {
      leave.append(a: row?.leave.a ?? 1, b: row?.leave.b ?? 1)
      move.append(a: row?.move.a ?? 1, b: row?.move.b ?? 1)
      Self.append(row?.ways.map(\.weight) ?? [], to: &way)
    }
    for age in 0..<model.ages {
      var weights = [Double](repeating: 0, count: model.states)
      for way in model.entrances[age]?.ways ?? [] { weights[way.state] = way.weight }
      let range = frame.entryStart[age]..<frame.entryStart[age + 1]
      Self.append(range.map { weights[frame.entryState[$0]] }, to: &entryWay)
    }
    entrances = course.exposures.map { exposure in
      zip(exposure, model.entrances).map { people, entrance in
        guard let rate = entrance?.rate else { return nil }
        let law = UrnCount(a: rate.a, b: rate.b)
        return (law, people, law.table(people + 1)[people])
      }
    }
  }

  /// Splits people one way after the other: each takes a beta-binomial share of those left over.
  private static func append(_ weights: [Double], to laws: inout Laws) {
    var rest = weights.reduce(0, +)
    for (index, weight) in weights.enumerated() {
      rest -= weight
      // The last way takes all that are left, so that its law is never drawn from.
      laws.append(a: weight, b: index == weights.count - 1 ? 1 : max(rest, 1e-300))
    }
  }

  mutating func begin(replicate: Int) {}
  mutating func begin(step: Int) { self.step = step }

  func leavers(cell: Int, people: Int, uniform: Double) -> Int {
    leave.count(cell, people, uniform)
  }

  func movers(cell: Int, people: Int, uniform: Double) -> Int {
    move.count(cell, people, uniform)
  }

  func travellers(way index: Int, end: Int, people: Int, uniform: Double) -> Int {
    way.count(index, people, uniform)
  }

  func entrants(age: Int, uniform: Double) -> Int {
    guard let entry = entrances[step][age] else { return 0 }
    return entry.law.quantile(uniform, people: entry.people, start: entry.start)
  }

  func arrivals(way index: Int, people: Int, uniform: Double) -> Int {
    entryWay.count(index, people, uniform)
  }
}
