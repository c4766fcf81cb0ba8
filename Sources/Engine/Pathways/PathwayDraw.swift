/// One draw of a pathway over the months computed.
struct PathwayDraw: Sendable {
  /// Monthly means and closing stocks, `item · months + month`.
  var path: [Double]
  var closing: [Double]
  /// Children who entered and left in each month, over all items.
  var entered: [Double]
  var left: [Double]
  /// Children who entered each item in each month.
  var starts: [Double]
  /// Expected closing stock over all items, given the rates drawn; empty where limits or levers make
  /// it unknown.
  var expected: [Double]
  /// Children sent on by each limit in each month, `limit · months + month`.
  var overflowed: [Double]
  /// By lever of the measure: children it was to place, and those it could not, by month.
  var wanted: [[Double]]
  var short: [[Double]]
  /// Whether opening + in − out = closing held in every item and month drawn.
  var isConserved = true

  init(items: Int, months: Int, limits: Int, levers: Int) {
    let table = [Double](repeating: 0, count: items * months)
    let line = [Double](repeating: 0, count: months)
    path = table
    closing = table
    starts = table
    entered = line
    left = line
    expected = line
    overflowed = [Double](repeating: 0, count: limits * months)
    wanted = [[Double]](repeating: line, count: levers)
    short = wanted
  }
}

extension PathwayDraw {
  /// Pushes, year by year, opening, entries, exits, closing and expected closing, then what each
  /// limit sent on; then each lever's children by year.
  func record(_ items: Int, months: Int, into result: inout BlockResult) {
    func total(_ month: Int) -> Double {
      (0..<items).reduce(0) { $0 + closing[$1 * months + month] }
    }
    func sum(_ line: ArraySlice<Double>) -> Double { line.reduce(0, +) }
    let years = months / 12
    for year in 0..<years {
      let span = year * 12..<year * 12 + 12
      let end = total(span.upperBound - 1)
      let came = sum(entered[span])
      let went = sum(left[span])
      result.push(end - came + went)
      result.push(came)
      result.push(went)
      result.push(end)
      result.push(expected.isEmpty ? end : expected[span.upperBound - 1])
      for limit in 0..<overflowed.count / max(1, months) {
        let line = limit * months
        result.push(sum(overflowed[line + span.lowerBound..<line + span.upperBound]))
      }
    }
    for lever in wanted.indices {
      for year in 0..<years {
        result.push(sum(wanted[lever][year * 12..<year * 12 + 12]))
        result.push(sum(short[lever][year * 12..<year * 12 + 12]))
      }
    }
  }
}
