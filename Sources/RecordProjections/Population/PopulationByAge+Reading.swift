import DelimitedText

extension PopulationByAge {
  /// The columns of a table of the population by age; others are passed over.
  public static let columns = ["calendar-year", "age", "population"]

  /// Reads a table with one row per calendar year and year of age: children on 30 June. Ages above 17
  /// are passed over.
  ///
  /// - Parameters:
  ///   - bytes: the whole file, CSV in UTF-8.
  ///   - file: how errors call it.
  /// - Throws: ``CareProjectionError`` that names the file, and the line and column, for a missing
  ///   column, a field that is no number, a year and age given twice, a year without one of the ages 0
  ///   to 17, or fewer than 1 child of an age.
  public init(bytes: [UInt8], file: String) throws(CareProjectionError) {
    let table: DelimitedTable
    do {
      table = try DelimitedTable(bytes: bytes, file: file)
    } catch {
      throw CareProjectionError(file, error.description)
    }
    var positions: [Int] = []
    for column in Self.columns {
      guard let position = table.position(of: column) else {
        throw CareProjectionError(
          file,
          "the header has no column \(column), so the table cannot be read; its columns must be "
            + Self.columns.joined(separator: ", "))
      }
      positions.append(position)
    }
    var counts: [Int: [Int: Double]] = [:]
    for row in 0..<table.rowCount {
      func number(_ column: Int) throws(CareProjectionError) -> Double {
        guard let value = table.number(row: row, column: positions[column]), value >= 0,
          value.isFinite
        else {
          throw CareProjectionError(
            file,
            "row \(table.line(ofRow: row)), column \(Self.columns[column]): this must be a number "
              + "of at least 0, without thousands separators; correct it")
        }
        return value
      }
      guard let year = Int(exactly: try number(0)), (1900...2200).contains(year),
        let age = Int(exactly: try number(1))
      else {
        throw CareProjectionError(
          file,
          "row \(table.line(ofRow: row)): the calendar year must be a whole number from 1900 to "
            + "2200 and the age a whole number of years; correct them")
      }
      guard counts[year, default: [:]].updateValue(try number(2), forKey: age) == nil else {
        throw CareProjectionError(
          file,
          "row \(table.line(ofRow: row)), column age: this calendar year and age occur twice, so "
            + "either figure could be meant; keep one")
      }
    }
    var byYear: [Int: [Double]] = [:]
    for (year, ages) in counts.sorted(by: { $0.key < $1.key }) {
      byYear[year] = try (0..<18).map { (age: Int) throws(CareProjectionError) -> Double in
        guard let children = ages[age] else {
          throw CareProjectionError(
            file,
            "\(year) has no row for age \(age), so its entries cannot follow the population; "
              + "give every age from 0 to 17")
        }
        return children
      }
    }
    do {
      try self.init(byYear: byYear)
    } catch {
      throw CareProjectionError(file, "\(error.input) \(error.reason)")
    }
  }

  /// What a reader should know where the population does not reach from one day's year to another's;
  /// `nil` where it does.
  func note(from first: Int, until last: Int) -> String? {
    guard let low = byYear.keys.min(), let high = byYear.keys.max() else { return nil }
    guard first < low || last > high else { return nil }
    return "the population is known for \(low) to \(high); before and after it is held as in these "
      + "years, so entries follow none of its change then"
  }
}
