/// Whole numbers in given proportions.
enum Quota {
  /// Splits a whole number in proportion to weights, by largest remainder; equal remainders go to the
  /// earlier item. Weights that are all zero share equally.
  static func split(_ total: Int, by weights: [Double]) -> [Int] {
    guard !weights.isEmpty, total > 0 else { return Array(repeating: 0, count: weights.count) }
    let sum = weights.reduce(0, +)
    let shares = weights.map {
      sum > 0 ? Double(total) * $0 / sum : Double(total) / Double(weights.count)
    }
    var parts = shares.map { Int($0.rounded(.down)) }
    let order = shares.indices.sorted {
      let left = shares[$0] - Double(parts[$0])
      let right = shares[$1] - Double(parts[$1])
      return left == right ? $0 < $1 : left > right
    }
    let missing = total - parts.reduce(0, +)
    for index in order.prefix(max(0, missing)) { parts[index] += 1 }
    return parts
  }
}
