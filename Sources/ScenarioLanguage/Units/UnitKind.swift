import Foundation
import Periods

/// The kind of an expression: what it measures, per what, in which prices.
///
/// Nouns, pounds and calendar units form a free abelian group: `children × £ per child per week` is
/// `£ per week`. Calendar units never cancel one another (a month is not four weeks); a share has no
/// unit, and a change per period is a kind of its own that nothing is added to or multiplied by.
struct UnitKind: Equatable {
  /// Exponents by noun, `£` and `per` calendar unit (as `per week`), without those that are 0.
  var factors: [String: Int] = [:]
  /// The price base of money.
  var base: MoneyBase?
  /// A change per period, or percentage points: `5% per financial year`.
  var isChange = false
  /// The funds that money is charged to, where that is known.
  var funds: Set<String> = []

  static let pound = "£"

  init(factors: [String: Int] = [:], base: MoneyBase? = nil) {
    self.factors = factors
    self.base = base
  }

  init(_ quantity: Quantity) {
    switch quantity.kind {
    case .money: add(Self.pound, 1)
    case .count(let noun): add(noun, 1)
    case .percent: isChange = quantity.perTime != nil
    case .percentagePoints: isChange = true
    case .plain: break
    }
    for noun in quantity.perNouns { add(noun, -1) }
    if let time = quantity.perTime, !isChange { add("per \(time.rawValue)", 1) }
    base = quantity.base
  }

  private mutating func add(_ factor: String, _ exponent: Int) {
    factors[factor, default: 0] += exponent
    if factors[factor] == 0 { factors[factor] = nil }
  }

  /// Why two kinds can't go together.
  enum Conflict: Error, Equatable {
    /// They measure different things, or one is a change.
    case kinds
    /// Money of different price bases.
    case bases
    /// A ringfenced fund and another.
    case funds(String, String)
  }

  /// The kind of a sum or difference.
  func added(to other: UnitKind, ringfenced: Set<String>) throws(Conflict) -> UnitKind {
    guard !isChange, !other.isChange, factors == other.factors else { throw .kinds }
    guard base == other.base else { throw .bases }
    if let ring = funds.union(other.funds).sorted().first(where: { ringfenced.contains($0) }),
      let stranger = funds.union(other.funds).sorted().first(where: { $0 != ring })
    {
      throw .funds(ring, stranger)
    }
    var result = self
    result.funds.formUnion(other.funds)
    return result
  }

  /// The kind of a product.
  func multiplied(by other: UnitKind) throws(Conflict) -> UnitKind {
    guard !isChange, !other.isChange, base == nil || other.base == nil else { throw .kinds }
    var result = self
    for (factor, exponent) in other.factors { result.add(factor, exponent) }
    result.base = base ?? other.base
    result.funds.formUnion(other.funds)
    return result
  }

  /// The kind of a quotient; money over money of one base has none.
  func divided(by other: UnitKind) throws(Conflict) -> UnitKind {
    guard !isChange, !other.isChange else { throw .kinds }
    if base != nil, other.base != nil, base != other.base { throw .bases }
    guard base != nil || other.base == nil else { throw .kinds }
    var result = self
    for (factor, exponent) in other.factors { result.add(factor, -exponent) }
    result.base = other.base == nil ? base : nil
    return result
  }

  /// In words: `£ per child per week in 2026/27 prices`.
  func words(plural: (String) -> String) -> String {
    if isChange { return "a change per period" }
    let over = factors.filter { $0.value > 0 && !$0.key.hasPrefix("per ") }.keys.sorted()
    let under = factors.filter { $0.value < 0 && !$0.key.hasPrefix("per ") }.keys.sorted()
    let times = factors.filter { $0.key.hasPrefix("per ") }
    var text =
      over.isEmpty
      ? (under.isEmpty && times.isEmpty ? "a share (%) or plain number" : "a number")
      : over.map { factor in
        let name = factor == Self.pound ? factor : plural(factor)
        return (factors[factor] ?? 1) > 1 ? "\(name) to the power \(factors[factor] ?? 1)" : name
      }.joined(separator: " × ")
    for noun in under { text += noun == Self.pound ? " per £" : " per \(noun)" }
    for time in times.keys.sorted() {
      text += (times[time] ?? 0) > 0 ? " \(time)" : " × \(time.dropFirst(4))s"
    }
    switch base {
    case .prices(let year): text += " in \(year.label) prices"
    case .cash: text += " cash"
    case nil: break
    }
    return text
  }
}
