import Foundation
import Probability

/// A multinomial over categories of which only those that get people cost anything.
///
/// Few people choose one after another, each by inversion of one uniform. Many are halved: at each
/// node one binomial says how many go to the first half of the categories. Every uniform has its
/// own number (that of the person, or of the first category of the second half), so it belongs to
/// the same question whatever the counts elsewhere.
struct SplitTree {
  /// The categories that got people, in some order and perhaps repeated, and how many each time.
  private(set) var categories: [Int] = []
  private(set) var counts: [Int] = []

  /// Up to so many people choose one after another.
  static let individuals = 16

  /// The uniforms that a split over so many categories may ask for, numbered from 1.
  static func width(_ categories: Int) -> Int { max(categories, individuals + 1) }

  /// Splits `count` people over the `width` categories whose shares have the running sums
  /// `sums[first...first + width]`, with the uniforms `offset + 1` and on of the address.
  mutating func split(
    _ count: Int, sums: [Double], first: Int, width: Int, address: RandomAddress, offset: Int
  ) {
    categories.removeAll(keepingCapacity: true)
    counts.removeAll(keepingCapacity: true)
    guard width > 1, count <= SplitTree.individuals else {
      descend(count, 0, width, sums, first, address, offset)
      return
    }
    let total = sums[first + width]
    for person in 1...count {
      let mark = address.uniform(offset + person) * total
      // The category with sums[low] < mark ≤ sums[low + 1], never one of share 0.
      var low = 0
      var high = width
      while high - low > 1 {
        let middle = (low + high) / 2
        if sums[first + middle] < mark { low = middle } else { high = middle }
      }
      categories.append(low)
      counts.append(1)
    }
  }

  private mutating func descend(
    _ count: Int, _ low: Int, _ high: Int, _ sums: [Double], _ first: Int,
    _ address: RandomAddress, _ offset: Int
  ) {
    if high - low <= 1 {
      categories.append(low)
      counts.append(count)
      return
    }
    let middle = (low + high) / 2
    let left = sums[first + middle] - sums[first + low]
    let right = sums[first + high] - sums[first + middle]
    // Certain splits ask no random number; the rarer half is drawn, which is quicker.
    let second: Int
    if left <= 0 {
      second = count
    } else if right <= 0 {
      second = 0
    } else {
      let u = address.uniform(offset + middle)
      second =
        right <= left
        ? FastBinomial.quantile(count, right / (left + right), u)
        : count - FastBinomial.quantile(count, left / (left + right), u)
    }
    if count > second { descend(count - second, low, middle, sums, first, address, offset) }
    if second > 0 { descend(second, middle, high, sums, first, address, offset) }
  }
}

/// Binomial draws by inversion for the small counts of cohorts.
enum FastBinomial {
  /// The smallest y with P(Y ≤ y) ≥ u for Y ~ Binomial(n, p), as `Binomial.quantile` gives, without
  /// logarithms where the mean is small.
  @inline(__always)
  static func quantile(_ n: Int, _ p: Double, _ u: Double) -> Int {
    let mean = Double(n) * p
    // (1 − p)ⁿ ≥ 1 − np, so that no power is needed to know that nobody is drawn.
    if u <= 1 - mean { return 0 }
    if n == 1 { return u <= 1 - p ? 0 : 1 }
    if n <= 256, mean <= 16, p <= 0.5, u < 0.999_999 { return fromZero(n, p, u) }
    return Binomial(unchecked: n, p).quantile(u)
  }

  private static func fromZero(_ n: Int, _ p: Double, _ u: Double) -> Int {
    var term = 1.0
    var power = 1 - p
    var rest = n
    while rest > 0 {
      if rest & 1 == 1 { term *= power }
      power *= power
      rest >>= 1
    }
    let odds = p / (1 - p)
    var sum = term
    var y = 0
    while sum < u, y < n {
      term *= Double(n - y) / Double(y + 1) * odds
      y += 1
      sum += term
    }
    return y
  }
}
