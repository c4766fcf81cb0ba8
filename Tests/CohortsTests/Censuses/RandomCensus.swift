import Cohorts
import Probability

/// Census models made from a number, for properties that hold for any model.
struct RandomCensus {
  let shape: CensusShape
  let fresh: CensusModel
  let rates: CensusRateModel
  let course: CensusCourse
  let measures: CensusMeasures

  init(_ number: Int, steps: Int = 4) throws {
    let stream = RandomStream(seed: 20_240_101, name: "census models")
    let address = stream.at(replicate: number, step: 0)
    var k = 0
    func uniform() -> Double {
      k += 1
      return address.uniform(k - 1)
    }
    func whole(_ range: ClosedRange<Int>) -> Int {
      range.lowerBound + Int(uniform() * Double(range.count))
    }
    let shape = try CensusShape(ages: whole(2...6), states: whole(1...5))
    self.shape = shape
    let groups = max(1, shape.states - 1)
    var rows: [CensusModel.Row?] = []
    var rateRows: [CensusRateModel.Row?] = []
    for cell in 0..<shape.cells {
      guard uniform() > 0.15 else {
        rows.append(nil)
        rateRows.append(nil)
        continue
      }
      let targets = (0..<shape.states).filter { $0 != cell % shape.states && uniform() < 0.6 }
      rows.append(
        .init(
          leave: .init(a: 0.05 + 5 * uniform(), b: 0.5 + 20 * uniform()),
          move: .init(a: 0.05 + 3 * uniform(), b: 0.5 + 9 * uniform()),
          ways: targets.map { .init(state: $0, weight: 0.01 + 4 * uniform()) }))
      let group = (cell % shape.states) % groups
      rateRows.append(
        .init(
          leave: cell / shape.states * groups + group, move: group, destinations: group,
          ways: targets.map { .init(state: $0, component: $0) }))
    }
    let entrances = (0..<shape.ages).map { _ -> CensusModel.Entrance? in
      guard uniform() > 0.3 else { return nil }
      return .init(
        rate: .init(a: 0.5 + 9 * uniform(), b: 100 + 900 * uniform()),
        ways: (0..<shape.states).map { .init(state: $0, weight: 0.02 + 5 * uniform()) })
    }
    fresh = try CensusModel(shape: shape, rows: rows, entrances: entrances)
    let leaves = shape.ages * groups
    let exposed = (0..<leaves).map { _ in Double(whole(0...60)) }
    let happened = exposed.map { ($0 * 0.4 * uniform()).rounded() }
    rates = try CensusRateModel(
      shape: shape, rows: rateRows,
      leaving: ShareLadder(
        happened: happened, exposed: exposed,
        parents: [(0..<leaves).map { $0 % groups }, [Int](repeating: 0, count: groups)]),
      moving: ShareLadder(
        happened: (0..<groups).map { _ in Double(whole(0...5)) },
        exposed: [Double](repeating: 30, count: groups),
        parents: [[Int](repeating: 0, count: groups)]),
      destinations: (0..<groups).map { _ in
        (0..<shape.states).map { _ in 0.05 + 6 * uniform() }
      },
      entrances: entrances.map { entrance in
        entrance.map {
          .init(shape: 0.5 + 40 * uniform(), rate: 500 + 1_500 * uniform(), ways: $0.ways)
        }
      },
      growth: (0.05 * uniform(), 0.03 * uniform()),
      effects: .init(leave: 0.1 * uniform(), move: 0.1 * uniform(), entry: 0.1 * uniform()))
    course = try CensusCourse(
      initial: (0..<shape.cells).map { _ in uniform() < 0.3 ? 0 : whole(0...40) },
      exposures: (0..<steps).map { _ in (0..<shape.ages).map { _ in whole(0...900) } },
      shape: shape)
    measures = try CensusMeasures(
      count: 2 + shape.states,
      partsOfCells: (0..<shape.cells).map { cell in
        [
          .init(measure: 0), .init(measure: 1, weight: Double(1 + cell % 7) * 500),
          .init(measure: 2 + cell % shape.states),
        ]
      }, shape: shape)
  }
}
