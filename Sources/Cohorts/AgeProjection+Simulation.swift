import Foundation
import Probability

extension AgeProjection {
  /// One simulated future.
  public struct Path: Hashable, Sendable {
    /// The stock by year and age.
    public let stocks: [[Int]]

    /// Per year, the balanced flows of the total stock. Entries are people at the entry ages and net
    /// growth of later ages; exits are net losses and everyone past the last age.
    public let ledgers: [StockFlowLedger]
  }

  /// The random streams of a projection, named after one model object.
  public struct Streams: Hashable, Sendable {
    let ratio: RandomStream
    let stock: RandomStream
    let effect: RandomStream

    /// The streams `name|ratio`, `name|stock` and `name|year` under that seed.
    public init(seed: UInt64, name: String) {
      ratio = RandomStream(seed: seed, name: "\(name)|ratio")
      stock = RandomStream(seed: seed, name: "\(name)|stock")
      effect = RandomStream(seed: seed, name: "\(name)|year")
    }
  }

  /// Simulates one replicate by inversion, one addressed uniform per number.
  ///
  /// - Parameters:
  ///   - replicate: the replicate, which fits 32 bits.
  ///   - streams: the random numbers.
  ///   - drawsParameters: whether ratios are drawn from their posterior, once for all years;
  ///     otherwise they are at their posterior means.
  /// - Throws: ``CohortError`` where flows do not balance, which no input can cause.
  public func path(
    replicate: Int, streams: Streams, drawsParameters: Bool = true
  ) throws(CohortError) -> Path {
    let ratios = drawsParameters ? drawnRatios(replicate, streams.ratio) : ratios.means
    var stock = start.counts
    var stocks: [[Int]] = []
    var ledgers: [StockFlowLedger] = []
    for year in 0..<years {
      let factor = yearFactor(replicate, year, streams.effect)
      let address = streams.stock.at(replicate: replicate, step: year)
      var next = stock
      var entries = 0
      var exits = stock[stock.count - 1]
      for age in stock.indices {
        let isEntry = age < entryRules.count
        let mean =
          isEntry ? entryMean(age, year) : ratios[age - 1] * factor * Double(stock[age - 1])
        let count = Poisson(unchecked: mean).quantile(address.uniform(age))
        next[age] = count
        if isEntry {
          // An entry age is refilled: whoever was due to arrive from the age before has left.
          entries += count
          if age > 0 { exits += stock[age - 1] }
        } else {
          entries += max(0, count - stock[age - 1])
          exits += max(0, stock[age - 1] - count)
        }
      }
      ledgers.append(
        try StockFlowLedger(
          opening: stock.reduce(0, +), entries: entries, exits: exits,
          closing: next.reduce(0, +)))
      stocks.append(next)
      stock = next
    }
    return Path(stocks: stocks, ledgers: ledgers)
  }

  private func drawnRatios(_ replicate: Int, _ stream: RandomStream) -> [Double] {
    let address = stream.at(replicate: replicate, step: 0)
    return ratios.parent.indices.map { age in
      let law = Gamma(
        unchecked: ratios.concentration + ratios.observed[age],
        scale: 1 / (ratios.concentration + ratios.expected[age]))
      return ratios.parent[age] * law.quantile(address.uniform(age))
    }
  }

  private func yearFactor(_ replicate: Int, _ year: Int, _ stream: RandomStream) -> Double {
    guard yearEffect > 0 else { return 1 }
    let z = SpecialFunctions.normalQuantile(stream.uniform(replicate: replicate, step: year))
    return exp(yearEffect * z - yearEffect * yearEffect / 2)
  }
}
