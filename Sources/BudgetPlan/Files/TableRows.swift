import DelimitedText
import Finance
import Periods

/// A table with the fields of plans read from it, and errors that name their place.
struct TableRows {
  let table: DelimitedTable

  init(_ bytes: [UInt8], file: String) throws(BudgetPlanError) {
    do {
      table = try DelimitedTable(bytes: bytes, file: file)
    } catch {
      throw BudgetPlanError(error)
    }
  }

  func column(_ name: String) throws(BudgetPlanError) -> Int {
    do {
      return try table.requiredPosition(of: name)
    } catch {
      throw BudgetPlanError(error)
    }
  }

  func text(_ row: Int, _ name: String) -> String {
    table.position(of: name).map { table.text(row: row, column: $0) } ?? ""
  }

  func number(_ row: Int, _ name: String) throws(BudgetPlanError) -> Double? {
    guard let column = table.position(of: name), !table.text(row: row, column: column).isEmpty
    else { return nil }
    guard let number = table.number(row: row, column: column) else {
      throw fault(
        row, name,
        "'\(table.text(row: row, column: column))' is not a number; write figures without separators "
          + "or currency signs")
    }
    return number
  }

  /// An amount in units of `scale` pounds; `nil` where the field is empty.
  func pence(
    _ row: Int, _ name: String, scale: Double = 1
  ) throws(BudgetPlanError) -> Pence? {
    guard let number = try number(row, name) else { return nil }
    do {
      return try Pence(roundingPounds: number * scale)
    } catch {
      throw fault(row, name, error.description)
    }
  }

  func year(_ row: Int, _ name: String) throws(BudgetPlanError) -> FinancialYear {
    let text = text(row, name)
    guard let year = FinancialYear(label: text) else {
      throw fault(row, name, "'\(text)' is not a financial year such as 2027/28")
    }
    return year
  }

  func fault(_ row: Int, _ name: String, _ reason: String) -> BudgetPlanError {
    guard let column = table.position(of: name) else {
      return BudgetPlanError("\(table.file):\(table.line(ofRow: row)): \(reason)")
    }
    return BudgetPlanError(table, row: row, column: column, reason)
  }
}
