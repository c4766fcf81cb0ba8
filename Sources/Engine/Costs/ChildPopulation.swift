import Foundation
import Returns

/// How the number of children of an area has grown: what demography means in the MTFS.
struct ChildPopulation: Sendable, Equatable {
  /// Measure of the statistics: people aged 0 to 17 at 30 June.
  static let measure = "population-0-17"
  /// Years over which the growth is taken.
  static let span = 5

  /// Growth a year, as a share: the geometric mean over the last five published years, or fewer where
  /// fewer are published; 0 without two.
  let growth: Double
  /// The first and the last year it is taken over; `nil` without two.
  let years: ClosedRange<Int>?

  init(_ population: [Int: Double]) {
    let known = population.filter { $0.value > 0 }
    guard let last = known.keys.max(),
      let first = known.keys.filter({ $0 >= last - ChildPopulation.span && $0 < last }).min(),
      let start = known[first], let end = known[last]
    else {
      growth = 0
      years = nil
      return
    }
    growth = pow(end / start, 1 / Double(last - first)) - 1
    years = first...last
  }
}

extension ScenarioPlan {
  /// Whether a measure counts children of the area: a published one, or one that follows it.
  func countsChildren(_ measure: Int) -> Bool {
    switch measures[measure].path {
    case .published: true
    case .follows(let source, _, _): countsChildren(source)
    case .level, .own, .projection, .pathway: false
    }
  }
}
