/// Counts of a census model whose shares are drawn afresh for every cell and step: beta-binomial,
/// the shares themselves integrated out, so that one uniform gives one count.
struct FreshSampler: CensusSampler {
  /// Laws and their tables of P(0 of n): for n = 0 those of all laws, for n = 1 those of all laws, and
  /// so on, because most cells have few people and neighbours are asked after each other.
  private struct Laws: Sendable {
    let laws: [UrnCount]
    private var tables: [Double] = []
    private let length: Int

    init(_ laws: [UrnCount], length: Int) {
      self.laws = laws
      self.length = length
      var row = [Double](repeating: 1, count: laws.count)
      tables.reserveCapacity(length * laws.count)
      for people in 0..<length {
        tables += row
        for (index, law) in laws.enumerated() { row[index] *= law.sparing(after: people) }
      }
    }

    @inline(__always)
    func count(_ index: Int, _ people: Int, _ uniform: Double) -> Int {
      withDraws { $0(index, people, uniform) }
    }

    /// Runs something with a function from a law's index, people and uniform to a count, the tables
    /// at hand.
    @inline(__always)
    func withDraws<Result>(_ body: ((Int, Int, Double) -> Int) -> Result) -> Result {
      tables.withUnsafeBufferPointer { tables in
        laws.withUnsafeBufferPointer { laws in
          body { index, people, uniform in
            let law = laws[index]
            var start = tables[min(people, length - 1) * laws.count + index]
            if people >= length {
              for other in (length - 1)..<people { start *= law.sparing(after: other) }
            }
            return law.quantile(uniform, people: people, start: start)
          }
        }
      }
    }
  }

  /// The laws of leaving and moving, cell after cell, two each.
  private let cells: Laws
  private let way: Laws
  private let entryWay: Laws
  /// Per step and age, the law of entrants, the exposed, and P(0 of them).
  private let entrances: [[(law: UrnCount, people: Int, start: Double)?]]
  private var step = 0

  init(model: CensusModel, course: CensusCourse, frame: CensusFrame) {
    var cells: [UrnCount] = []
    var way: [UrnCount] = []
    for row in model.rows {
      guard let row else {
        // Never drawn from.
        cells += [UrnCount(a: 1, b: 1), UrnCount(a: 1, b: 1)]
        continue
      }
      cells.append(UrnCount(a: row.leave.a, b: row.leave.b))
      cells.append(UrnCount(a: row.move.a, b: row.move.b))
      way += Self.split(row.ways.map(\.weight))
    }
    var entryWay: [UrnCount] = []
    for age in 0..<model.ages {
      var weights = [Double](repeating: 0, count: model.states)
      for way in model.entrances[age]?.ways ?? [] { weights[way.state] = way.weight }
      let range = frame.entryStart[age]..<frame.entryStart[age + 1]
      entryWay += Self.split(range.map { weights[frame.entryState[$0]] })
    }
    self.cells = Laws(cells, length: 64)
    self.way = Laws(way, length: 8)
    self.entryWay = Laws(entryWay, length: 32)
    let starts = (0..<model.ages).map { age -> [Double] in
      guard let rate = model.entrances[age]?.rate else { return [] }
      let most = course.exposures.reduce(0) { max($0, $1[age]) }
      return UrnCount(a: rate.a, b: rate.b).table(most + 1)
    }
    entrances = course.exposures.map { exposure in
      exposure.indices.map { age in
        guard let rate = model.entrances[age]?.rate else { return nil }
        return (UrnCount(a: rate.a, b: rate.b), exposure[age], starts[age][exposure[age]])
      }
    }
  }

  /// Splits people one way after the other: each takes a beta-binomial share of those left over.
  private static func split(_ weights: [Double]) -> [UrnCount] {
    var rest = weights.reduce(0, +)
    return weights.enumerated().map { index, weight in
      rest -= weight
      // The last way takes all that are left, so that its law is never drawn from.
      return UrnCount(a: weight, b: index == weights.count - 1 ? 1 : max(rest, 1e-300))
    }
  }

  mutating func begin(replicate: Int) {}
  mutating func begin(step: Int) { self.step = step }

  func depart(_ departures: inout [CensusDeparture], count: Int) {
    departures.withUnsafeMutableBufferPointer { departures in
      cells.withDraws { draw in
        for index in 0..<count {
          let cell = departures[index].cell
          let people = departures[index].people
          let left = draw(2 * cell, people, departures[index].leaving)
          departures[index].left = left
          departures[index].moved =
            departures[index].canMove && people > left
            ? draw(2 * cell + 1, people - left, departures[index].moving) : 0
        }
      }
    }
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
