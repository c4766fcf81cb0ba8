/// Labels one above the other, each as near to its own height as the others let it be.
enum LabelColumn {
  /// The middles of labels of height `gap` that would lie at `wanted`, moved so that no two
  /// overlap and all lie between `top` and `bottom`; the order from top to bottom is kept.
  ///
  /// Least squares under the order: blocks of labels that touch take the mean of what they want
  /// (pool adjacent violators), then the column is clamped at both ends.
  static func places(_ wanted: [Double], gap: Double, top: Double, bottom: Double) -> [Double] {
    let order = wanted.indices.sorted { (wanted[$0], $0) < (wanted[$1], $1) }
    let spaced = order.enumerated().map { wanted[$1] - Double($0) * gap }
    var blocks: [(sum: Double, count: Int)] = []
    for value in spaced {
      blocks.append((value, 1))
      while blocks.count > 1 {
        let last = blocks[blocks.count - 1]
        let previous = blocks[blocks.count - 2]
        guard previous.sum / Double(previous.count) > last.sum / Double(last.count) else { break }
        blocks.removeLast(2)
        blocks.append((previous.sum + last.sum, previous.count + last.count))
      }
    }
    let fitted = blocks.flatMap { block in
      Array(repeating: block.sum / Double(block.count), count: block.count)
    }
    let first = top + gap / 2
    let lastShift = bottom - gap / 2 - Double(wanted.count - 1) * gap
    var result = wanted
    for (rank, index) in order.enumerated() {
      result[index] = max(first, min(fitted[rank], max(first, lastShift))) + Double(rank) * gap
    }
    return result
  }
}
