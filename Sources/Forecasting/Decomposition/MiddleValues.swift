/// The two middle values of a sample as the published STL finds them.
///
/// The published program looks for the two with one partial sort (Singleton 1969, Algorithm 347)
/// that expects the wanted ranks in ascending order, and asks for the larger rank first. For an even
/// number of values one of the two can then be a value near the middle instead. Robust fits agree
/// with published ones only if the same value is taken, so the same steps are taken here.
struct MiddleValues {
  private var values: [Double]
  /// The wanted ranks, in the order in which they are asked for.
  private let ranks: [Int]
  private var waiting: [Segment] = []

  /// A part of the values with the wanted ranks believed to lie in it.
  private struct Segment {
    var low: Int
    var high: Int
    var first: Int
    var last: Int
  }

  /// The sum of the two middle values (twice the middle one of an odd number), none of them NaN.
  static func sum(_ sample: [Double]) -> Double {
    let upper = sample.count / 2
    let lower = sample.count - upper - 1
    var sorter = MiddleValues(values: sample, ranks: [upper, lower])
    sorter.sort()
    return sorter.values[upper] + sorter.values[lower]
  }

  private init(values: [Double], ranks: [Int]) {
    self.values = values
    self.ranks = ranks
  }

  private mutating func sort() {
    guard values.count > 1 else { return }
    var next: Segment? = Segment(low: 0, high: values.count - 1, first: 0, last: ranks.count - 1)
    while let segment = next {
      if segment.first <= segment.last, let rest = split(segment), rest.low > 0 {
        insertionSort(rest.low, rest.high)
      }
      next = waiting.popLast()
    }
  }

  /// Splits a segment until it is short; `nil` where no wanted rank is left in it.
  private mutating func split(_ start: Segment) -> Segment? {
    var segment = start
    while segment.high - segment.low > 10 || (segment.low == 0 && segment.high > 0) {
      let cut = partition(segment.low, segment.high)
      var other = segment
      let lowerIsShorter = cut.left - segment.low <= segment.high - cut.right
      if lowerIsShorter {
        other.low = cut.right
        segment.high = cut.left
        while segment.first <= segment.last && ranks[segment.last] > segment.high {
          segment.last -= 1
        }
      } else {
        other.high = cut.left
        segment.low = cut.right
        while segment.first <= segment.last && ranks[segment.first] < segment.low {
          segment.first += 1
        }
      }
      if segment.first > segment.last {
        waiting.append(other)
        return nil
      }
      if lowerIsShorter { other.first = segment.last + 1 } else { other.last = segment.first - 1 }
      waiting.append(other)
    }
    return segment
  }

  /// Parts a segment about the median of its ends and its middle: values up to `left` are not above
  /// it, values from `right` not below.
  private mutating func partition(_ low: Int, _ high: Int) -> (left: Int, right: Int) {
    // The published program counts from 1.
    let middle = (low + high + 2) / 2 - 1
    if values[low] > values[middle] { values.swapAt(low, middle) }
    if values[high] < values[middle] {
      values.swapAt(high, middle)
      if values[low] > values[middle] { values.swapAt(low, middle) }
    }
    let pivot = values[middle]
    var right = low
    var left = high
    while true {
      repeat { left -= 1 } while values[left] > pivot
      repeat { right += 1 } while values[right] < pivot
      if right > left { return (left, right) }
      values.swapAt(left, right)
    }
  }

  private mutating func insertionSort(_ low: Int, _ high: Int) {
    guard low < high else { return }
    for i in low..<high {
      let value = values[i + 1]
      var place = i
      while place >= 0 && values[place] > value {
        values[place + 1] = values[place]
        place -= 1
      }
      values[place + 1] = value
    }
  }
}
