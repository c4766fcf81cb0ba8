import Foundation
import Probability

/// The parameters of one replicate: each is drawn once, when it is first needed, at its own address,
/// so that what is never needed costs nothing and moves nothing.
struct ReplicateParameters {
  private let plan: SimulationPlan

  /// The replicate of the parameters.
  private var draw = -1
  private var period = -1
  private var epoch = -1

  /// A number that is new for every draw and epoch, and one for every draw.
  private var stamp = 0
  private var drawStamp = 0

  private var leaving: [Double]
  private var leavingStamps: [Int]
  private var hazards: [Double]
  private var hazardStamps: [Int]
  private var splitStamps: [Int]
  private var factors: [Double]
  private var factorStamps: [Int]
  private var entrySplitStamps: [Int]
  private var effects: [Double]

  /// Running sums of the shares of laws' destinations, as drawn.
  private(set) var sums: [Double]

  /// Running sums of the shares of entries' places, as drawn.
  private(set) var entrySums: [[Double]]

  init(_ plan: SimulationPlan) {
    self.plan = plan
    let laws = plan.hazards.count
    let entries = plan.model.entries.count
    leaving = [Double](repeating: 0, count: laws)
    leavingStamps = [Int](repeating: -1, count: laws)
    hazards = plan.hazards
    hazardStamps = leavingStamps
    splitStamps = leavingStamps
    factors = [Double](repeating: 1, count: entries)
    factorStamps = [Int](repeating: -1, count: entries)
    entrySplitStamps = factorStamps
    effects = [Double](repeating: 1, count: plan.model.effects.count)
    sums = plan.tables.sums
    entrySums = plan.tables.entrySums
  }

  mutating func begin(replicate: Int) {
    if replicate != draw { drawStamp += 1 }
    draw = replicate
    period = -1
    epoch = -1
  }

  mutating func begin(step: Int) {
    if plan.epochs[step] != epoch {
      epoch = plan.epochs[step]
      stamp += 1
    }
    guard plan.model.periods[step] != period else { return }
    period = plan.model.periods[step]
    guard plan.drawsParameters else { return }
    for (index, effect) in plan.model.effects.enumerated() {
      effects[index] = ParameterUncertainty.logNormalFactor(
        effect.logStandardDeviation,
        plan.effectStreams[index].uniform(replicate: draw, step: period))
    }
  }

  /// The share that leaves in this step under a law.
  mutating func leavingShare(_ law: Int, step: Int) -> Double {
    if leavingStamps[law] == stamp { return leaving[law] }
    leavingStamps[law] = stamp
    if plan.drawsParameters, hazardStamps[law] != drawStamp {
      hazardStamps[law] = drawStamp
      let uncertainty = plan.model.laws[law].uncertainty
      if uncertainty != .none {
        hazards[law] = uncertainty.draw(
          hazard: plan.hazards[law],
          uniform: plan.lawStreams[law].uniform(replicate: draw, step: 0))
      }
    }
    var hazard = hazards[law]
    if plan.effectOfLaw[law] >= 0 { hazard *= effects[plan.effectOfLaw[law]] }
    if plan.isRate[law] { hazard *= plan.model.stepLengths[step] }
    let share = -expm1(-hazard)
    leaving[law] = share
    return share
  }

  /// Draws the shares of a law's destinations, where they are uncertain.
  mutating func prepareSplit(_ law: Int) {
    guard plan.drawsParameters, splitStamps[law] != drawStamp else { return }
    splitStamps[law] = drawStamp
    guard let concentration = plan.model.laws[law].splitConcentration else { return }
    let first = Int(plan.tables.sumsOfLaw[law])
    let address = plan.lawStreams[law].at(replicate: draw, step: 0)
    let drawn = Self.dirichlet(
      plan.model.laws[law].destinations.map(\.share), concentration, address)
    for (index, sum) in drawn.enumerated() { sums[first + index] = sum }
  }

  /// The number of entrants of a source in this step; `nil` where it is beyond what a model may
  /// hold.
  mutating func entrants(_ source: Int, step: Int, uniform: Double) -> Int? {
    let entries = plan.model.entries[source]
    var mean = entries.means[step]
    if plan.drawsParameters {
      if factorStamps[source] != drawStamp {
        factorStamps[source] = drawStamp
        factors[source] = entries.uncertainty.draw(
          hazard: 1, uniform: plan.entryParameterStreams[source].uniform(replicate: draw, step: 0))
      }
      mean *= factors[source]
      if plan.effectOfEntries[source] >= 0 { mean *= effects[plan.effectOfEntries[source]] }
    }
    let largest = CohortModel.largestSize / plan.model.entries.count
    guard mean <= Double(largest) else { return nil }
    let count: Int
    switch entries.count {
    case .poisson: count = Poisson(unchecked: mean).quantile(uniform)
    case .negativeBinomial(let size):
      count = NegativeBinomial(unchecked: mean, size).quantile(uniform)
    case .fixed: count = Int(mean)
    }
    return count <= largest ? count : nil
  }

  /// Draws the shares of a source's places, where they are uncertain.
  mutating func prepareEntrySplit(_ source: Int) {
    guard plan.drawsParameters, entrySplitStamps[source] != drawStamp else { return }
    entrySplitStamps[source] = drawStamp
    guard let concentration = plan.model.entries[source].splitConcentration else { return }
    entrySums[source] = Self.dirichlet(
      plan.model.entries[source].places.map(\.share), concentration,
      plan.entryParameterStreams[source].at(replicate: draw, step: 0))
  }

  /// Running sums of shares drawn from Dirichlet(concentration · shares), numbers from 1 on.
  private static func dirichlet(
    _ shares: [Double], _ concentration: Double, _ address: RandomAddress
  ) -> [Double] {
    let weights = shares.enumerated().map { index, share in
      share > 0
        ? Gamma(unchecked: concentration * share).quantile(address.uniform(index + 1)) : 0
    }
    // Concentrations so small that every gamma underflows leave the estimate as it is.
    return CohortTables.runningSums(weights.contains { $0 > 0 } ? weights : shares)
  }
}
