import Probability

/// Shares of many groups, shrunk step by step to ever larger groups: leaves, their parents, and so on
/// up to one root.
///
/// A child's share follows beta(κP, κ(1 − P)) around its parent's share P, κ by maximum likelihood on
/// each level. A child with n observations tells its parent as much as n(κ + 1)/(κ + n) of the parent's
/// own would, so that is how counts are passed up; given its parent, a child's share follows
/// beta(κP + y, κ(1 − P) + n − y). The root follows beta(y + ½, n − y + ½).
///
/// Drawing from the root down keeps what a level does not know common to all below it; shrinking to a
/// parent taken as known would leave that out.
public struct ShareLadder: Hashable, Sendable {
  /// The groups of one level.
  struct Level: Hashable, Sendable {
    /// Each group's parent on the level above.
    let parent: [Int]
    /// To how many it happened, counted as told to the parent's level.
    let happened: [Double]
    /// To how many it did not.
    let spared: [Double]
    /// The concentration around the parent's share; unused on the root's level.
    let concentration: Double
  }

  /// The levels, the root's first and the leaves' last.
  let levels: [Level]

  /// The number of leaves.
  public var leaves: Int { levels.last?.parent.count ?? 0 }

  /// The number of groups on all levels.
  var nodes: Int { levels.reduce(0) { $0 + $1.parent.count } }

  /// The concentrations around the parents' shares, from the level below the root to the leaves.
  public var concentrations: [Double] { levels.dropFirst().map(\.concentration) }

  /// Fits a ladder.
  ///
  /// - Parameters:
  ///   - happened: per leaf, to how many it happened.
  ///   - exposed: per leaf, to how many it could have.
  ///   - parents: per level from the leaves up, each group's parent on the next level; the last level
  ///     has one group, the root. Without levels above the leaves they all hang from the root.
  /// - Throws: ``CohortError`` where lists do not fit or a count is out of range.
  public init(
    happened: [Double], exposed: [Double], parents: [[Int]]
  ) throws(CohortError) {
    guard happened.count == exposed.count, !happened.isEmpty else {
      throw CohortError(
        "exposed",
        "has \(exposed.count) values for \(happened.count) counts; both need one per leaf"
      )
    }
    for leaf in happened.indices {
      guard happened[leaf] >= 0, happened[leaf] <= exposed[leaf], exposed[leaf].isFinite else {
        throw CohortError(
          "happened[\(leaf)]", "is \(happened[leaf]) of \(exposed[leaf]); it must lie between")
      }
    }
    var levels: [Level] = []
    var yes = happened
    var no = zip(exposed, happened).map { $0 - $1 }
    for (height, parent) in parents.enumerated() {
      guard parent.count == yes.count, let greatest = parent.max(), (parent.min() ?? 0) >= 0 else {
        throw CohortError("parents[\(height)]", "must name one parent for each of \(yes.count)")
      }
      let (next, level) = Self.climb(yes: yes, no: no, parent: parent, groups: greatest + 1)
      levels.append(level)
      yes = next.yes
      no = next.no
    }
    guard yes.count == 1 else {
      throw CohortError("parents", "end with \(yes.count) groups; the last level is one root")
    }
    levels.append(Level(parent: [0], happened: yes, spared: no, concentration: 1))
    self.levels = levels.reversed()
  }

  /// Fits the concentration of a level around the pooled shares of the level above, and what it tells
  /// that level.
  private static func climb(
    yes: [Double], no: [Double], parent: [Int], groups: Int
  ) -> (next: (yes: [Double], no: [Double]), level: Level) {
    var pooledYes = [Double](repeating: 0.5, count: groups)
    var pooled = [Double](repeating: 1, count: groups)
    for (child, group) in parent.enumerated() {
      pooledYes[group] += yes[child]
      pooled[group] += yes[child] + no[child]
    }
    let rows = yes.indices.filter { yes[$0] + no[$0] > 0 }
    let kappa = ParentShrinkage.concentration(
      counts: rows.map { [yes[$0], no[$0]] },
      parents: rows.map {
        let share = pooledYes[parent[$0]] / pooled[parent[$0]]
        return [share, 1 - share]
      })
    var nextYes = [Double](repeating: 0, count: groups)
    var nextNo = nextYes
    for (child, group) in parent.enumerated() {
      let told = (kappa + 1) / (kappa + max(1, yes[child] + no[child]))
      nextYes[group] += told * yes[child]
      nextNo[group] += told * no[child]
    }
    return (
      (nextYes, nextNo), Level(parent: parent, happened: yes, spared: no, concentration: kappa)
    )
  }

  /// The mean share of each leaf.
  public var means: [Double] {
    var above: [Double] = []
    for (depth, level) in levels.enumerated() {
      above = level.parent.indices.map { group in
        let n = level.happened[group] + level.spared[group]
        guard depth > 0 else { return (level.happened[group] + 0.5) / (n + 1) }
        let kappa = level.concentration
        return (kappa * above[level.parent[group]] + level.happened[group]) / (kappa + n)
      }
    }
    return above
  }
}
