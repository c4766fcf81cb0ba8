public import Probability

/// Who could go where at the lowest cost: groups of children to kinds of place with limits.
///
/// A transport problem, solved as a flow of least cost by augmenting along shortest paths, so whole
/// demands and places give whole children. A child without a place is booked at a penalty. Where several
/// answers cost the same, low groups go to low kinds (an addition to each cost too small to change it).
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

  /// A cost with what decides between equal ones: the smaller `rank` is better.
  ///
  /// The rank of group g in kind k is `(groups − g) k`, an infinitely small addition to the cost, by which
  /// low groups go to low kinds.
  private struct Price {
    var cost: Double
    var rank: Int

    static func + (left: Price, right: Price) -> Price {
      Price(cost: left.cost + right.cost, rank: left.rank + right.rank)
    }
    static func - (left: Price, right: Price) -> Price {
      Price(cost: left.cost - right.cost, rank: left.rank - right.rank)
    }
    func isBelow(_ other: Price) -> Bool {
      let epsilon = 1e-9 * max(1, min(abs(cost), abs(other.cost)))
      return cost < other.cost - epsilon || (cost <= other.cost + epsilon && rank < other.rank)
    }
  }

  /// Places children one path at a time: from a group with children left to a kind with places left or
  /// to none, moving others aside where that is cheaper.
  private static func solve(
    _ demand: [Int], _ capacity: [Int], _ cost: [[Double?]], _ penalty: Double
  ) -> (placed: [[Int]], unmet: [Int], cost: Double) {
    let groups = demand.count
    let kinds = capacity.count
    let prices = cost.enumerated().map { group, row in
      row.enumerated().map { kind, cost in
        cost.map { Price(cost: $0, rank: (groups - group) * kind) }
      }
    }
    var placed = Array(repeating: Array(repeating: 0, count: kinds), count: groups)
    var unmet = Array(repeating: 0, count: groups)
    var free = capacity
    for group in 0..<groups {
      var left = demand[group]
      while left > 0 {
        let path = shortest(from: group, placed, free, prices, penalty)
        var amount = left
        if let kind = path.last?.kind { amount = min(amount, free[kind]) }
        for step in path {
          if let from = step.from { amount = min(amount, placed[step.group][from]) }
        }
        for step in path {
          if let from = step.from { placed[step.group][from] -= amount }
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

  /// A child of `group` goes to `kind`, `from` the kind it is put out of by the step before.
  private struct Step {
    var group: Int
    var kind: Int?
    var from: Int?
  }

  /// The cheapest way to take in one more child of a group (Bellman–Ford over groups).
  private static func shortest(
    from start: Int, _ placed: [[Int]], _ free: [Int], _ prices: [[Price?]], _ penalty: Double
  ) -> [Step] {
    let groups = placed.count
    let kinds = free.count
    let never = Price(cost: .infinity, rank: 0)
    var distance = Array(repeating: never, count: groups)
    // A group is reached where one of its children is put out of a kind by another's.
    var cameFrom: [(group: Int, kind: Int)?] = Array(repeating: nil, count: groups)
    distance[start] = Price(cost: 0, rank: 0)
    for _ in 0..<groups {
      var changed = false
      for group in 0..<groups where distance[group].cost.isFinite {
        for kind in 0..<kinds {
          guard let price = prices[group][kind] else { continue }
          for other in 0..<groups where other != group && other != start && placed[other][kind] > 0
          {
            guard let theirs = prices[other][kind] else { continue }
            let reach = distance[group] + price - theirs
            if reach.isBelow(distance[other]) {
              distance[other] = reach
              cameFrom[other] = (group, kind)
              changed = true
            }
          }
        }
      }
      if !changed { break }
    }
    var best = (price: never, group: start, kind: Int?.none)
    for group in 0..<groups where distance[group].cost.isFinite {
      for kind in 0..<kinds where free[kind] > 0 {
        guard let price = prices[group][kind] else { continue }
        let whole = distance[group] + price
        if whole.isBelow(best.price) { best = (whole, group, kind) }
      }
      let none = distance[group] + Price(cost: penalty, rank: (groups - group) * kinds)
      if none.isBelow(best.price) { best = (none, group, nil) }
    }
    // Back from the last child to the first.
    var steps: [Step] = []
    var group = best.group
    var kind = best.kind
    while group != start, let before = cameFrom[group], steps.count < groups {
      steps.append(Step(group: group, kind: kind, from: before.kind))
      kind = before.kind
      group = before.group
    }
    steps.append(Step(group: start, kind: kind, from: nil))
    return steps.reversed()
  }
}
