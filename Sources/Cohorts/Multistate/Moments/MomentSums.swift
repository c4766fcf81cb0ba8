/// Sums of means and covariances by step and group.
struct MomentSums {
  let groups: [String]
  private let groupsOfCell: [[Int32]]
  private var mean: [[Double]]
  private var variance: [[Double]]
  private var covariance: [[Double]]?
  private var shares: [Double]
  private var touched: [Int32] = []

  init(_ groupings: [CohortGrouping], cells: Int, steps: Int, covariances: Bool) {
    var names: [String] = []
    var groupsOfCell = [[Int32]](repeating: [], count: cells)
    for grouping in groupings {
      for cell in 0..<cells where grouping.groupOfCell[cell] >= 0 {
        groupsOfCell[cell].append(Int32(names.count + grouping.groupOfCell[cell]))
      }
      names += grouping.groups
    }
    groups = names
    self.groupsOfCell = groupsOfCell
    mean = [[Double]](repeating: [Double](repeating: 0, count: names.count), count: steps)
    variance = mean
    if covariances, names.count <= 2000 {
      covariance = [[Double]](
        repeating: [Double](repeating: 0, count: names.count * names.count), count: steps)
    }
    shares = [Double](repeating: 0, count: names.count)
  }

  /// Adds means, and the variance they would have were everyone a Poisson entrant.
  mutating func addMeans(_ flow: ExpectedFlow, step: Int) {
    let size = groups.count
    for place in flow.active {
      let value = flow.values[Int(place)]
      let members = groupsOfCell[flow.cell(place)]
      for group in members {
        mean[step][Int(group)] += value
        variance[step][Int(group)] += value
        guard covariance != nil else { continue }
        for other in members { covariance?[step][Int(group) * size + Int(other)] += value }
      }
    }
  }

  /// Adds factor · ffᵀ for the groups' sums f.
  mutating func addProduct(_ flow: ExpectedFlow, times factor: Double, step: Int) {
    let size = groups.count
    for place in flow.active {
      for group in groupsOfCell[flow.cell(place)] {
        if shares[Int(group)] == 0 { touched.append(group) }
        shares[Int(group)] += flow.values[Int(place)]
      }
    }
    for group in touched {
      let weight = factor * shares[Int(group)]
      variance[step][Int(group)] += weight * shares[Int(group)]
      guard covariance != nil else { continue }
      for other in touched {
        covariance?[step][Int(group) * size + Int(other)] += weight * shares[Int(other)]
      }
    }
    for group in touched { shares[Int(group)] = 0 }
    touched.removeAll(keepingCapacity: true)
  }

  var moments: CohortModelMoments {
    CohortModelMoments(
      groups: groups, steps: mean.count, mean: mean, variance: variance, covariance: covariance)
  }
}
