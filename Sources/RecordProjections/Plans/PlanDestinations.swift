import Cohorts

/// The Dirichlet laws of the settings that movers go to.
struct PlanDestinations {
  /// Moves that a group needs for a law of its own.
  private static let enough = 5

  /// The concentrations, one per setting, of each law.
  private(set) var laws: [[Double]] = []
  private var lawOfGroup: [Int: Int] = [:]
  private let groups: PlanGroups

  init(_ counts: PlanCounts, routes: PlanRoutes, groups: PlanGroups) {
    self.groups = groups
    let space = routes.space
    let settings = space.settings.count
    var byGroup: [Int: [Double]] = [:]
    let none = [Double](repeating: 0, count: settings)
    for (cell, moves) in counts.destinations.enumerated() where !moves.isEmpty {
      let phase = groups.phase(ofAge: cell / space.states)
      let own = space.setting(ofState: cell % space.states)
      for (setting, count) in moves {
        byGroup[phase * settings + own, default: none][setting] += Double(count)
      }
    }
    let phases = PlanPhase.allCases.count
    var byPhase = [[Double]](repeating: none, count: phases)
    for (group, row) in byGroup {
      for setting in 0..<settings { byPhase[group / settings][setting] += row[setting] }
    }
    let all = Self.shares(byPhase.reduce(none) { zip($0, $1).map(+) }, parent: nil, weight: 1)
    let seen = byPhase.filter { $0.contains { $0 > 0 } }
    let phaseKappa = ParentShrinkage.concentration(
      counts: seen, parents: seen.map { _ in all })
    let phaseShares = byPhase.map { Self.shares($0, parent: all, weight: phaseKappa) }
    laws = byPhase.map { row in zip(row, all).map { $0 + phaseKappa * $1 } }
    let own = byGroup.filter { $0.value.reduce(0, +) >= Double(Self.enough) }
      .sorted { $0.key < $1.key }
    let kappa = ParentShrinkage.concentration(
      counts: own.map(\.value), parents: own.map { phaseShares[$0.key / settings] })
    for (group, row) in own {
      lawOfGroup[group] = laws.count
      laws.append(zip(row, phaseShares[group / settings]).map { $0 + kappa * $1 })
    }
  }

  /// Counts and a parent of that weight as shares; without a parent, one observation spread evenly.
  private static func shares(_ counts: [Double], parent: [Double]?, weight: Double) -> [Double] {
    let total = counts.reduce(0, +) + weight
    let even = weight / Double(counts.count)
    return counts.indices.map { index in
      (counts[index] + (parent.map { $0[index] * weight } ?? even)) / total
    }
  }

  /// The law of children of an age in a setting.
  func law(age: Int, setting: Int) -> Int {
    let phase = groups.phase(ofAge: age)
    return lawOfGroup[phase * groups.space.settings.count + setting] ?? phase
  }
}
