import DelimitedText

/// All children resident in the area, by calendar year and school year: the exposure of joiners.
public struct ChildPopulation: Hashable, Sendable {
  /// The columns of a population table; others are passed over.
  public static let columns = ["calendar-year", "academic-year", "population"]

  /// The number of children by calendar year, then by national curriculum year.
  public let counts: [Int: [Int: Double]]

  /// A population of those counts, by calendar year and school year.
  public init(counts: [Int: [Int: Double]]) {
    self.counts = counts
  }

  /// Reads a table with one row per calendar year and school year.
  ///
  /// - Parameters:
  ///   - bytes: the whole file, CSV in UTF-8.
  ///   - file: how errors call it.
  /// - Throws: ``ReturnsError`` with file, row and column for a missing column, a number out of
  ///   range, a year given twice, or no rows at all.
  public init(bytes: [UInt8], file: String) throws(ReturnsError) {
    let reader = try PlanTableReader(bytes: bytes, file: file, columns: Self.columns)
    var counts: [Int: [Int: Double]] = [:]
    for row in 0..<reader.table.rowCount {
      let year = try reader.whole(row, "calendar-year", in: PlanTableRange.years)
      let ncy = try reader.whole(row, "academic-year", in: PlanTableRange.ncy)
      let population = try reader.amount(row, "population")
      guard counts[year, default: [:]].updateValue(population, forKey: ncy) == nil else {
        throw reader.failure(
          row, "academic-year",
          "this calendar year and school year occur twice, so either figure could be meant; keep one"
        )
      }
    }
    self.counts = counts
  }

  /// The calendar years, in order.
  public var years: [Int] { counts.keys.sorted() }

  /// The children of a school year in a calendar year; `nil` where the table has no such row.
  public func children(year: Int, ncy: Int) -> Double? { counts[year]?[ncy] }
}
