/// The groups that rates are shrunk to: (school year, setting), (phase, setting), setting, all. Groups
/// that no child may be or was in are left out.
struct PlanGroups {
  let space: PlanSpace
  /// Per (age, setting), its leaf; `nil` where there is none.
  private let leafOfPlace: [Int?]
  /// The parents of each level, from the leaves up.
  let parents: [[Int]]

  /// The number of leaves.
  var leaves: Int { parents.first?.count ?? 0 }

  init(_ counts: PlanCounts, routes: PlanRoutes) {
    space = routes.space
    let settings = space.settings.count
    var used = [Bool](repeating: false, count: space.ncy.count * settings)
    for cell in 0..<space.cells where routes.isValid[cell] || counts.stock[cell] > 0 {
      used[cell / space.states * settings + space.setting(ofState: cell % space.states)] = true
    }
    var leafOfPlace = [Int?](repeating: nil, count: used.count)
    var phaseGroups: [Int: Int] = [:]
    var settingGroups: [Int: Int] = [:]
    var parentOfLeaf: [Int] = []
    var parentOfPhase: [Int] = []
    for place in used.indices where used[place] {
      leafOfPlace[place] = parentOfLeaf.count
      let setting = place % settings
      let phase = PlanPhase(ncy: space.ncy.lowerBound + place / settings).rawValue
      let group = phaseGroups[phase * settings + setting] ?? phaseGroups.count
      if phaseGroups.updateValue(group, forKey: phase * settings + setting) == nil {
        let above = settingGroups[setting] ?? settingGroups.count
        settingGroups[setting] = above
        parentOfPhase.append(above)
      }
      parentOfLeaf.append(group)
    }
    self.leafOfPlace = leafOfPlace
    parents = [parentOfLeaf, parentOfPhase, [Int](repeating: 0, count: settingGroups.count)]
  }

  /// The leaf of a cell; that of the first leaf for a cell that no child may be or was in.
  func leaf(ofCell cell: Int) -> Int {
    let setting = space.setting(ofState: cell % space.states)
    return leafOfPlace[cell / space.states * space.settings.count + setting] ?? 0
  }

  /// The phase of an age.
  func phase(ofAge age: Int) -> Int { PlanPhase(ncy: space.ncy.lowerBound + age).rawValue }

  /// Counts of cells added up over the leaves.
  func sum(_ counts: [Int]) -> [Double] {
    var sums = [Double](repeating: 0, count: leaves)
    for (cell, count) in counts.enumerated() where count > 0 {
      sums[leaf(ofCell: cell)] += Double(count)
    }
    return sums
  }
}
