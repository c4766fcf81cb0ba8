public import Periods

/// Why a money calculation is refused. The description names the input, says why it matters and
/// what to do.
public enum FinanceError: Error, Equatable, Sendable, CustomStringConvertible {
  /// Two amounts in prices of different years met.
  case differentPriceBases(FinancialYear, FinancialYear)
  /// The inflation path has no change for a year it must cross.
  case noInflation(path: String, year: FinancialYear)
  /// A total would net a ringfenced fund with another.
  case ringfencedFunds(String, String)
  /// A table's lines do not add to its printed net.
  case doesNotTie(table: String, year: FinancialYear, difference: Pence)
  /// An amount does not fit in whole pence, or is not a number.
  case notAnAmount(String)
  /// An item has no price; what has one is listed.
  case missingPrice(item: String, known: [String])
  /// A price is in another price base than the calculation.
  case priceBase(item: String, found: PriceBase, needed: PriceBase)
  /// An input is outside what the method can answer.
  case invalid(input: String, reason: String)

  /// The message for the user.
  public var description: String {
    switch self {
    case .differentPriceBases(let left, let right):
      """
      amounts in \(left.label) prices and in \(right.label) prices do not add: a pound of one year \
      buys more than a pound of the other; reprice one of them with an inflation path first
      """
    case .noInflation(let path, let year):
      """
      inflation path \(path) has no change for \(year.label), so prices cannot be carried into or \
      across that year; add the year, or a value onwards
      """
    case .ringfencedFunds(let left, let right):
      """
      fund \(left) and fund \(right) cannot be netted: at least one is ringfenced, and a saving in \
      it does not pay for a pressure in the other; show one total for each fund
      """
    case .doesNotTie(let table, let year, let difference):
      """
      table \(table): the lines of \(year.label) miss the net by \(difference); a budget whose \
      parts do not add cannot be checked, so every line needs its amount
      """
    case .notAnAmount(let what):
      "\(what) is not an amount of money that fits in whole pence; check the input it comes from"
    case .missingPrice(let item, let known):
      """
      there is no price for \(item), and a missing price is not £0: its children would be cared for \
      free of charge; add one (\(known.isEmpty ? "the price book is empty" : "there are prices for \(known.joined(separator: ", "))"))
      """
    case .priceBase(let item, let found, let needed):
      """
      the price of \(item) is in \(found.label) where \(needed.label) are needed; reprice it with an \
      inflation path first, or state its base as it is
      """
    case .invalid(let input, let reason):
      "\(input): \(reason)"
    }
  }
}
