import Foundation

/// What a person of a cohort model can be: states that change only by a transfer, and clocks that
/// run by themselves.
///
/// A *state* is one level of every dimension (a placement; a setting and a need). A *clock* counts
/// steps (age, time in a placement) and is read in bands. A *cell* is a state and one band of every
/// clock: laws are given and results read by cell. Within a cell people are told apart by their
/// exact ticks, so that a band ends when it must and never by chance.
public struct StateSpace: Hashable, Sendable {
  /// A named list of levels, such as placements.
  public struct Dimension: Hashable, Sendable {
    /// The name of the dimension.
    public let name: String

    /// Its levels, in order.
    public let levels: [String]

    /// A dimension of those levels.
    public init(name: String, levels: [String]) {
      self.name = name
      self.levels = levels
    }
  }

  /// The dimensions, first slowest in the order of states.
  public let dimensions: [Dimension]

  /// The clocks, first slowest in the order of bands.
  public let clocks: [CohortClock]

  /// The valid states: a level index for every dimension.
  public let states: [[Int]]

  /// The number of combinations of bands of all clocks, 1 where there is no clock.
  public let bandCount: Int

  /// The number of combinations of ticks of all clocks, 1 where there is no clock.
  public let tickCount: Int

  let stateIndices: [[Int]: Int]

  /// The number of cells: states times combinations of bands; cell = state · bandCount + band.
  public var cellCount: Int { states.count * bandCount }

  /// A space of those dimensions and clocks.
  ///
  /// - Parameters:
  ///   - isValid: whether a combination of levels (one index per dimension) can occur; the others
  ///     are no states.
  /// - Throws: ``CohortError`` for repeated names or levels, a space without a valid state, and
  ///   more than 2²⁶ places (states times ticks).
  public init(
    dimensions: [Dimension], clocks: [CohortClock] = [], isValid: ([Int]) -> Bool = { _ in true }
  ) throws(CohortError) {
    let names = dimensions.map(\.name) + clocks.map(\.name)
    if let name = Self.repeated(names) {
      throw CohortError("dimensions", "name \"\(name)\" twice")
    }
    var combinations: [[Int]] = [[]]
    for dimension in dimensions {
      guard !dimension.levels.isEmpty else {
        throw CohortError(dimension.name, "has no levels; a dimension needs at least one")
      }
      if let level = Self.repeated(dimension.levels) {
        throw CohortError(dimension.name, "has the level \"\(level)\" twice")
      }
      guard combinations.count * dimension.levels.count <= Self.largest else {
        throw CohortError("dimensions", "have more than \(Self.largest) combinations of levels")
      }
      combinations = combinations.flatMap { head in
        dimension.levels.indices.map { head + [$0] }
      }
    }
    states = combinations.filter(isValid)
    guard !states.isEmpty else { throw CohortError("dimensions", "have no valid state") }
    var ticks = 1
    for clock in clocks {
      let (product, overflow) = ticks.multipliedReportingOverflow(by: clock.ticks)
      guard !overflow, product <= Self.largest / states.count else {
        throw CohortError(
          clock.name, "makes more than \(Self.largest) places; count longer steps or fewer ticks")
      }
      ticks = product
    }
    tickCount = ticks
    bandCount = clocks.reduce(1) { $0 * $1.bands.count }
    stateIndices = Dictionary(
      uniqueKeysWithValues: states.enumerated().map { ($0.element, $0.offset) })
    self.dimensions = dimensions
    self.clocks = clocks
  }

  /// The state of those levels, one name per dimension in order; `nil` where it is not valid.
  public func state(_ levels: [String]) -> Int? {
    guard levels.count == dimensions.count else { return nil }
    var indices: [Int] = []
    for (dimension, level) in zip(dimensions, levels) {
      guard let index = dimension.levels.firstIndex(of: level) else { return nil }
      indices.append(index)
    }
    return stateIndices[indices]
  }

  /// The state of a cell.
  public func state(ofCell cell: Int) -> Int { cell / bandCount }

  /// The band index of every clock in a cell.
  public func bands(ofCell cell: Int) -> [Int] {
    var rest = cell % bandCount
    var result: [Int] = []
    for clock in clocks.reversed() {
      result.append(rest % clock.bands.count)
      rest /= clock.bands.count
    }
    return result.reversed()
  }

  /// The levels and bands of a cell by name, dimensions before clocks.
  public func labels(ofCell cell: Int) -> [String] {
    zip(dimensions, states[state(ofCell: cell)]).map { $0.levels[$1] }
      + zip(clocks, bands(ofCell: cell)).map { $0.bands[$1] }
  }

  /// The name of a cell, its levels and bands joined by `|`; random streams are named by it.
  public func name(ofCell cell: Int) -> String { labels(ofCell: cell).joined(separator: "|") }

  /// The cell of a state at those ticks, one for each clock; throws ``CohortError`` where a tick is
  /// not on its clock.
  public func cell(state: Int, ticks: [Int]) throws(CohortError) -> Int {
    _ = try tickIndex(ticks)
    return zip(clocks, ticks).reduce(state) { $0 * $1.0.bands.count + $1.0.band(ofTick: $1.1) }
  }

  /// The largest number of places.
  static let largest = 1 << 26

  /// The index of a combination of ticks; throws ``CohortError`` where one is not on its clock.
  func tickIndex(_ ticks: [Int]) throws(CohortError) -> Int {
    guard ticks.count == clocks.count else {
      throw CohortError("ticks", "number \(ticks.count) for \(clocks.count) clocks")
    }
    var index = 0
    for (clock, tick) in zip(clocks, ticks) {
      guard (0..<clock.ticks).contains(tick) else {
        throw CohortError(clock.name, "shows \(tick); it runs from 0 to \(clock.ticks - 1)")
      }
      index = index * clock.ticks + tick
    }
    return index
  }

  /// The ticks of a combination.
  func ticks(_ index: Int) -> [Int] {
    var rest = index
    var result: [Int] = []
    for clock in clocks.reversed() {
      result.append(rest % clock.ticks)
      rest /= clock.ticks
    }
    return result.reversed()
  }

  private static func repeated(_ names: [String]) -> String? {
    var seen: Set<String> = []
    return names.first { !seen.insert($0).inserted }
  }
}
