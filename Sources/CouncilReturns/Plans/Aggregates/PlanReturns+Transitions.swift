extension PlanReturns {
  /// The children with an active plan on the reference date of the January census of `year`, by
  /// school year, primary need and setting; empty where that census was not read.
  public func stock(at year: Int) -> [PlanState: Int] {
    guard let census = censuses.first(where: { $0.year == year }) else { return [:] }
    var counts: [PlanState: Int] = [:]
    for state in census.stock.values { counts[state, default: 0] += 1 }
    return counts
  }

  /// Children counted from census to census, for each two consecutive years that were read: who
  /// stayed, moved, left or joined. A child is known again by pupil number, learner number, name and
  /// date of birth, or the source system's key and date of birth.
  ///
  /// By construction stock(t) + joiners − leavers = stock(t + 1), in every need and setting with
  /// movers booked on both sides.
  public var transitions: PlanTransitions {
    var flows: [PlanTransitions.Flow] = []
    for (start, end) in zip(censuses, censuses.dropFirst()) where end.year == start.year + 1 {
      for child in Set(start.stock.keys).union(end.stock.keys) {
        flows.append(
          PlanTransitions.Flow(
            year: start.year, from: start.stock[child], to: end.stock[child], count: 1))
      }
    }
    return PlanTransitions(flows)
  }

  /// The ``transitions`` of returns that have some.
  ///
  /// - Parameter folder: how the error calls the returns.
  /// - Throws: ``ReturnsError`` where no two consecutive censuses with plans were read; it says which
  ///   were.
  public func consecutiveTransitions(folder: String) throws(ReturnsError) -> PlanTransitions {
    let transitions = transitions
    guard transitions.flows.isEmpty else { return transitions }
    let read = years.map(String.init).joined(separator: ", ")
    throw ReturnsError(
      file: folder,
      reason:
        "nothing is known of what becomes of plans from one January census to the next, since "
        + "no two consecutive censuses with plans were read (read: \(read.isEmpty ? "none" : read)); "
        + "put the returns of two or more years into the folder, one folder per census")
  }
}

/// What became of the children who stood in a state at a census: events over the exposure that
/// produced them, both from the same two censuses.
public struct PlanExposure: Hashable, Sendable {
  /// The year of the census at the start.
  public let year: Int

  /// The state at the start.
  public let state: PlanState

  /// Children in it at the start: the exposure, in child-years.
  public let exposed: Int

  /// Those without a plan a year later.
  public let left: Int

  /// Those with a plan in another setting or need a year later.
  public let moved: Int

  /// Those in the same setting and need a year later.
  public var stayed: Int { exposed - left - moved }
}

extension PlanTransitions {
  /// Leavers, movers and stayers with their exposure, by year and state at the start, in order.
  public var exposures: [PlanExposure] {
    var result: [PlanExposure] = []
    for flow in flows {
      guard let state = flow.from else { continue }
      let left = flow.to == nil ? flow.count : 0
      let moves = flow.to.map { $0.setting != state.setting || $0.need != state.need } ?? false
      let last = result.last.flatMap { $0.year == flow.year && $0.state == state ? $0 : nil }
      if last != nil { result.removeLast() }
      result.append(
        PlanExposure(
          year: flow.year, state: state, exposed: (last?.exposed ?? 0) + flow.count,
          left: (last?.left ?? 0) + left,
          moved: (last?.moved ?? 0) + (moves ? flow.count : 0)))
    }
    return result
  }
}
