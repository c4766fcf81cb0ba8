import DelimitedText
public import Finance
public import Periods

/// What a provision costs the grant in a year.
public struct GrantSpend: Hashable, Sendable {
  /// The year.
  public var year: FinancialYear
  /// The provision, such as `special` or `independent-special`.
  public var provision: String
  /// The spend.
  public var amount: Pence

  /// A year's spend.
  public init(year: FinancialYear, provision: String, amount: Pence) {
    self.year = year
    self.provision = provision
    self.amount = amount
  }
}

/// One year of the dedicated schools grant as an account: what comes in, what goes out, and the
/// balance from year to year. A deficit is positive, as a pressure is.
public struct GrantYear: Hashable, Sendable {
  /// The year.
  public var year: FinancialYear
  /// Deficit brought forward; a surplus is negative.
  public var broughtForward: Pence
  /// The block's allocation, positive.
  public var allocation: Pence
  /// What the department takes back for places it pays itself, positive.
  public var recoupment: Pence
  /// Moved in from other blocks, positive.
  public var blockTransfer: Pence
  /// Spend by provision.
  public var expenditure: [GrantSpend]

  /// Spend less allocation after recoupment and transfer: the deficit of the year.
  public var inYear: Pence {
    expenditure.reduce(.zero) { $0 + $1.amount } - (allocation - recoupment + blockTransfer)
  }

  /// Deficit carried forward.
  public var carriedForward: Pence { broughtForward + inYear }
}

/// The account of the dedicated schools grant over the years of a plan. It never nets with the
/// general fund.
public struct GrantAccount: Hashable, Sendable {
  /// What a year is given.
  public struct Income: Hashable, Sendable {
    /// The block's allocation.
    public var allocation: Pence
    /// What is taken back.
    public var recoupment: Pence
    /// What comes from other blocks.
    public var blockTransfer: Pence

    /// A year's income.
    public init(allocation: Pence, recoupment: Pence = .zero, blockTransfer: Pence = .zero) {
      self.allocation = allocation
      self.recoupment = recoupment
      self.blockTransfer = blockTransfer
    }
  }

  /// The years, in order.
  public let years: [GrantYear]

  /// An account that starts with a deficit (positive) and takes each year's income and spend.
  ///
  /// Throws ``BudgetPlanError`` where a year has spend and no income: an allocation that is not
  /// known is not £0.
  public init(
    broughtForward: Pence, income: [FinancialYear: Income],
    expenditure: [GrantSpend]
  ) throws(BudgetPlanError) {
    var years: [GrantYear] = []
    var balance = broughtForward
    for year in Set(expenditure.map(\.year)).sorted() {
      guard let given = income[year] else {
        throw BudgetPlanError(
          "The grant account has spend in \(year.label) and no allocation. An allocation that is not "
            + "known is not £0: add a row for \(year.label).")
      }
      if let last = years.last, last.year.advanced(by: 1) != year {
        throw BudgetPlanError(
          "The grant account has no spend between \(last.year.label) and \(year.label). Balances "
            + "carry from year to year: add the years between.")
      }
      let grantYear = GrantYear(
        year: year, broughtForward: balance, allocation: given.allocation,
        recoupment: given.recoupment, blockTransfer: given.blockTransfer,
        expenditure: expenditure.filter { $0.year == year })
      years.append(grantYear)
      balance = grantYear.carriedForward
    }
    self.years = years
  }

  /// Reads each year's income: columns `financial_year`, `allocation`, and where they are there
  /// `recoupment`, `block_transfer` and, in the first row, `brought_forward`, in pounds.
  ///
  /// Throws ``BudgetPlanError`` with line and column.
  public static func income(
    bytes: [UInt8], file: String
  ) throws(BudgetPlanError) -> (broughtForward: Pence, income: [FinancialYear: Income]) {
    let rows = try TableRows(bytes, file: file)
    _ = try rows.column("financial_year")
    _ = try rows.column("allocation")
    var broughtForward = Pence.zero
    var income: [FinancialYear: Income] = [:]
    for row in 0..<rows.table.rowCount {
      let year = try rows.year(row, "financial_year")
      guard income[year] == nil else {
        throw rows.fault(
          row, "financial_year", "\(year.label) comes twice; an account has each year once")
      }
      guard let allocation = try rows.pence(row, "allocation") else {
        throw rows.fault(row, "allocation", "is empty; an allocation that is not known is not £0")
      }
      if let opening = try rows.pence(row, "brought_forward") {
        guard row == 0 else {
          throw rows.fault(
            row, "brought_forward",
            "only the first year has one; later ones follow from the account, so leave this empty")
        }
        broughtForward = opening
      }
      income[year] = Income(
        allocation: allocation, recoupment: try rows.pence(row, "recoupment") ?? .zero,
        blockTransfer: try rows.pence(row, "block_transfer") ?? .zero)
    }
    return (broughtForward, income)
  }
}
