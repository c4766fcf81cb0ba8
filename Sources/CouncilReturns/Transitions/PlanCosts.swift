import DelimitedText

/// What a plan costs in a year, by need and setting.
public struct PlanCosts: Hashable, Sendable {
  /// A need and a setting.
  public struct Pair: Hashable, Sendable, Comparable {
    /// The primary need.
    public let need: String

    /// The setting.
    public let setting: String

    /// A pair.
    public init(need: String, setting: String) {
      self.need = need
      self.setting = setting
    }

    /// By need, then setting.
    public static func < (left: Pair, right: Pair) -> Bool {
      (left.need, left.setting) < (right.need, right.setting)
    }
  }

  /// The columns of a cost table; others are passed over.
  public static let columns = ["need", "setting", "cost"]

  /// Pounds per child and year, by need and setting.
  public let amounts: [Pair: Double]

  /// Costs of those amounts, in pounds per child and year.
  public init(amounts: [Pair: Double]) {
    self.amounts = amounts
  }

  /// Reads a table with one row per need and setting.
  ///
  /// - Parameters:
  ///   - bytes: the whole file, CSV in UTF-8.
  ///   - file: how errors call it.
  /// - Throws: ``ReturnsError`` with file, row and column for a missing column, an empty code, a
  ///   cost that is not a number of at least 0, a pair given twice, or no rows at all.
  public init(bytes: [UInt8], file: String) throws(ReturnsError) {
    let reader = try PlanTableReader(bytes: bytes, file: file, columns: Self.columns)
    var amounts: [Pair: Double] = [:]
    for row in 0..<reader.table.rowCount {
      let need = try reader.code(row, "need")
      let pair = Pair(need: need, setting: try reader.code(row, "setting"))
      let cost = try reader.amount(row, "cost")
      guard amounts.updateValue(cost, forKey: pair) == nil else {
        throw reader.failure(
          row, "setting",
          "this need and setting occur twice, so either cost could be meant; keep one")
      }
    }
    self.amounts = amounts
  }

  /// The cost of a child of that need in that setting; `nil` where the table has none.
  public func cost(need: String, setting: String) -> Double? {
    amounts[Pair(need: need, setting: setting)]
  }
}
