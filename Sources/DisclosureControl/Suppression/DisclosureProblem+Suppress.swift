extension DisclosureProblem {
  /// Suppresses every sensitive figure, and as many others as it takes to hide them.
  ///
  /// 1. Primary: figures that are small by the rules, or sensitive for another reason.
  /// 2. Closure, until nothing changes: a sum with just one suppressed figure gets a second, the
  ///    one with the least key (is zero, level, value, position).
  /// 3. Audit: the interval that a reader can work out for each sensitive figure.
  /// 4. Repair: for the figure with the narrowest interval that is too narrow, the figure with the
  ///    least key in a sum with it (or any, where none is left) is suppressed; then again from 2.
  ///
  /// - Parameters:
  ///   - rules: what is small, and how wide an interval must be.
  ///   - forced: further figures to suppress, which need not be hidden.
  ///   - trims: whether figures suppressed in steps 2 and 4 are published again, the largest key
  ///     first, where every sensitive figure stays hidden without them.
  public func suppress(
    _ rules: DisclosureRules, forced: [Int] = [], trims: Bool = false
  ) -> Suppression {
    var work = SuppressionWork(self, rules)
    for cell in forced where !cells[cell].isKnown { work.hidden[cell] = true }
    let kept = work.hidden
    work.close()
    while let unsafe = work.narrowest() {
      guard let cell = work.repair(for: unsafe) else { break }
      work.hidden[cell] = true
      work.close()
    }
    if trims { work.trim(keeping: kept) }
    let suppressed = cells.indices.filter { work.hidden[$0] }
    let intervals = attackerIntervals(suppressed: suppressed)
    let unprotected = work.primary.filter { cell in
      guard let required = requiredWidth(cell, rules), let interval = intervals[cell] else {
        return false
      }
      return !interval.isAtLeast(required)
    }
    return Suppression(
      primary: work.primary, suppressed: suppressed, intervals: intervals,
      unprotected: unprotected)
  }
}

/// A suppression in the making.
private struct SuppressionWork {
  let problem: DisclosureProblem
  let rules: DisclosureRules
  let primary: [Int]
  var hidden: [Bool]
  /// What audits of the same figures found before: the narrowest that is too narrow, if any.
  private var audited: [DisclosureProblem.Component: Finding] = [:]

  private enum Finding {
    case safe
    case unsafe(cell: Int, width: Double)
  }

  init(_ problem: DisclosureProblem, _ rules: DisclosureRules) {
    self.problem = problem
    self.rules = rules
    primary = problem.cells.indices.filter { problem.requiredWidth($0, rules) != nil }
    hidden = [Bool](repeating: false, count: problem.cells.count)
    for cell in primary { hidden[cell] = true }
  }

  /// The order in which figures are suppressed for the sake of others.
  private func precedes(_ left: Int, _ right: Int) -> Bool {
    let (a, b) = (problem.cells[left], problem.cells[right])
    if (a.value == 0) != (b.value == 0) { return b.value == 0 }
    if a.level != b.level { return a.level < b.level }
    if a.value != b.value { return a.value < b.value }
    return left < right
  }

  private func best(_ candidates: some Sequence<Int>) -> Int? {
    candidates.filter { !hidden[$0] && !problem.cells[$0].isKnown }.min(by: precedes)
  }

  mutating func close() {
    var changed = true
    while changed {
      changed = false
      for equation in problem.equations
      where equation.count(where: { hidden[$0] && !problem.cells[$0].isKnown }) == 1 {
        guard let second = best(equation) else { continue }
        hidden[second] = true
        changed = true
      }
    }
  }

  /// The sensitive figure with the narrowest interval, where that is too narrow.
  mutating func narrowest() -> Int? {
    var narrowest: (cell: Int, width: Double)?
    for component in problem.components(hidden) {
      guard case .unsafe(let cell, let width) = audit(component) else { continue }
      if let there = narrowest,
        width > there.width + 1e-6 || (width > there.width - 1e-6 && cell > there.cell)
      {
        continue
      }
      narrowest = (cell, width)
    }
    return narrowest?.cell
  }

  private mutating func audit(_ component: DisclosureProblem.Component) -> Finding {
    if let finding = audited[component] { return finding }
    var programme = component.programme(problem)
    var narrowest: (cell: Int, width: Double)?
    for (position, cell) in component.cells.enumerated() {
      guard let required = problem.requiredWidth(cell, rules),
        !programme.seen[position].isAtLeast(required)
      else { continue }
      let interval = programme.range(of: position)
      if !interval.isAtLeast(required), interval.width < (narrowest?.width ?? .infinity) - 1e-6 {
        narrowest = (cell, interval.width)
      }
    }
    let finding = narrowest.map { Finding.unsafe(cell: $0.cell, width: $0.width) } ?? .safe
    audited[component] = finding
    return finding
  }

  /// The figure to suppress next for an unsafe one: in a sum with it, or any.
  func repair(for cell: Int) -> Int? {
    best(problem.equationsOfCell[cell].flatMap { problem.equations[$0] })
      ?? best(problem.cells.indices)
  }

  mutating func trim(keeping kept: [Bool]) {
    guard narrowest() == nil else { return }
    let candidates = problem.cells.indices.filter { hidden[$0] && !kept[$0] }
    for cell in candidates.sorted(by: { precedes($1, $0) }) {
      hidden[cell] = false
      if narrowest() != nil { hidden[cell] = true }
    }
  }
}
