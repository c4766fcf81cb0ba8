/// Sums whose shape depends on the data alone.
public enum PairwiseSum {
  /// The sum by a balanced binary tree over the positions; error grows with log n, and the result
  /// is the same however the work is divided over threads.
  public static func of(_ values: [Double]) -> Double {
    pairwise(values[...])
  }

  private static func pairwise(_ values: ArraySlice<Double>) -> Double {
    switch values.count {
    case 0: return 0
    case 1...8: return values.reduce(0, +)
    default:
      let middle = values.startIndex + values.count / 2
      return pairwise(values[..<middle]) + pairwise(values[middle...])
    }
  }
}
