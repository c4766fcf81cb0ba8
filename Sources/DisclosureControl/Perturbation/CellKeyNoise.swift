import Probability

/// Noise for counts in a dashboard: the same children get the same noise in every table, so that
/// repeating or differencing a query tells a reader nothing more.
///
/// Each record has a key, the low 32 bits of FNV-1a-64 of `salt|pseudonym`. A cell's key is the sum
/// of its records' keys modulo 2³², and u = (key + ½)/2³² picks the noise from the row of the table
/// for the cell's count (the last row for larger counts): the first change whose cumulative
/// probability exceeds u. Empty cells stay empty.
///
/// FNV-1a mixes the last few characters of a text into the upper bits of its hash only weakly, so
/// pseudonyms must be long and random: not children's numbers in order.
public struct CellKeyNoise: Sendable {
  /// A change to a count and its probability.
  public struct Step: Sendable, Equatable {
    /// What is added to the count.
    public var change: Int
    /// How often.
    public var probability: Double

    /// A step.
    public init(change: Int, probability: Double) {
      self.change = change
      self.probability = probability
    }
  }

  /// A count with its noise.
  public struct Result: Sendable, Equatable {
    /// The cell's key.
    public var key: UInt32
    /// The count before noise.
    public var count: Int
    /// The noise.
    public var noise: Int
    /// Count plus noise.
    public var published: Int { count + noise }
  }

  private let salt: String
  private let rows: [Int: [Step]]
  private let lastRow: Int

  /// Noise by a secret salt and a table of changes for counts 1, 2, …, the last for all above.
  ///
  /// Throws ``DisclosureError`` for a table without rows 1 to its last, with probabilities that are
  /// negative or do not add to 1, or with a change that would make a count negative.
  public init(salt: String, table: [Int: [Step]]) throws(DisclosureError) {
    guard let last = table.keys.max(), last >= 1 else {
      throw .rule(name: "noise table", reason: "has no row; give one for a count of 1 at least")
    }
    for count in 1...last {
      guard let row = table[count] else {
        throw .rule(name: "noise table", reason: "has no row for a count of \(count)")
      }
      guard row.allSatisfy({ $0.probability >= 0 }),
        abs(row.reduce(0) { $0 + $1.probability } - 1) < 1e-9
      else {
        throw .rule(
          name: "noise table, count \(count)",
          reason: "has probabilities that are negative or do not add to 1")
      }
      guard row.allSatisfy({ count + $0.change >= 0 }) else {
        throw .rule(
          name: "noise table, count \(count)", reason: "holds a change that makes a count negative")
      }
    }
    self.salt = salt
    rows = table
    lastRow = last
  }

  /// The key of one record.
  public func recordKey(_ pseudonym: String) -> UInt32 {
    UInt32(truncatingIfNeeded: FNV1a64.hash("\(salt)|\(pseudonym)"))
  }

  /// A cell's count with its noise, from the pseudonyms of the children in it, in any order.
  public func result(_ pseudonyms: some Sequence<String>) -> Result {
    var key: UInt32 = 0
    var count = 0
    for pseudonym in pseudonyms {
      key &+= recordKey(pseudonym)
      count += 1
    }
    guard count > 0, let row = rows[min(count, lastRow)] else {
      return Result(key: key, count: count, noise: 0)
    }
    let u = (Double(key) + 0.5) / 4_294_967_296
    var cumulative = 0.0
    for step in row {
      cumulative += step.probability
      if u < cumulative { return Result(key: key, count: count, noise: step.change) }
    }
    return Result(key: key, count: count, noise: row.last?.change ?? 0)
  }
}
