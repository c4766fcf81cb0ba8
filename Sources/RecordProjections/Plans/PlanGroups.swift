/// The groups that rates are shrunk to: (school year, setting), (phase, setting), setting, all.
struct PlanGroups {
  let space: PlanSpace

  private var settings: Int { space.settings.count }

  /// The number of leaves.
  var leaves: Int { space.ncy.count * settings }

  /// The leaf of a cell.
  func leaf(ofCell cell: Int) -> Int {
    cell / space.states * settings + space.setting(ofState: cell % space.states)
  }

  /// The phase of an age.
  func phase(ofAge age: Int) -> Int { PlanPhase(ncy: space.ncy.lowerBound + age).rawValue }

  /// The parents of each level, from the leaves up.
  var parents: [[Int]] {
    let phases = (0..<space.ncy.count).flatMap { age in
      (0..<settings).map { phase(ofAge: age) * settings + $0 }
    }
    // Phases beyond the last one that occurs would have no groups of their own.
    let greatest = (phases.max() ?? 0) / settings
    return [
      phases,
      (0...greatest).flatMap { _ in Array(0..<settings) },
      [Int](repeating: 0, count: settings),
    ]
  }

  /// Counts of cells added up over the leaves.
  func sum(_ counts: [Int]) -> [Double] {
    var sums = [Double](repeating: 0, count: leaves)
    for (cell, count) in counts.enumerated() { sums[leaf(ofCell: cell)] += Double(count) }
    return sums
  }
}
