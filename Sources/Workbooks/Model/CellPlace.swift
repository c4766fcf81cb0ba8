/// Where a cell is: row and column from 0.
public struct CellPlace: Sendable, Hashable {
  /// The row from 0; the first is Excel's row 1.
  public var row: Int
  /// The column from 0; the first is column A.
  public var column: Int

  /// A place.
  public init(_ row: Int, _ column: Int) {
    self.row = row
    self.column = column
  }

  /// The name of a column: 0 is `A`, 26 is `AA`.
  public static func columnName(_ column: Int) -> String {
    var name = ""
    var rest = column
    while rest >= 0 {
      name = String(UnicodeScalar(UInt8(65 + rest % 26))) + name
      rest = rest / 26 - 1
    }
    return name
  }

  /// `B5`.
  public var name: String { "\(Self.columnName(column))\(row + 1)" }

  /// `$B$5`.
  public var fixed: String { "$\(Self.columnName(column))$\(row + 1)" }

  /// `B$5`: the row is fixed, the column moves with the formula.
  public var fixedRow: String { "\(Self.columnName(column))$\(row + 1)" }

  /// `$B5`: the column is fixed, the row moves with the formula.
  public var fixedColumn: String { "$\(Self.columnName(column))\(row + 1)" }
}

/// A rectangle of cells.
public struct CellRange: Sendable, Hashable {
  /// Its first cell, above and left.
  public var first: CellPlace
  /// Its last cell, below and right.
  public var last: CellPlace

  /// A rectangle.
  public init(_ first: CellPlace, _ last: CellPlace) {
    self.first = first
    self.last = last
  }

  /// `B5:F5`.
  public var name: String { first == last ? first.name : "\(first.name):\(last.name)" }

  /// `$B$5:$F$5`.
  public var fixed: String { first == last ? first.fixed : "\(first.fixed):\(last.fixed)" }

  /// Whether it holds a cell.
  public func contains(_ place: CellPlace) -> Bool {
    first.row <= place.row && place.row <= last.row
      && first.column <= place.column && place.column <= last.column
  }
}
