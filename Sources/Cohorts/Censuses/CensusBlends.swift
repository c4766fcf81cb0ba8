/// The blends of destinations of a ``CensusRateModel``: cells whose movers go to the same states,
/// counted from the first of them, by the same law have one blend between them.
struct CensusBlends: Sendable {
  /// The blend of each cell; 0 for a cell without ways, whose first blend is empty.
  let ofCell: [Int]
  /// The first state of each cell's ways.
  let firstState: [Int]
  /// Where the shares of each blend begin, one for each state from the first to the last; one more
  /// than there are blends.
  let start: [Int]
  /// Per share, the component of the blend's law that it has; `nil` for a state that is no way.
  let component: [Int?]
  /// The law of each blend.
  let law: [Int]

  init(_ model: CensusRateModel) {
    var ofCell: [Int] = []
    var firstState: [Int] = []
    var start = [0, 0]
    var component: [Int?] = []
    var law = [0]
    var known: [[Int]: Int] = [:]
    for row in model.rows {
      guard let row, let first = row.ways.map(\.state).min(),
        let last = row.ways.map(\.state).max()
      else {
        ofCell.append(0)
        firstState.append(0)
        continue
      }
      firstState.append(first)
      let key = [row.destinations] + row.ways.flatMap { [$0.state - first, $0.component] }
      if let blend = known[key] {
        ofCell.append(blend)
        continue
      }
      known[key] = law.count
      ofCell.append(law.count)
      law.append(row.destinations)
      var shares = [Int?](repeating: nil, count: last - first + 1)
      for way in row.ways { shares[way.state - first] = way.component }
      component += shares
      start.append(component.count)
    }
    self.ofCell = ofCell
    self.firstState = firstState
    self.start = start
    self.component = component
    self.law = law
  }

  /// The states from the first to the last that movers of a cell may go to.
  func states(ofCell cell: Int) -> Range<Int> {
    let blend = ofCell[cell]
    return firstState[cell]..<firstState[cell] + start[blend + 1] - start[blend]
  }

  /// Works out the shares of all blends from the weights of destinations, 0 for states that are no
  /// way, and whether each blend has any.
  func share(_ rates: CensusRates, into shares: inout [Double], hasWays: inout [Bool]) {
    for blend in law.indices {
      let range = start[blend]..<start[blend + 1]
      let first = law[blend] * rates.width
      var total = 0.0
      for index in range {
        guard let component = component[index] else { continue }
        shares[index] = rates.way[first + component]
        total += shares[index]
      }
      hasWays[blend] = total > 0
      guard total > 0 else { continue }
      for index in range { shares[index] /= total }
    }
  }
}
