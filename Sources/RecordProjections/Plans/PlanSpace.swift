public import CouncilReturns

/// The cells that plans are projected over: school years as ages, needs and settings as states.
public struct PlanSpace: Hashable, Sendable {
  /// The school year after which every plan ends, unless valid states say later (regulations end a
  /// plan at 25 at the latest, which is NCY 20).
  public static let lastPlanYear = 20

  /// The school years (NCY), in order.
  public let ncy: ClosedRange<Int>

  /// The needs, in order.
  public let needs: [String]

  /// The settings, in order.
  public let settings: [String]

  private let needIndex: [String: Int]
  private let settingIndex: [String: Int]

  /// The space that holds every valid state and every state of the start and of the transitions.
  public init(
    valid: ValidPlanStates, transitions: PlanTransitions, start: [PlanState: Int]
  ) {
    var needs: Set<String> = []
    var settings = Set(valid.settings)
    var first = Int.max
    var last = Self.lastPlanYear
    for rule in valid.rules.values {
      needs.formUnion(rule.needs)
      first = min(first, rule.ncy.lowerBound)
      last = max(last, rule.ncy.upperBound)
    }
    let seen = transitions.flows.lazy.flatMap { [$0.from, $0.to] }.compactMap { $0 }
    for state in [AnySequence(seen), AnySequence(start.keys)].joined() {
      needs.insert(state.need)
      settings.insert(state.setting)
      first = min(first, state.ncy)
      last = max(last, state.ncy)
    }
    ncy = min(first, last)...last
    self.needs = needs.sorted()
    self.settings = settings.sorted()
    needIndex = Dictionary(uniqueKeysWithValues: zip(self.needs, 0...))
    settingIndex = Dictionary(uniqueKeysWithValues: zip(self.settings, 0...))
  }

  /// The number of pairs of need and setting.
  public var states: Int { needs.count * settings.count }

  /// The number of cells.
  public var cells: Int { ncy.count * states }

  /// The index of a need and a setting among the states.
  func state(need: Int, setting: Int) -> Int { need * settings.count + setting }

  /// The need's index of a state.
  func need(ofState state: Int) -> Int { state / settings.count }

  /// The setting's index of a state.
  func setting(ofState state: Int) -> Int { state % settings.count }

  /// The index of a need; every need that occurs has one.
  func index(ofNeed need: String) -> Int { needIndex[need] ?? 0 }

  /// The index of a setting; every setting that occurs has one.
  func index(ofSetting setting: String) -> Int { settingIndex[setting] ?? 0 }

  /// The cell of a state.
  func cell(_ state: PlanState) -> Int {
    (state.ncy - ncy.lowerBound) * states
      + self.state(need: index(ofNeed: state.need), setting: index(ofSetting: state.setting))
  }
}
