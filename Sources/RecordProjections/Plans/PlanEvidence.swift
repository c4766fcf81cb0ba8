import CouncilReturns

/// What a projection of plans rests on.
struct PlanEvidence {
  let transitions: PlanTransitions
  /// The steps that the numbers of joiners are taken from, where they are others.
  let joining: PlanTransitions?
  let population: ChildPopulation
  let valid: ValidPlanStates
  let space: PlanSpace

  /// All children by projected year and school year, in whole children.
  func exposures(from first: Int, through last: Int) throws(PlanProjectionError) -> [[Int]] {
    var exposures: [[Int]] = []
    for year in first...last {
      var row: [Int] = []
      for ncy in space.ncy {
        let takes = valid.rules.values.contains { $0.ncy.contains(ncy) }
        guard let children = population.children(year: year, ncy: ncy) else {
          guard !takes || !isCounted(ncy) else {
            throw PlanProjectionError(
              "the population has no row for calendar year \(year) and NCY \(ncy), so the children "
                + "who may join a plan then are not known; add it, or end the projection earlier")
          }
          row.append(0)
          continue
        }
        row.append(Int(children.rounded()))
      }
      exposures.append(row)
    }
    return exposures
  }

  /// Whether the population counts the children of a school year in any year.
  private func isCounted(_ ncy: Int) -> Bool {
    population.counts.values.contains { $0[ncy] != nil }
  }

  /// What a reader should know of the tables.
  func notes(start: [PlanState: Int], unpriced: [PlanCosts.Pair]) -> [String] {
    var notes: [String] = []
    let invalid = start.filter { !valid.contains($0.key) }.values.reduce(0, +)
    if invalid > 0 {
      notes.append(
        "\(invalid) children of the first census are in states that are not valid; they are counted "
          + "as leavers in the first year")
    }
    let changes = PlanCounts(transitions, space: space).needChanges
    if changes > 0 {
      notes.append(
        "\(changes) children changed their need between two censuses; the projection keeps each "
          + "child's need")
    }
    if !unpriced.isEmpty {
      let pairs = unpriced.prefix(5).map { "\($0.need) in \($0.setting)" }.joined(separator: ", ")
      notes.append(
        "\(unpriced.count) pairs of need and setting have no cost and count as 0: \(pairs)"
          + (unpriced.count > 5 ? " and \(unpriced.count - 5) more" : ""))
    }
    return notes
  }
}
