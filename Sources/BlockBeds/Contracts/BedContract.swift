import DelimitedText
import Foundation
public import Periods

/// The terms of a block contract, one a row of a table.
///
/// | Column | Meaning |
/// |---|---|
/// | `provider` | its name, once in the table |
/// | `beds` | beds when all are open |
/// | `from`, `until` | first and last day (`2025-10-13`), or month (`2026-09`) |
/// | `price_per_bed_week` | £ for a bed and week in the first financial year |
/// | `uplift` | change of the price each 1 April, as a share; empty for none |
/// | `ramp` | beds as they open: `3@2026-09 10@2027-04`; empty where all are open at once |
/// | `guaranteed` | share of open beds paid for whether or not used; empty for all |
/// | `solo` | share of children who need a home of two beds to themselves; empty for none |
/// | `notice_weeks` | weeks for which beds are paid after notice; empty for none |
/// | `extension_until` | last day or month if extended; empty where that is not agreed |
public struct BedContract: Sendable, Hashable {
  /// Its name.
  public var provider: String
  /// Beds when all are open.
  public var beds: Int
  /// The first day.
  public var from: CalendarDate
  /// The last day.
  public var until: CalendarDate
  /// The last day if it is extended; `nil` where that is not agreed.
  public var extendedUntil: CalendarDate?
  /// £ for a bed and week in the first financial year.
  public var weeklyPrice: Double
  /// Change of the price each 1 April, as a share.
  public var uplift: Double
  /// Beds open from a month on, in the order of the months.
  public var ramp: [Opening]
  /// Share of open beds that is paid for whether or not used.
  public var guaranteed: Double
  /// Share of children who take two beds.
  public var solo: Double
  /// Weeks paid after notice.
  public var noticeWeeks: Double

  /// Beds open from a month on.
  public struct Opening: Sendable, Hashable {
    /// The month.
    public var month: Month
    /// How many are open.
    public var beds: Int
  }

  /// The contract as it is once the extension is taken up, at the same terms. Throws ``BedContractError``
  /// where none is agreed.
  public func extended() throws(BedContractError) -> BedContract {
    guard let extendedUntil else {
      throw BedContractError(
        "'\(provider)' has no extension_until, so it cannot be extended beyond \(until).")
    }
    var longer = self
    longer.until = extendedUntil
    longer.extendedUntil = nil
    return longer
  }

  /// Days of a month on which the contract runs.
  public func days(in month: Month) -> Int {
    max(0, max(from, month.firstDay).days(to: min(until, month.lastDay)) + 1)
  }

  /// Beds open in a month; 0 outside the contract.
  public func openBeds(in month: Month) -> Int {
    guard days(in: month) > 0 else { return 0 }
    guard !ramp.isEmpty else { return beds }
    return ramp.last { $0.month <= month }?.beds ?? 0
  }

  /// £ for a bed and week in a month: uplifted each 1 April after the first financial year.
  public func price(in month: Month) -> Double {
    weeklyPrice
      * pow(1 + uplift, Double(month.financialYear.startYear - from.month.financialYear.startYear))
  }

  /// Reads a table of contracts. Throws ``BedContractError`` with the place of what is wrong: dates back to
  /// front, beds that open outside the contract or are more than all, shares outside 0 to 1, a price that is
  /// not above £0.
  public static func read(
    bytes: [UInt8], file: String
  ) throws(BedContractError) -> [BedContract] {
    let rows = try BedContractRows(bytes, file)
    var found: [BedContract] = []
    for row in rows.rows { found.append(try rows.contract(row, unlike: found.map(\.provider))) }
    guard !found.isEmpty else { throw BedContractError("\(file): has no contract.") }
    return found
  }
}

/// Why a contract is refused: where, what, why it matters and what to do.
public struct BedContractError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The message, its place first.
  public let description: String

  /// A refusal in words.
  public init(_ description: String) { self.description = description }
}

private struct BedContractRows {
  static let columns = [
    "provider", "beds", "from", "until", "price_per_bed_week", "uplift", "ramp", "guaranteed",
    "solo",
    "notice_weeks", "extension_until",
  ]
  let table: DelimitedTable

  init(_ bytes: [UInt8], _ file: String) throws(BedContractError) {
    do {
      table = try DelimitedTable(bytes: bytes, file: file)
    } catch {
      throw BedContractError(error.description)
    }
    if let other = table.columns.first(where: { !Self.columns.contains($0) }) {
      throw BedContractError(
        "\(file):1: '\(other)' is a term that means nothing here, so it would be left out. The terms are "
          + "\(Self.columns.joined(separator: ", ")).")
    }
    for name in ["provider", "beds", "from", "until", "price_per_bed_week"] {
      guard table.position(of: name) != nil else {
        throw BedContractError(
          "\(file):1: the column '\(name)' is missing; no contract is without it.")
      }
    }
  }

  var rows: Range<Int> { 0..<table.rowCount }

  func contract(_ row: Int, unlike others: [String]) throws(BedContractError) -> BedContract {
    let provider = text(row, "provider")
    guard !provider.isEmpty, !others.contains(provider) else {
      throw fault(row, "provider", "'\(provider)' is empty or there already")
    }
    let from = try day(row, "from") { $0.firstDay }
    let until = try day(row, "until") { $0.lastDay }
    guard until >= from else {
      throw fault(row, "until", "\(until) is before \(from), so nothing would ever be paid")
    }
    var extendedUntil: CalendarDate?
    if !text(row, "extension_until").isEmpty {
      let last = try day(row, "extension_until") { $0.lastDay }
      guard last >= until else {
        throw fault(row, "extension_until", "is before the contract ends")
      }
      extendedUntil = last
    }
    let beds = try whole(row, "beds", text(row, "beds"))
    return BedContract(
      provider: provider, beds: beds, from: from, until: until,
      extendedUntil: extendedUntil,
      weeklyPrice: try number(row, "price_per_bed_week", 0.01...1e6, or: nil),
      uplift: try number(row, "uplift", -0.5...0.5, or: 0),
      ramp: try ramp(row, beds, from, until),
      guaranteed: try number(row, "guaranteed", 0...1, or: 1),
      solo: try number(row, "solo", 0...1, or: 0),
      noticeWeeks: try number(row, "notice_weeks", 0...520, or: 0))
  }

  private func ramp(
    _ row: Int, _ beds: Int, _ from: CalendarDate, _ until: CalendarDate
  ) throws(BedContractError) -> [BedContract.Opening] {
    var found: [BedContract.Opening] = []
    for part in text(row, "ramp").split(separator: " ") {
      let halves = part.split(separator: "@").map(String.init)
      guard halves.count == 2 else {
        throw fault(row, "ramp", "'\(part)' is not beds and a month, such as 3@2026-09")
      }
      let open = try whole(row, "ramp", halves[0])
      let month = try month(row, "ramp", halves[1])
      guard month >= from.month, month <= until.month else {
        throw fault(row, "ramp", "\(month) is outside the contract, \(from) to \(until)")
      }
      guard open <= beds else {
        throw fault(row, "ramp", "\(open) beds are more than the \(beds) of the contract")
      }
      if let last = found.last, month <= last.month {
        throw fault(row, "ramp", "\(month) is not after \(last.month); put the months in order")
      }
      found.append(BedContract.Opening(month: month, beds: open))
    }
    return found
  }

  private func text(_ row: Int, _ column: String) -> String {
    table.position(of: column).map { table.text(row: row, column: $0) } ?? ""
  }

  private func number(
    _ row: Int, _ column: String, _ range: ClosedRange<Double>, or usual: Double?
  ) throws(BedContractError) -> Double {
    let found = text(row, column)
    if found.isEmpty, let usual { return usual }
    guard let value = Double(found), range.contains(value) else {
      throw fault(
        row, column, "'\(found)' is not a number from \(range.lowerBound) to \(range.upperBound)")
    }
    return value
  }

  private func whole(
    _ row: Int, _ column: String, _ found: String
  ) throws(BedContractError) -> Int {
    guard let value = Int(found), (0...1000).contains(value) else {
      throw fault(row, column, "'\(found)' is not a whole number of beds from 0 to 1000")
    }
    return value
  }

  /// A day, or the day that a month stands for.
  private func day(
    _ row: Int, _ column: String, in month: (Month) -> CalendarDate
  ) throws(BedContractError) -> CalendarDate {
    let found = text(row, column)
    guard found.split(separator: "-").count == 3 else { return month(try self.month(row, column)) }
    let date: CalendarDate
    do {
      date = try CalendarDate(iso: found)
    } catch {
      throw fault(row, column, "'\(found)' is not a day such as 2025-10-13")
    }
    guard (1990...2200).contains(date.month.year) else {
      throw fault(row, column, "'\(found)' is not between 1990 and 2200")
    }
    return date
  }

  private func month(
    _ row: Int, _ column: String, _ given: String? = nil
  ) throws(BedContractError) -> Month {
    let found = given ?? text(row, column)
    let parts = found.split(separator: "-").map(String.init)
    guard parts.count == 2, let year = Int(parts[0]), let number = Int(parts[1]),
      (1990...2200).contains(year), (1...12).contains(number)
    else { throw fault(row, column, "'\(found)' is not a month such as 2026-09") }
    return Month(year: year, monthOfYear: number)
  }

  private func fault(_ row: Int, _ column: String, _ reason: String) -> BedContractError {
    let place = table.position(of: column).map { ":\(table.characterColumn(row: row, column: $0))" }
    return BedContractError(
      "\(table.file):\(table.line(ofRow: row))\(place ?? ""): column '\(column)': \(reason)")
  }
}
