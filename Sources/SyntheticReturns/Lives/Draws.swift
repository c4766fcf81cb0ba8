import Probability

/// Addressed random numbers: one stream per purpose, one address per child and year.
///
/// A draw depends on the seed, the purpose, the child and the year, never on the order of the work.
struct Draws {
  private let stream: RandomStream

  init(seed: UInt64, purpose: String) { stream = RandomStream(seed: seed, name: purpose) }

  /// A uniform inside (0, 1).
  func uniform(_ item: Int, _ year: Int = 0, _ k: Int = 0) -> Double {
    stream.uniform(replicate: item, step: year, k: k)
  }

  /// A whole number from 0 to `count` - 1.
  func index(_ count: Int, _ item: Int, _ year: Int = 0, _ k: Int = 0) -> Int {
    min(count - 1, Int(uniform(item, year, k) * Double(count)))
  }

  /// The position of the weight that a uniform falls on.
  func choice(_ weights: [Double], _ item: Int, _ year: Int = 0, _ k: Int = 0) -> Int {
    var left = uniform(item, year, k) * weights.reduce(0, +)
    for (index, weight) in weights.enumerated() where weight > 0 {
      left -= weight
      if left < 0 { return index }
    }
    return weights.lastIndex { $0 > 0 } ?? 0
  }

  /// Items in a random order that depends on each item's own draw.
  func shuffled(_ items: [Int], year: Int = 0, k: Int = 0) -> [Int] {
    var keyed = items.map { (key: uniform($0, year, k), item: $0) }
    keyed.sort { $0.key == $1.key ? $0.item < $1.item : $0.key < $1.key }
    return keyed.map(\.item)
  }
}
