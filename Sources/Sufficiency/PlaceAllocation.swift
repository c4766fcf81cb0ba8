public import Probability

/// Who could go where at the lowest cost: groups of children to kinds of place with limits.
///
/// A transport problem, solved as a flow of least cost by augmenting along shortest paths, so whole
/// demands and places give whole children. A child without a place is booked at a penalty. Where several
/// answers cost the same, the lowest indices are filled first.
public struct PlaceAllocation: Sendable {
  /// Children of each group in each kind of place.
  public let placed: [[Int]]
  /// Children of each group without a place.
  public let unmet: [Int]
  /// Cost, penalties included.
  public let cost: Double
  /// How much one more place of each kind would save.
  public let valueOfOneMorePlace: [Double]

  /// The allocation of `demand` children of each group to `capacity` places of each kind.
  ///
  /// `cost[g][k]` is the cost of a child of group g in kind k, `nil` where it does not suit. Throws for
  /// negative numbers and tables of other sizes.
  public init(
    demand: [Int], capacity: [Int], cost: [[Double?]], unmetPenalty: Double
  ) throws(ParameterError) {
    guard demand.allSatisfy({ $0 >= 0 }) else {
      throw ParameterError("demand", "\(demand)", "must not be negative")
    }
    guard capacity.allSatisfy({ $0 >= 0 }) else {
      throw ParameterError("capacity", "\(capacity)", "must not be negative")
    }
    guard cost.count == demand.count, cost.allSatisfy({ $0.count == capacity.count }) else {
      throw ParameterError(
        "cost", "\(cost.count) rows", "must have a row for each group and a column for each kind")
    }
    guard unmetPenalty.isFinite, cost.joined().allSatisfy({ $0?.isFinite ?? true }) else {
      throw ParameterError("cost", "not a number", "must be finite")
    }
    let best = Self.solve(demand, capacity, cost, unmetPenalty)
    placed = best.placed
    unmet = best.unmet
    self.cost = best.cost
    valueOfOneMorePlace = capacity.indices.map { kind in
      var more = capacity
      more[kind] += 1
      return best.cost - Self.solve(demand, more, cost, unmetPenalty).cost
    }
  }

  /// Places children one path at a time: from a group with children left to a kind with places left or
  /// to none, moving others aside where that is cheaper.
  private static func solve(
    _ demand: [Int], _ capacity: [Int], _ cost: [[Double?]], _ penalty: Double
  ) -> (placed: [[Int]], unmet: [Int], cost: Double) {
    let groups = demand.count
    let kinds = capacity.count
    var placed = Array(repeating: Array(repeating: 0, count: kinds), count: groups)
    var unmet = Array(repeating: 0, count: groups)
    var free = capacity
    for group in 0..<groups {
      var left = demand[group]
      while left > 0 {
        let path = shortest(from: group, placed, unmet, free, cost, penalty)
        var amount = left
        if let kind = path.last?.kind { amount = min(amount, free[kind]) }
        for step in path {
          if let from = step.from {
            amount = min(amount, from.kind.map { placed[from.group][$0] } ?? unmet[from.group])
          }
        }
        for step in path {
          if let from = step.from {
            if let kind = from.kind {
              placed[from.group][kind] -= amount
            } else {
              unmet[from.group] -= amount
            }
          }
          if let kind = step.kind {
            placed[step.group][kind] += amount
          } else {
            unmet[step.group] += amount
          }
        }
        if let kind = path.last?.kind { free[kind] -= amount }
        left -= amount
      }
    }
    var total = 0.0
    for group in 0..<groups {
      total += Double(unmet[group]) * penalty
      for kind in 0..<kinds { total += Double(placed[group][kind]) * (cost[group][kind] ?? 0) }
    }
    return (placed, unmet, total)
  }

  /// A child of `group` goes to `kind`; the child of the step before had come `from` there.
  private struct Step {
    var group: Int
    var kind: Int?
    var from: (group: Int, kind: Int?)?
  }

  /// The cheapest way to take in one more child of a group (Bellman–Ford over groups).
  private static func shortest(
    from start: Int, _ placed: [[Int]], _ unmet: [Int], _ free: [Int], _ cost: [[Double?]],
    _ penalty: Double
  ) -> [Step] {
    let groups = placed.count
    let kinds = free.count
    var distance = Array(repeating: Double.infinity, count: groups)
    // A group is reached where one of its children is put out of a kind by another's.
    var cameFrom: [(group: Int, kind: Int)?] = Array(repeating: nil, count: groups)
    distance[start] = 0
    for _ in 0..<groups {
      var changed = false
      for group in 0..<groups where distance[group].isFinite {
        for kind in 0..<kinds {
          guard let price = cost[group][kind] else { continue }
          for other in 0..<groups where other != group && placed[other][kind] > 0 {
            let reach = distance[group] + price - (cost[other][kind] ?? 0)
            if reach < distance[other] - 1e-9 {
              distance[other] = reach
              cameFrom[other] = (group, kind)
              changed = true
            }
          }
        }
      }
      if !changed { break }
    }
    var best = (cost: Double.infinity, group: start, kind: Int?.none)
    for group in 0..<groups where distance[group].isFinite {
      for kind in 0..<kinds where free[kind] > 0 {
        guard let price = cost[group][kind] else { continue }
        if distance[group] + price < best.cost - 1e-9 {
          best = (distance[group] + price, group, kind)
        }
      }
      if distance[group] + penalty < best.cost - 1e-9 {
        best = (distance[group] + penalty, group, nil)
      }
    }
    // Back from the last child to the first.
    var steps: [Step] = []
    var group = best.group
    var kind = best.kind
    var guardCount = 0
    while group != start, let before = cameFrom[group], guardCount <= groups {
      steps.append(Step(group: group, kind: kind, from: (group, before.kind)))
      kind = before.kind
      group = before.group
      guardCount += 1
    }
    steps.append(Step(group: start, kind: kind, from: nil))
    return steps.reversed()
  }
}
