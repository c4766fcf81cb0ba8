/// Cohorts that have reached the last age group that they will see, put together: each from the day
/// when it got there.
struct SojournTail {
  /// Masses that reach the end of their band, by day, state and band.
  private(set) var due: [Double]
  /// Expected entries by day and state.
  private(set) var entries: [Double]
  /// Who joins at the end of a day, by state and band.
  private(set) var joining: [Int: [Double]] = [:]
  private let horizon: Int
  private let states: Int
  private let lanes: Int

  init(horizon: Int, states: Int, lanes: Int) {
    self.horizon = horizon
    self.states = states
    self.lanes = lanes
    due = [Double](repeating: 0, count: (horizon + 1) * states * lanes)
    entries = [Double](repeating: 0, count: (horizon + 1) * states)
  }

  /// Takes over a cohort after a day: those there, those due later, who leave zeros behind, and later
  /// entries.
  mutating func take(
    _ level: [Double], _ theirs: inout [Double], _ coming: [Double], from day: Int
  ) {
    var joined = joining[day] ?? [Double](repeating: 0, count: states * lanes)
    for place in level.indices { joined[place] += level[place] }
    joining[day] = joined
    let first = (day + 1) * states * lanes
    due.withUnsafeMutableBufferPointer { due in
      theirs.withUnsafeMutableBufferPointer { theirs in
        for place in first..<theirs.count {
          due[place] += theirs[place]
          theirs[place] = 0
        }
      }
    }
    guard !coming.isEmpty else { return }
    for place in (day + 1) * states..<(horizon + 1) * states { entries[place] += coming[place] }
  }
}
