/// Where one person of a cell is a step later, and where two of them are together, with every share
/// averaged over its law.
struct CensusStep {
  /// The states that can be reached, the own one first.
  let states: [Int]
  /// The probability of each for one person.
  let single: [Double]
  /// The probability of each pair for two people, row after row.
  let pair: [Double]
  /// The probability of leaving.
  let leave: Double
  /// The probability of moving.
  let moved: Double

  init(_ row: CensusModel.Row, state: Int) {
    let leaving = row.leave.moments
    let staying = 1 - leaving.mean
    leave = leaving.mean
    guard !row.ways.isEmpty else {
      states = [state]
      single = [staying]
      pair = [leaving.neither]
      moved = 0
      return
    }
    let moving = row.move.moments
    moved = staying * moving.mean
    let total = row.ways.reduce(0) { $0 + $1.weight }
    let shares = row.ways.map { $0.weight / total }
    let width = shares.count + 1
    states = [state] + row.ways.map(\.state)
    single = [staying * (1 - moving.mean)] + shares.map { staying * moving.mean * $0 }
    var pair = [Double](repeating: 0, count: width * width)
    pair[0] = leaving.neither * moving.neither
    for (a, share) in shares.enumerated() {
      let mixed = leaving.neither * moving.one * share
      pair[a + 1] = mixed
      pair[(a + 1) * width] = mixed
      for (b, other) in shares.enumerated() {
        let same = a == b ? share / (total + 1) : 0
        pair[(a + 1) * width + b + 1] =
          leaving.neither * moving.both * (share * other * total / (total + 1) + same)
      }
    }
    self.pair = pair
  }
}

extension CensusModel.Law {
  /// The mean share, and the probabilities that it happens to both of two people, to neither, and to
  /// the first but not the second.
  var moments: (mean: Double, both: Double, neither: Double, one: Double) {
    let sum = a + b
    let pairs = sum * (sum + 1)
    return (a / sum, a * (a + 1) / pairs, b * (b + 1) / pairs, a * b / pairs)
  }
}
