public import Periods

/// The price of one kind of place with one kind of provider.
public struct PriceEntry: Hashable, Sendable {
  /// The service, such as `residential`.
  public var service: String
  /// The provider, such as `framework`, `in-house` or a home's name.
  public var provider: String
  /// Mean weekly price, pounds.
  public var weekly: Double
  /// Median weekly price where it is known: with the mean it gives the spread.
  public var median: Double?
  /// What its pounds buy.
  public var base: PriceBase
  /// Where the price comes from.
  public var source: String

  /// A price.
  public init(
    service: String, provider: String, weekly: Double, median: Double? = nil, base: PriceBase,
    source: String
  ) {
    self.service = service
    self.provider = provider
    self.weekly = weekly
    self.median = median
    self.base = base
    self.source = source
  }

  /// `residential, framework`.
  public var item: String { provider.isEmpty ? service : "\(service), \(provider)" }
}

/// Prices by service and provider. What is not in it has no price, which is an error, never £0.
public struct PriceBook: Hashable, Sendable {
  /// The prices, in the order given.
  public let entries: [PriceEntry]

  /// A book. Throws ``FinanceError/invalid(input:reason:)`` where an item comes twice or a price is
  /// not a finite amount of 0 or more.
  public init(_ entries: [PriceEntry]) throws(FinanceError) {
    var seen: Set<String> = []
    for entry in entries {
      guard seen.insert(entry.item).inserted else {
        throw .invalid(
          input: entry.item, reason: "has two prices, so a cost could use either; keep one")
      }
      guard entry.weekly >= 0, entry.weekly.isFinite else {
        throw .invalid(
          input: entry.item, reason: "\(entry.weekly) is not a price; give pounds a week")
      }
    }
    self.entries = entries
  }

  /// The entry of an item. Throws ``FinanceError/missingPrice(item:known:)`` where there is none.
  public func entry(_ service: String, provider: String = "") throws(FinanceError) -> PriceEntry {
    guard let found = entries.first(where: { $0.service == service && $0.provider == provider })
    else {
      let item = provider.isEmpty ? service : "\(service), \(provider)"
      throw .missingPrice(item: item, known: entries.map(\.item))
    }
    return found
  }

  /// The weekly price in a base. Throws where it is missing or in another base.
  public func weekly(
    _ service: String, provider: String = "", in base: PriceBase
  ) throws(FinanceError) -> Double {
    let entry = try entry(service, provider: provider)
    guard entry.base == base else {
      throw .priceBase(item: entry.item, found: entry.base, needed: base)
    }
    return entry.weekly
  }

  /// The cash price through a financial year of an entry in the prices of a year, uplifted each
  /// 1 April by the path. Throws where the price is missing, is cash of an unstated year, or the
  /// path lacks a year.
  public func path(
    _ service: String, provider: String = "", in year: FinancialYear, upliftedBy path: InflationPath
  ) throws(FinanceError) -> UpliftedPrice {
    let entry = try entry(service, provider: provider)
    guard case .prices(let base) = entry.base else {
      throw .priceBase(item: entry.item, found: entry.base, needed: .prices(year))
    }
    guard base <= year else {
      throw .priceBase(item: entry.item, found: entry.base, needed: .prices(year))
    }
    return try UpliftedPrice(
      weekly: entry.weekly, uplifts: DatedUplift.everyApril(after: base, through: year, by: path),
      in: year)
  }

  /// The spread of an item's price. Throws where it is missing, or no median is given.
  public func spread(
    _ service: String, provider: String = ""
  ) throws(FinanceError) -> PriceDistribution {
    let entry = try entry(service, provider: provider)
    guard let median = entry.median else {
      throw .invalid(
        input: entry.item,
        reason: "has a mean price and no median, so its spread is not known; add the median")
    }
    return try PriceDistribution(mean: entry.weekly, median: median)
  }
}

extension DatedUplift {
  /// One uplift each 1 April after `base` up to `last`, at the path's change into that year.
  public static func everyApril(
    after base: FinancialYear, through last: FinancialYear, by path: InflationPath
  ) throws(FinanceError) -> [DatedUplift] {
    guard base < last else { return [] }
    var uplifts: [DatedUplift] = []
    for start in (base.startYear + 1)...last.startYear {
      let year = FinancialYear(startYear: start)
      uplifts.append(DatedUplift(from: year.firstDay, rate: try path.change(into: year)))
    }
    return uplifts
  }
}
