import Periods

/// One January census as read: the children of the return and their plans.
struct PlanCensus: Sendable {
  let year: Int
  let date: CalendarDate
  var requests: [PlanRequest] = []
  var stock: [Int: PlanState] = [:]
}

/// A request for an assessment with what came of it.
struct PlanRequest: Sendable {
  let child: Int
  let received: CalendarDate
  var isHistorical: Bool
  var isAgreed: Bool
  var decided: CalendarDate?
  var hasException = false
  var issued: CalendarDate?
  var ceased: CalendarDate?
}

/// A place that a child with a plan attends.
struct PlanPlacement: Sendable {
  let setting: String
  let rank: Int
  let entry: CalendarDate?
  let leaving: CalendarDate?
  let file: String
  let row: Int

  /// Whether the child attends it on a day; the day of leaving is no longer one.
  func isOpen(on date: CalendarDate) -> Bool {
    (entry.map { $0 <= date } ?? true) && (leaving.map { $0 > date } ?? true)
  }
}

/// Knows a child again in another census, by the identifiers that the returns have in common. They
/// are kept for the length of a reading and never leave it.
struct PlanChildren {
  private var children: [String: Int] = [:]
  private var count = 0

  /// The child with any of those identifiers, strongest first; a new one where none is known.
  mutating func child(_ identifiers: [String], except taken: Set<Int> = []) -> Int {
    var child = count
    for identifier in identifiers {
      if let known = children[identifier], !taken.contains(known) {
        child = known
        break
      }
    }
    if child == count { count += 1 }
    for identifier in identifiers where children[identifier] == nil { children[identifier] = child }
    return child
  }
}
