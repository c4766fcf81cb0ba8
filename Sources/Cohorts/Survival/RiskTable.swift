/// The times at which stays end, with how many stays are at risk then and how many end.
struct RiskTable: Sendable {
  /// The distinct times of events, ascending.
  let time: [Double]

  /// Stays with start < t ≤ stop at each time.
  let atRisk: [Int]

  /// Events of any type at each time.
  let events: [Int]

  /// Counts at risk and events over the times of events of those stays; `times` where a subset is to
  /// be counted over the times of the whole.
  init(_ stays: ObservedStays, rows: [Int]? = nil, times: [Double]? = nil) {
    let rows = rows ?? Array(0..<stays.count)
    let starts = rows.map { stays.start[$0] }.sorted()
    let stops = rows.map { stays.stop[$0] }.sorted()
    let ends = rows.filter { stays.event[$0] > 0 }.map { stays.stop[$0] }.sorted()
    var distinct: [Double] = []
    for end in times ?? ends where distinct.last != end { distinct.append(end) }
    var risk: [Int] = []
    var counts: [Int] = []
    var begun = 0
    var over = 0
    var ended = 0
    for t in distinct {
      while begun < starts.count, starts[begun] < t { begun += 1 }
      while over < stops.count, stops[over] < t { over += 1 }
      let before = ended
      while ended < ends.count, ends[ended] <= t { ended += 1 }
      risk.append(begun - over)
      counts.append(ended - before)
    }
    time = distinct
    atRisk = risk
    events = counts
  }
}
