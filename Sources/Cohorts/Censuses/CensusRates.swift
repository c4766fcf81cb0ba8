import Foundation
import Probability

/// One draw of all rates of a ``CensusRateModel``.
struct CensusRates {
  /// Uniforms of the draw by kind, or their complements for the opposite draw of a pair.
  private struct Numbers {
    var values: [Double]

    init(count: Int) { values = [Double](repeating: 0, count: count) }

    mutating func fill(_ stream: RandomStream, replicate: Int, opposite: Bool) {
      stream.at(replicate: replicate, step: 0).fill(&values)
      if opposite { for index in values.indices { values[index] = 1 - values[index] } }
    }

    mutating func set(_ numbers: [Double], opposite: Bool) {
      for index in values.indices { values[index] = opposite ? 1 - numbers[index] : numbers[index] }
    }
  }

  private let model: CensusRateModel
  private let streams: CensusStreams
  private var leaveNumbers: Numbers
  private var moveNumbers: Numbers
  private var wayNumbers: Numbers
  private var entryNumbers: Numbers
  private var effectNumbers: Numbers
  private var upper: [Double] = []

  /// Per leaf, log(1 − share) of leaving.
  private(set) var leave: [Double]
  /// Per leaf, log(1 − share) of moving.
  private(set) var move: [Double]
  /// Per law and component, the weight of a destination.
  private(set) var way: [Double]
  /// Per age, the rate of entry in the year before the first.
  private(set) var entry: [Double]
  /// Per entry way, its weight.
  private(set) var entryWay: [Double]
  /// Per entry way, its weight and that of all later ones of its age.
  private(set) var entryRest: [Double]
  /// The growth of entry rates.
  private(set) var growth = 0.0
  /// Per step, the factor of leaving hazards, of moving hazards and of entry rates.
  private(set) var effects: [(leave: Double, move: Double, entry: Double)]

  let width: Int

  /// The uniforms that growth and the effects of so many steps are drawn from.
  static func commonNumbers(steps: Int) -> Int { 1 + 3 * steps }

  init(_ model: CensusRateModel, streams: CensusStreams, steps: Int) {
    self.model = model
    self.streams = streams
    width = model.destinations.first?.count ?? 0
    leaveNumbers = Numbers(count: 4 * model.leaving.nodes)
    moveNumbers = Numbers(count: 4 * model.moving.nodes)
    wayNumbers = Numbers(count: 2 * model.destinations.count * width)
    entryNumbers = Numbers(count: 2 * (model.shape.ages + model.entryWeight.count))
    effectNumbers = Numbers(count: Self.commonNumbers(steps: steps))
    leave = [Double](repeating: 0, count: model.leaving.leaves)
    move = [Double](repeating: 0, count: model.moving.leaves)
    way = [Double](repeating: 0, count: model.destinations.count * width)
    entry = [Double](repeating: 0, count: model.shape.ages)
    entryWay = [Double](repeating: 0, count: model.entryWeight.count)
    entryRest = entryWay
    effects = [(leave: Double, move: Double, entry: Double)](
      repeating: (1, 1, 1), count: steps)
  }

  /// Draws all rates of a replicate; the opposite draw uses 1 − u for every uniform u. Where `common`
  /// is given, growth and the effects of steps are drawn from these uniforms.
  mutating func draw(replicate: Int, opposite: Bool = false, common: [Double]? = nil) {
    leaveNumbers.fill(streams.leaveLaw, replicate: replicate, opposite: opposite)
    moveNumbers.fill(streams.moveLaw, replicate: replicate, opposite: opposite)
    wayNumbers.fill(streams.wayLaw, replicate: replicate, opposite: opposite)
    entryNumbers.fill(streams.entryLaw, replicate: replicate, opposite: opposite)
    if let common {
      effectNumbers.set(common, opposite: opposite)
    } else {
      effectNumbers.fill(streams.effect, replicate: replicate, opposite: opposite)
    }
    Self.descend(model.leaving, leaveNumbers.values, &upper, &leave)
    Self.descend(model.moving, moveNumbers.values, &upper, &move)
    var k = 0
    for weights in model.destinations {
      for weight in weights {
        way[k] = FastGamma.variate(
          weight, wayNumbers.values[2 * k], wayNumbers.values[2 * k + 1])
        k += 1
      }
    }
    drawEntries()
    drawEffects()
  }

  /// Draws a ladder from the root down; the leaves' log(1 − share) is left in `leaves`.
  private static func descend(
    _ ladder: ShareLadder, _ numbers: [Double], _ upper: inout [Double], _ leaves: inout [Double]
  ) {
    var k = 0
    upper.removeAll(keepingCapacity: true)
    upper.append(1)
    for (depth, level) in ladder.levels.enumerated() {
      let isLast = depth == ladder.levels.count - 1
      let first = upper.count - (depth == 0 ? 1 : ladder.levels[depth - 1].parent.count)
      for group in level.parent.indices {
        let above = upper[first + level.parent[group]]
        let kappa = level.concentration
        let a = level.happened[group] + (depth == 0 ? 0.5 : kappa * above)
        let b = level.spared[group] + (depth == 0 ? 0.5 : kappa * (1 - above))
        let x = FastGamma.variate(max(a, 1e-6), numbers[k], numbers[k + 1])
        let y = FastGamma.variate(max(b, 1e-6), numbers[k + 2], numbers[k + 3])
        k += 4
        if isLast {
          // Nobody is certain to leave: a hazard of 700 is as good as one without end.
          leaves[group] = max(-700, log(y / (x + y)))
        } else {
          upper.append(min(max(x / (x + y), 1e-9), 1 - 1e-9))
        }
      }
    }
  }

  private mutating func drawEntries() {
    let numbers = entryNumbers.values
    let ages = model.shape.ages
    for age in 0..<ages {
      guard let entrance = model.entrances[age] else { continue }
      entry[age] =
        FastGamma.variate(entrance.shape, numbers[2 * age], numbers[2 * age + 1]) / entrance.rate
      var rest = 0.0
      for k in (model.frame.entryStart[age]..<model.frame.entryStart[age + 1]).reversed() {
        let place = 2 * (ages + k)
        entryWay[k] = FastGamma.variate(model.entryWeight[k], numbers[place], numbers[place + 1])
        rest += entryWay[k]
        entryRest[k] = rest
      }
    }
  }

  private mutating func drawEffects() {
    let numbers = effectNumbers.values
    growth =
      model.growth.mean
      + model.growth.standardDeviation * SpecialFunctions.normalQuantile(numbers[0])
    func factor(_ sd: Double, _ u: Double) -> Double {
      sd > 0 ? exp(sd * SpecialFunctions.normalQuantile(u) - sd * sd / 2) : 1
    }
    for step in effects.indices {
      effects[step] = (
        factor(model.effects.leave, numbers[1 + 3 * step]),
        factor(model.effects.move, numbers[2 + 3 * step]),
        factor(model.effects.entry, numbers[3 + 3 * step])
      )
    }
  }

  /// The expected entrants of an age in a step with so many exposed.
  func entrants(age: Int, step: Int, exposed: Double) -> Double {
    exposed * entry[age] * exp(growth * EntryTrend.dampedYears(step + 1)) * effects[step].entry
  }
}
