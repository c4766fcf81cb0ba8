/// A cohort model: people move between the cells of a space, step by step, under laws that act on
/// each alone.
///
/// In a step everyone may leave their cell by its law, to another state or out; then all clocks
/// tick, and whoever comes to the end of a clock that ends leaves for its reason; then entrants join,
/// exposed from the next step. Because nobody's fate depends on another's, the mean and covariance
/// are known exactly (``moments(of:covariances:)``). A model with limits on places is a
/// ``CapacityModel``, of which only simulation can tell.
public struct CohortModel: Hashable, Sendable {
  /// The name, under which all its random numbers are named.
  public let name: String

  /// What a person can be.
  public let space: StateSpace

  /// The laws.
  public let laws: [CohortLaw]

  /// The index of the law of every cell.
  public let lawOfCell: [Int]

  /// The people at the start.
  public let start: [CohortGroup]

  /// The sources of entries.
  public let entries: [CohortEntries]

  /// The length of every step in the unit of the laws' rates.
  public let stepLengths: [Double]

  /// The period of every step, for year effects.
  public let periods: [Int]

  /// The year effects.
  public let effects: [CohortEffect]

  /// Why people leave: the reasons of clocks, then those of laws, in the order they are named.
  public let exitReasons: [String]

  let tables: CohortTables

  /// The largest number of people, so that no sum of flows can overflow 32 bits.
  static let largestSize = 100_000_000

  /// The number of steps.
  public var steps: Int { stepLengths.count }

  /// A model.
  ///
  /// - Parameters:
  ///   - stepLengths: for monthly steps and rates for each day, the days of the months.
  ///   - periods: the period of every step, from 0; by default all are one period.
  /// - Throws: ``CohortError`` naming what does not fit: a cell without a law, a law that leads
  ///   from a cell to a state that is not valid, a start or entry off its clock, entries without a
  ///   mean for every step, an unknown effect, repeated names, a step that is not above 0.
  public init(
    name: String, space: StateSpace, laws: [CohortLaw], lawOfCell: [Int], start: [CohortGroup],
    entries: [CohortEntries], stepLengths: [Double], periods: [Int]? = nil,
    effects: [CohortEffect] = []
  ) throws(CohortError) {
    self.name = name
    self.space = space
    self.laws = laws
    self.lawOfCell = lawOfCell
    self.start = start
    self.entries = entries
    self.stepLengths = stepLengths
    self.periods = periods ?? [Int](repeating: 0, count: stepLengths.count)
    self.effects = effects
    var reasons: [String] = []
    for clock in space.clocks {
      if case .leaves(let reason) = clock.end, !reasons.contains(reason) { reasons.append(reason) }
    }
    for law in laws {
      for destination in law.destinations {
        if case .exit(let reason) = destination.to, !reasons.contains(reason) {
          reasons.append(reason)
        }
      }
    }
    exitReasons = reasons
    try Self.checkSteps(stepLengths, self.periods)
    try Self.checkNames(laws.map(\.name), "laws")
    try Self.checkNames(entries.map(\.name), "entries")
    try Self.checkNames(effects.map(\.name), "effects")
    let known = Set(effects.map(\.name))
    for (owner, effect) in laws.map({ ($0.name, $0.effect) })
      + entries.map({ ($0.name, $0.effect) })
    {
      guard let effect, !known.contains(effect) else { continue }
      throw CohortError(owner, "follows \"\(effect)\", which is not an effect of the model")
    }
    for source in entries where source.means.count != stepLengths.count {
      throw CohortError(
        source.name, "has \(source.means.count) means for \(stepLengths.count) steps")
    }
    tables = try CohortTables(
      space: space, laws: laws, lawOfCell: lawOfCell, reasons: reasons, start: start,
      entries: entries)
  }

  /// Two models are the same where all that was given is.
  public static func == (a: CohortModel, b: CohortModel) -> Bool {
    a.name == b.name && a.space == b.space && a.laws == b.laws && a.lawOfCell == b.lawOfCell
      && a.start == b.start && a.entries == b.entries && a.stepLengths == b.stepLengths
      && a.periods == b.periods && a.effects == b.effects
  }

  /// Hashes what was given.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(name)
    hasher.combine(space)
    hasher.combine(laws)
    hasher.combine(start)
    hasher.combine(entries)
    hasher.combine(stepLengths)
  }

  private static func checkSteps(_ lengths: [Double], _ periods: [Int]) throws(CohortError) {
    guard !lengths.isEmpty, lengths.count < 1 << 16 else {
      throw CohortError("stepLengths", "number \(lengths.count); from 1 to 65,535 are possible")
    }
    if let step = lengths.firstIndex(where: { !($0 > 0 && $0.isFinite) }) {
      throw CohortError("stepLengths[\(step)]", "is \(lengths[step]); it must be above 0")
    }
    guard periods.count == lengths.count, periods.allSatisfy({ (0..<1 << 16).contains($0) }) else {
      throw CohortError("periods", "need one number from 0 to 65,535 for every step")
    }
  }

  private static func checkNames(_ names: [String], _ list: String) throws(CohortError) {
    var seen: Set<String> = []
    if let name = names.first(where: { !seen.insert($0).inserted }) {
      throw CohortError(list, "name \"\(name)\" twice")
    }
  }
}
