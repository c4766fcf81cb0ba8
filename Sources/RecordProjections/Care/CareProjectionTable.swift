public import CouncilReturns
public import Periods

/// A projection of children looked after: for each date the children by age group and placement,
/// with the totals of both.
public struct CareProjectionTable: Sendable {
  /// What is known of the number of children in one cell.
  public struct Value: Hashable, Sendable {
    /// Expected number.
    public let mean: Double

    /// Its standard deviation.
    public let standardDeviation: Double

    /// The number not exceeded with probability 0.1.
    public let p10: Double

    /// The number not exceeded with probability 0.5.
    public let p50: Double

    /// The number not exceeded with probability 0.9.
    public let p90: Double

    /// A value.
    public init(mean: Double, standardDeviation: Double, p10: Double, p50: Double, p90: Double) {
      self.mean = mean
      self.standardDeviation = standardDeviation
      self.p10 = p10
      self.p50 = p50
      self.p90 = p90
    }
  }

  /// A cell of every date; `nil` is a total.
  public struct Cell: Hashable, Sendable {
    /// The age group.
    public let age: CareStays.AgeGroup?

    /// The group of placement.
    public let placement: CareStays.Placement?

    /// The labels of the two columns.
    public var labels: (age: String, placement: String) {
      (age?.label ?? "all", placement?.label ?? "all")
    }
  }

  /// The groups of placement of a table.
  public static let placements: [CareStays.Placement] = [
    .fostering, .residential, .supported, .other,
  ]

  /// The cells in the order of the table: age groups and then all ages, the placements of each and
  /// then all.
  public static let cells: [Cell] =
    (CareStays.AgeGroup.allCases.map(Optional.some) + [nil]).flatMap { age in
      (CareProjectionTable.placements.map(Optional.some) + [nil]).map {
        Cell(age: age, placement: $0)
      }
    }

  /// The dates.
  public private(set) var dates: [CalendarDate] = []

  /// The values, by date and then cell.
  public private(set) var values: [Value] = []

  /// What a reader should know, without a value that could identify a child.
  public var notes: [String] = []

  /// A table without dates.
  public init() {}

  /// Adds a date with one value per cell of ``cells``.
  public mutating func append(_ date: CalendarDate, _ row: [Value]) {
    precondition(row.count == CareProjectionTable.cells.count, "one value per cell is needed")
    dates.append(date)
    values.append(contentsOf: row)
  }

  /// The value of a cell on a date; `nil` where the date is not in the table.
  public func value(
    _ date: CalendarDate, _ age: CareStays.AgeGroup?, _ placement: CareStays.Placement?
  ) -> Value? {
    guard let row = dates.firstIndex(of: date),
      let column = CareProjectionTable.cells.firstIndex(of: Cell(age: age, placement: placement))
    else { return nil }
    return values[row * CareProjectionTable.cells.count + column]
  }
}
