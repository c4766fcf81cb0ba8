import CouncilReturns

/// Which cells children may be in, move to and arrive in.
struct PlanRoutes {
  let space: PlanSpace
  /// Whether each cell is a valid state.
  let isValid: [Bool]
  /// Per setting, the settings that a move may lead to.
  let targets: [Set<Int>]
  /// Per age, the settings that take some child of that age.
  let settingsAtAge: [Set<Int>]

  init(_ valid: ValidPlanStates, space: PlanSpace) {
    self.space = space
    var isValid = [Bool](repeating: false, count: space.cells)
    var settingsAtAge = [Set<Int>](repeating: [], count: space.ncy.count)
    var targets = [Set<Int>](repeating: [], count: space.settings.count)
    for (setting, rule) in valid.rules {
      let index = space.index(ofSetting: setting)
      targets[index] = Set(rule.targets.map(space.index(ofSetting:)))
      for ncy in rule.ncy {
        settingsAtAge[ncy - space.ncy.lowerBound].insert(index)
        for need in rule.needs {
          isValid[space.cell(PlanState(ncy: ncy, need: need, setting: setting))] = true
        }
      }
    }
    self.isValid = isValid
    self.targets = targets
    self.settingsAtAge = settingsAtAge
  }

  /// Whether a child of that age may move out of a setting in the step to the next age: the setting
  /// has other settings to go to, and one of them still takes children the year after.
  func canMove(age: Int, setting: Int) -> Bool {
    guard targets[setting].count > 1, age + 2 < space.ncy.count else { return false }
    return settingsAtAge[age + 2].contains { $0 != setting && targets[setting].contains($0) }
  }

  /// The valid states of an age, in order.
  func states(age: Int) -> [Int] {
    (0..<space.states).filter { isValid[age * space.states + $0] }
  }
}
