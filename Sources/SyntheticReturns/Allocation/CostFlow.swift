/// A network whose flow from a source to a sink is chosen to cost least.
///
/// The primal-dual method (Ford and Fulkerson, 1962; Ahuja, Magnanti and Orlin, "Network Flows", 1993,
/// section 9.8): as long as a path from source to sink costs less than nothing, as much as fits is sent
/// along the cheapest. With whole capacities every flow is whole, and a wish for a number on an arc is
/// a reward up to that number and a charge beyond it.
struct CostFlow {
  /// The arcs that stand for one quantity; their flows add up to it.
  struct Line {
    fileprivate let arcs: [Int]
  }

  private var first: [Int]
  private var next: [Int] = []
  private var heads: [Int] = []
  private var capacities: [Int] = []
  private var costs: [Int] = []

  static let unlimited = Int.max / 4

  init(nodes: Int) { first = Array(repeating: -1, count: nodes) }

  /// Adds a node; its number.
  mutating func addNode() -> Int {
    first.append(-1)
    return first.count - 1
  }

  private mutating func arc(_ from: Int, _ to: Int, capacity: Int, cost: Int) -> Int {
    let index = heads.count
    for (tail, head, room, price) in [(from, to, capacity, cost), (to, from, 0, -cost)] {
      heads.append(head)
      capacities.append(room)
      costs.append(price)
      next.append(first[tail])
      first[tail] = next.count - 1
    }
    return index
  }

  /// A quantity of any size that costs nothing.
  @discardableResult
  mutating func free(_ from: Int, _ to: Int) -> Line {
    Line(arcs: [arc(from, to, capacity: CostFlow.unlimited, cost: 0)])
  }

  /// A quantity up to `capacity` that costs nothing.
  @discardableResult
  mutating func limited(_ from: Int, _ to: Int, capacity: Int) -> Line {
    Line(arcs: [arc(from, to, capacity: capacity, cost: 0)])
  }

  /// A quantity that is to be `target`; each child more or less costs `weight`, a tenth of that within
  /// 1.5% of the target, so that figures that contradict each other share the difference.
  @discardableResult
  mutating func fixed(_ from: Int, _ to: Int, at target: Int, weight: Int) -> Line {
    let target = max(0, target)
    let slack = target * 3 / 200
    return Line(arcs: [
      arc(from, to, capacity: target - slack, cost: -weight),
      arc(from, to, capacity: slack, cost: -weight / 10),
      arc(from, to, capacity: slack, cost: weight / 10),
      arc(from, to, capacity: CostFlow.unlimited, cost: weight),
    ])
  }

  /// A quantity that is better near `target`: the cost of a child grows with the distance from it.
  @discardableResult
  mutating func near(_ from: Int, _ to: Int, target: Double, slope: Int) -> Line {
    let bands = 5
    let width = max(1, Int((target / Double(bands)).rounded()))
    var arcs: [Int] = []
    var left = max(0, Int(target.rounded()))
    var distance = (left + width - 1) / width
    while left > 0 {
      let size = min(width, left)
      arcs.append(arc(from, to, capacity: size, cost: -slope * distance))
      left -= size
      distance -= 1
    }
    for distance in 1...bands {
      arcs.append(arc(from, to, capacity: width, cost: slope * distance))
    }
    arcs.append(arc(from, to, capacity: CostFlow.unlimited, cost: slope * (bands + 2)))
    return Line(arcs: arcs)
  }

  /// The flow of a quantity, after ``solve(from:to:)``.
  func flow(_ line: Line) -> Int { line.arcs.reduce(0) { $0 + capacities[$1 ^ 1] } }

  /// Sends flow while that lowers the cost: in each round all that fits along paths of the least cost.
  mutating func solve(from source: Int, to sink: Int) {
    let nodes = first.count
    var distance = Array(repeating: CostFlow.unlimited, count: nodes)
    var waiting = Array(repeating: false, count: nodes)
    var queue = Array(repeating: 0, count: nodes + 1)
    while true {
      for node in 0..<nodes { distance[node] = CostFlow.unlimited }
      distance[source] = 0
      var head = 0
      var tail = 1
      queue[0] = source
      waiting[source] = true
      while head != tail {
        let node = queue[head]
        head = head == nodes ? 0 : head + 1
        waiting[node] = false
        var index = first[node]
        let here = distance[node]
        while index >= 0 {
          let to = heads[index]
          if capacities[index] > 0, here + costs[index] < distance[to] {
            distance[to] = here + costs[index]
            if !waiting[to] {
              waiting[to] = true
              queue[tail] = to
              tail = tail == nodes ? 0 : tail + 1
            }
          }
          index = next[index]
        }
      }
      guard distance[sink] < 0 else { return }
      var arcs = first
      var seen = Array(repeating: false, count: nodes)
      while push(source, sink, CostFlow.unlimited, distance, &arcs, &seen) > 0 {
        for node in 0..<nodes { seen[node] = false }
        arcs = first
      }
    }
  }

  /// Sends up to `limit` from a node to the sink along arcs of shortest paths; what was sent.
  private mutating func push(
    _ node: Int, _ sink: Int, _ limit: Int, _ distance: [Int], _ arcs: inout [Int],
    _ seen: inout [Bool]
  ) -> Int {
    guard node != sink else { return limit }
    seen[node] = true
    var sent = 0
    while arcs[node] >= 0, sent < limit {
      let index = arcs[node]
      let to = heads[index]
      if capacities[index] > 0, !seen[to], distance[node] + costs[index] == distance[to] {
        let amount = push(
          to, sink, min(limit - sent, capacities[index]), distance, &arcs, &seen)
        capacities[index] -= amount
        capacities[index ^ 1] += amount
        sent += amount
        if sent == limit { break }
      }
      arcs[node] = next[index]
    }
    // A node that passed on all it was given may pass on more.
    if sent == limit { seen[node] = false }
    return sent
  }
}
