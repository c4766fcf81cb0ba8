import LinearAlgebra
import Probability

extension Hierarchy {
  /// How a total is divided by its history (Gross, Sohl 1990).
  public enum Proportions: Equatable, Sendable {
    /// The mean over periods of each cell's share; periods with a zero total are left out.
    case average

    /// The mean of each cell over the mean of its total.
    case ofAverages
  }

  /// All series from the forecasts of their cells; forecasts of the totals are not used.
  ///
  /// Throws for another number of series or values that are not finite.
  public func bottomUp(_ base: [Double]) throws(ReconciliationError) -> [Double] {
    try requireValues(base, "forecasts", names: names)
    return try aggregate(Array(base[totalCount...]))
  }

  /// All series from the forecast of one total that all cells belong to, divided by history.
  ///
  /// - Parameters:
  ///   - base: a forecast of each series, of which only the total's is used.
  ///   - history: for each cell its past values, all of one length.
  ///   - proportions: how shares are taken from the history.
  ///   - total: the name of the total; the first series where `nil`.
  ///
  /// Throws as ``middleOut(_:level:history:proportions:)``.
  public func topDown(
    _ base: [Double], history: [[Double]], proportions: Proportions = .average,
    total: String? = nil
  ) throws(ReconciliationError) -> [Double] {
    try middleOut(base, level: [total ?? names[0]], history: history, proportions: proportions)
  }

  /// All series from the forecasts of a middle level: divided below it, added up above it.
  ///
  /// - Parameters:
  ///   - base: a forecast of each series, of which only those of the level are used.
  ///   - level: names of series that hold every cell exactly once, such as the regions.
  ///   - history: for each cell its past values, all of one length.
  ///   - proportions: how shares are taken from the history; a group whose history is zero
  ///     throughout is divided equally.
  ///
  /// Throws `invalidHierarchy` for an unknown name or a level that misses or repeats a cell, and
  /// for inputs of another size or that are not finite.
  public func middleOut(
    _ base: [Double], level: [String], history: [[Double]], proportions: Proportions = .average
  ) throws(ReconciliationError) -> [Double] {
    try requireValues(base, "forecasts", names: names)
    try requireTable(history, "history", names: cellNames)
    let groups = try groups(of: level)
    var cells = Array(repeating: 0.0, count: cellCount)
    for (series, members) in groups {
      let shares = Hierarchy.shares(members.map { history[$0] }, proportions)
      for (cell, share) in zip(members, shares) { cells[cell] = base[series] * share }
    }
    return try aggregate(cells)
  }

  private func groups(
    of level: [String]
  ) throws(ReconciliationError) -> [(series: Int, members: [Int])] {
    var owner = Array(repeating: -1, count: cellCount)
    var groups: [(series: Int, members: [Int])] = []
    for name in level {
      guard let series = index(of: name) else {
        throw .invalidHierarchy(place: name, reason: "no series has this name")
      }
      let members = (0..<cellCount).filter { summing[series, $0] != 0 }
      for cell in members {
        guard owner[cell] < 0, summing[series, cell] == 1 else {
          throw .invalidHierarchy(
            place: name,
            reason: "holds \(cellNames[cell]) twice or in part; every cell must belong to one "
              + "series of the level")
        }
        owner[cell] = series
      }
      groups.append((series, members))
    }
    if let cell = owner.firstIndex(where: { $0 < 0 }) {
      throw .invalidHierarchy(
        place: cellNames[cell], reason: "belongs to no series of the level; add one that holds it")
    }
    return groups
  }

  private static func shares(_ history: [[Double]], _ proportions: Proportions) -> [Double] {
    let equal = Array(repeating: 1 / Double(history.count), count: history.count)
    let periods = history[0].count
    let totals = (0..<periods).map { t in CompensatedSum(history.map { $0[t] }).value }
    switch proportions {
    case .average:
      let used = totals.indices.filter { totals[$0] != 0 }
      guard !used.isEmpty else { return equal }
      return history.map { cell in
        CompensatedSum(used.map { cell[$0] / totals[$0] }).value / Double(used.count)
      }
    case .ofAverages:
      let whole = CompensatedSum(totals).value
      guard whole != 0 else { return equal }
      return history.map { CompensatedSum($0).value / whole }
    }
  }
}
