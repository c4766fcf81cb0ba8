/// The first two moments of the stocks of one age.
struct CensusBlock {
  let states: Int
  var mean: [Double]
  /// Row after row.
  var covariance: [Double]

  /// Stocks known exactly.
  init(mean: [Double], states: Int) {
    self.states = states
    self.mean = mean
    covariance = [Double](repeating: 0, count: states * states)
  }

  /// Adds the people of the age before after their step.
  mutating func arrive(from block: CensusBlock, _ steps: [CensusStep?]) {
    let n = states
    // X = C P, then P′X; both by the few ways that there are.
    var product = [Double](repeating: 0, count: n * n)
    for i in 0..<n where steps[i] != nil {
      for j in 0..<n {
        let value = block.covariance[i * n + j]
        guard value != 0, let step = steps[j] else { continue }
        for index in step.states.indices {
          product[i * n + step.states[index]] += value * step.single[index]
        }
      }
    }
    for i in 0..<n {
      guard let step = steps[i] else { continue }
      let m = block.mean[i]
      let variance = block.covariance[i * n + i]
      let pairs = variance + m * m - m
      let width = step.states.count
      for a in 0..<width {
        let row = step.states[a] * n
        mean[step.states[a]] += m * step.single[a]
        let share = step.single[a]
        for column in 0..<n { covariance[row + column] += share * product[i * n + column] }
        for b in 0..<width {
          covariance[row + step.states[b]] +=
            pairs * step.pair[a * width + b] - (m * m + variance) * share * step.single[b]
        }
        covariance[row + step.states[a]] += m * share
      }
    }
  }

  /// Adds entrants: their mean number, E[N(N−1)], and the law of their states.
  mutating func enter(mean people: Double, pairs: Double, ways: [CensusModel.Way]) {
    let total = ways.reduce(0) { $0 + $1.weight }
    for way in ways {
      let share = way.weight / total
      mean[way.state] += people * share
      let row = way.state * states
      for other in ways {
        let together = share * other.weight / (total + 1)
        covariance[row + other.state] +=
          pairs * together - people * people * share * other.weight / total
      }
      covariance[row + way.state] += pairs * share / (total + 1) + people * share
    }
  }

  /// Adds this age's part of the variance of each measure.
  func addVariances(
    of measures: CensusMeasures, firstCell: Int, to variance: inout [Double]
  ) {
    var members: [Int: [(state: Int, weight: Double)]] = [:]
    for state in 0..<states where mean[state] > 0 {
      for index in measures.start[firstCell + state]..<measures.start[firstCell + state + 1] {
        let part = measures.parts[index]
        members[part.measure, default: []].append((state, part.weight))
      }
    }
    for (measure, list) in members {
      var sum = 0.0
      for (i, weight) in list {
        var row = 0.0
        for (j, other) in list { row += other * covariance[i * states + j] }
        sum += weight * row
      }
      variance[measure] += sum
    }
  }
}
