extension DisclosureProblem {
  /// What a reader can work out about each suppressed figure: the least and greatest that it can
  /// be, given every published figure, every sum, and that no figure is below 0.
  ///
  /// `suppressed` are positions in ``cells``; figures that are known already count as published.
  public func attackerIntervals(suppressed: [Int]) -> [Int: AttackerInterval] {
    var intervals: [Int: AttackerInterval] = [:]
    var hidden = [Bool](repeating: false, count: cells.count)
    for cell in suppressed { hidden[cell] = true }
    for component in components(hidden) {
      var programme = component.programme(self)
      for (position, cell) in component.cells.enumerated() {
        intervals[cell] = programme.range(of: position)
      }
    }
    for cell in suppressed where cells[cell].isKnown {
      intervals[cell] = AttackerInterval(lower: cells[cell].value, upper: cells[cell].value)
    }
    return intervals
  }

  /// Suppressed figures that stand in sums with one another, and with no others.
  struct Component: Hashable {
    /// Positions of the figures, ascending.
    var cells: [Int]
    /// The sums that they stand in, ascending.
    var equations: [Int]

    func programme(_ problem: DisclosureProblem) -> RangeProgramme {
      var place: [Int: Int] = [:]
      for (position, cell) in cells.enumerated() { place[cell] = position }
      let rows = equations.map { index in
        problem.equations[index].enumerated().compactMap { order, cell in
          place[cell].map { (unknown: $0, coefficient: order == 0 ? -1.0 : 1.0) }
        }
      }
      return RangeProgramme(rows: rows, feasible: cells.map { problem.cells[$0].value })
    }
  }

  func components(_ hidden: [Bool]) -> [Component] {
    var visited = [Bool](repeating: false, count: cells.count)
    var components: [Component] = []
    for first in cells.indices where hidden[first] && !visited[first] && !cells[first].isKnown {
      visited[first] = true
      var waiting = [first]
      var members: [Int] = []
      var sums = Set<Int>()
      while let cell = waiting.popLast() {
        members.append(cell)
        for equation in equationsOfCell[cell] where sums.insert(equation).inserted {
          for other in equations[equation]
          where hidden[other] && !visited[other] && !cells[other].isKnown {
            visited[other] = true
            waiting.append(other)
          }
        }
      }
      components.append(Component(cells: members.sorted(), equations: sums.sorted()))
    }
    return components
  }
}
