import DisclosureControl
import Testing

@Suite("The attacker test")
struct AuditTests {
  /// Every way of filling the suppressed cells with whole numbers, by brute force.
  private func bounds(_ problem: DisclosureProblem, _ hidden: [Int]) -> [Int: (Double, Double)] {
    var values = problem.cells.map(\.value)
    for cell in hidden { values[cell] = -1 }
    var bounds: [Int: (Double, Double)] = [:]
    let most = problem.cells.map(\.value).max() ?? 0
    func fill(_ next: Int) {
      for equation in problem.equations {
        let parts = equation.dropFirst().map { values[$0] }
        if values[equation[0]] >= 0 {
          let sum = parts.reduce(0) { $0 + max($1, 0) }
          let isFull = !parts.contains(-1)
          if sum > values[equation[0]] || (isFull && sum != values[equation[0]]) { return }
        }
      }
      guard next < hidden.count else {
        for cell in hidden {
          let there = bounds[cell] ?? (values[cell], values[cell])
          bounds[cell] = (min(there.0, values[cell]), max(there.1, values[cell]))
        }
        return
      }
      for value in 0...Int(most) {
        values[hidden[next]] = Double(value)
        fill(next + 1)
      }
      values[hidden[next]] = -1
    }
    fill(0)
    return bounds
  }

  @Test("finds what trying every way of filling the table finds")
  func bruteForce() throws {
    var tables = 0
    for index in 0..<4_000 where tables < 40 {
      let counts = RandomTables.counts(index).prefix(3).map { $0.prefix(3).map { min($0, 7) } }
      let problem = try TwoWayCounts(interior: counts).problem
      let hidden = problem.suppress(.standard).suppressed
      guard (4...7).contains(hidden.count), hidden.last != problem.cells.count - 1 else { continue }
      tables += 1
      let found = problem.attackerIntervals(suppressed: hidden)
      for (cell, expected) in bounds(problem, hidden) {
        #expect(found[cell] == AttackerInterval(lower: expected.0, upper: expected.1))
      }
    }
    #expect(tables == 40)
  }

  @Test("holds every small count of random tables within its interval, in every table")
  func campaign() throws {
    var secondary = 0
    var trimmedSecondary = 0
    for index in 0..<Campaign.size(full: 100_000, slice: 1_000) {
      let problem = try TwoWayCounts(interior: RandomTables.counts(index)).problem
      let suppression = problem.suppress(.standard)
      let trimmed = problem.suppress(.standard, trims: true)
      for pattern in [suppression, trimmed] {
        // A table of small counts only may leave nothing to hide them behind.
        let hidden = Set(pattern.suppressed)
        if hidden.count == problem.cells.count { continue }
        let intervals = problem.attackerIntervals(suppressed: pattern.suppressed)
        for cell in problem.cells.indices
        where problem.cells[cell].value > 0 && problem.cells[cell].value < 5 {
          let isHidden = hidden.contains(cell)
          #expect(isHidden)
          let isSafe = intervals[cell]?.isAtLeast(4) ?? false
          #expect(isSafe, "table \(index), cell \(cell)")
        }
        for (cell, interval) in intervals {
          let holds =
            interval.lower <= problem.cells[cell].value
            && (interval.upper ?? .infinity) >= problem.cells[cell].value
          #expect(holds, "table \(index), cell \(cell)")
        }
      }
      secondary += suppression.secondary.count
      trimmedSecondary += trimmed.secondary.count
    }
    #expect(trimmedSecondary <= secondary)
  }

  @Test("still finds every small count safe when a child is added to a cell")
  func oneMoreChild() throws {
    for index in 0..<100 {
      var counts = RandomTables.counts(index)
      for row in counts.indices {
        for column in counts[row].indices {
          counts[row][column] += 1
          let problem = try TwoWayCounts(interior: counts).problem
          let suppression = problem.suppress(.standard)
          let isSafe =
            suppression.unprotected.isEmpty || suppression.suppressed.count == problem.cells.count
          #expect(isSafe)
          counts[row][column] -= 1
        }
      }
    }
  }

  @Test("gives the same pattern whatever the cells are called")
  func names() throws {
    for index in 0..<50 {
      let problem = try TwoWayCounts(interior: RandomTables.counts(index)).problem
      let renamed = try DisclosureProblem(
        cells: problem.cells.enumerated().map { position, cell in
          var cell = cell
          cell.name = "\(problem.cells.count - position)"
          return cell
        }, equations: problem.equations)
      #expect(problem.suppress(.standard) == renamed.suppress(.standard))
    }
  }

  @Test("of a chain of regions, areas and localities with redundant sums ends and bounds all")
  func hierarchy() throws {
    // Two levels of sums over the same twelve parts, every sum given twice in different ways.
    let parts = (0..<12).map { Double(($0 * 7) % 11) }
    var cells = parts.enumerated().map {
      DisclosureCell(name: "part \($0.offset)", value: $0.element)
    }
    var equations: [[Int]] = []
    func total(_ members: [Int], level: Int) -> Int {
      cells.append(
        DisclosureCell(
          name: "sum \(cells.count)", value: members.reduce(0) { $0 + cells[$1].value },
          level: level))
      equations.append([cells.count - 1] + members)
      return cells.count - 1
    }
    let thirds = (0..<3).map { third in total((0..<4).map { third * 4 + $0 }, level: 1) }
    let quarters = (0..<4).map { quarter in total((0..<3).map { quarter + $0 * 4 }, level: 1) }
    let all = total(thirds, level: 2)
    equations.append([all] + quarters)
    equations.append([all] + Array(0..<12))
    let problem = try DisclosureProblem(cells: cells, equations: equations)
    let suppression = problem.suppress(.standard)
    #expect(suppression.unprotected.isEmpty)
    #expect(!suppression.suppressed.contains(all))
    for cell in suppression.primary {
      #expect(suppression.intervals[cell]?.isAtLeast(4) == true)
    }
  }
}
