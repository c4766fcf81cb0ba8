public import LinearAlgebra

/// Series that add up: totals above, the cells they are made of below.
///
/// With m series of which n are cells, the summing matrix S (m × n) gives every series as a sum of
/// cells, y = S b. The cells come last, so S = [A; I] with A the m − n rows of the totals.
public struct Hierarchy: Equatable, Sendable {
  /// The names of all m series, the totals first.
  public let names: [String]

  /// The summing matrix S, m × n.
  public let summing: Matrix

  /// The number of all series, m.
  public var count: Int { summing.rows }

  /// The number of cells, n.
  public var cellCount: Int { summing.columns }

  /// The number of totals, m − n.
  public var totalCount: Int { count - cellCount }

  /// The names of the cells.
  public var cellNames: [String] { Array(names[totalCount...]) }

  /// A hierarchy given by its summing matrix.
  ///
  /// - Parameters:
  ///   - names: m different names.
  ///   - summing: m rows of n finite weights; the last n rows are the identity.
  ///
  /// Throws `invalidHierarchy` naming the series at fault.
  public init(names: [String], summing: Matrix) throws(ReconciliationError) {
    guard names.count == summing.rows else {
      throw .countMismatch(input: "names", expected: summing.rows, found: names.count)
    }
    let cells = summing.columns
    guard cells > 0, summing.rows >= cells else {
      throw .invalidHierarchy(
        place: "summing matrix",
        reason: "\(summing.rows) rows of \(cells) cells; at least one cell and its row are needed")
    }
    try algebra { () throws(LinearAlgebraError) in try summing.requireFinite("summing matrix") }
    var seen: Set<String> = []
    for name in names where !seen.insert(name).inserted {
      throw .invalidHierarchy(place: name, reason: "the name occurs twice; names must differ")
    }
    let totals = summing.rows - cells
    for row in 0..<cells {
      for column in 0..<cells where summing[totals + row, column] != (row == column ? 1 : 0) {
        throw .invalidHierarchy(
          place: names[totals + row],
          reason: "the last \(cells) rows must be the identity, one row for each cell in order")
      }
    }
    self.names = names
    self.summing = summing
  }

  /// One total and the parts it is made of.
  ///
  /// Throws `invalidHierarchy` for no parts or a name that occurs twice.
  public static func flat(
    total: String, parts: [String]
  ) throws(ReconciliationError) -> Hierarchy {
    var summing = Matrix(rows: parts.count + 1, columns: parts.count)
    for j in parts.indices {
      summing[0, j] = 1
      summing[j + 1, j] = 1
    }
    return try Hierarchy(names: [total] + parts, summing: summing)
  }

  /// The place of a series by name, or `nil`.
  public func index(of name: String) -> Int? { names.firstIndex(of: name) }
}

extension Hierarchy {
  /// All series from their cells, S b.
  ///
  /// Throws for another number of cells or values that are not finite.
  public func aggregate(_ cells: [Double]) throws(ReconciliationError) -> [Double] {
    try requireValues(cells, "cells", names: cellNames)
    let result = try algebra { () throws(LinearAlgebraError) in try summing.times(cells) }
    try requireValues(result, "sums", names: names)
    return result
  }

  /// How far each total is from the sum of its cells, total minus sum, m − n values.
  ///
  /// Throws for another number of series or values that are not finite.
  public func discrepancies(_ values: [Double]) throws(ReconciliationError) -> [Double] {
    try requireValues(values, "values", names: names)
    let sums = try aggregate(Array(values[totalCount...]))
    return (0..<totalCount).map { values[$0] - sums[$0] }
  }

  /// Whether every total agrees with its cells to `tolerance` times the largest value.
  ///
  /// Throws as ``discrepancies(_:)``.
  public func isCoherent(
    _ values: [Double], tolerance: Double = 1e-9
  ) throws(ReconciliationError) -> Bool {
    let largest = values.reduce(0) { max($0, abs($1)) }
    return try discrepancies(values).allSatisfy { abs($0) <= tolerance * largest }
  }
}
