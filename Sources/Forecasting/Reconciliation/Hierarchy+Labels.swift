import LinearAlgebra

extension Hierarchy {
  /// Labels that nest, coarse to fine, such as region and area; or a single one, such as need.
  public struct Dimension: Equatable, Sendable {
    /// The names of its levels, coarse to fine.
    public let levels: [String]

    /// A dimension of those levels.
    public init(_ levels: String...) { self.levels = levels }
  }

  /// The hierarchy of every combination of levels: nested with one dimension, grouped with several.
  ///
  /// For the dimensions (region, area) and (need) these are the total, needs, regions, regions by
  /// need, areas, and areas by need. The first dimension varies slowest, groups come in order of
  /// first appearance, and the cells keep the order in which they are given. A series is named
  /// after its finest labels joined by `/`, the first one being `total` where the first dimension
  /// is summed over.
  ///
  /// - Parameters:
  ///   - total: the name of the sum of all cells.
  ///   - dimensions: at least one, each of at least one level.
  ///   - labels: for each cell one label per level, through all dimensions in order.
  ///
  /// Throws `invalidHierarchy` for a cell without the right number of labels, two cells with the
  /// same labels, and a label that lies in two different groups of the level above.
  public static func grouped(
    total: String, dimensions: [Dimension], labels: [[String]]
  ) throws(ReconciliationError) -> Hierarchy {
    let depths = dimensions.map(\.levels.count)
    guard !depths.isEmpty, !depths.contains(0), !labels.isEmpty else {
      throw .invalidHierarchy(
        place: "dimensions", reason: "at least one dimension, level and cell are needed")
    }
    let width = depths.reduce(0, +)
    for (cell, list) in labels.enumerated() where list.count != width {
      throw .invalidHierarchy(
        place: "cell \(cell)", reason: "\(list.count) labels where \(width) are needed")
    }
    try requireNesting(dimensions, labels)
    var names: [String] = []
    var rows: [[Double]] = []
    for cut in combinations(depths) {
      let isFinest = cut == depths
      var places: [[String]: Int] = [:]
      for (cell, list) in labels.enumerated() {
        let name = nameOfGroup(list, cut: cut, depths: depths, total: total)
        if let place = places[name] {
          guard !isFinest else {
            throw .invalidHierarchy(
              place: "cell \(cell)",
              reason: "the labels \(list) occur twice; give every cell other labels")
          }
          rows[place][cell] = 1
        } else {
          places[name] = rows.count
          names.append(name.joined(separator: "/"))
          rows.append(labels.indices.map { $0 == cell ? 1 : 0 })
        }
      }
    }
    let summing = try algebra { () throws(LinearAlgebraError) in try Matrix(rows: rows) }
    return try Hierarchy(names: names, summing: summing)
  }

  /// Every choice of how many levels of each dimension are told apart, the first varying slowest.
  private static func combinations(_ depths: [Int]) -> [[Int]] {
    depths.reduce([[]]) { cuts, depth in
      cuts.flatMap { cut in (0...depth).map { cut + [$0] } }
    }
  }

  private static func nameOfGroup(
    _ labels: [String], cut: [Int], depths: [Int], total: String
  ) -> [String] {
    var parts: [String] = []
    var start = 0
    for (place, depth) in cut.enumerated() {
      if depth > 0 {
        parts.append(labels[start + depth - 1])
      } else if place == 0 {
        parts.append(total)
      }
      start += depths[place]
    }
    return parts
  }

  private static func requireNesting(
    _ dimensions: [Dimension], _ labels: [[String]]
  ) throws(ReconciliationError) {
    var start = 0
    for dimension in dimensions {
      for level in dimension.levels.indices.dropFirst() {
        var parents: [String: String] = [:]
        for list in labels {
          let label = list[start + level]
          let parent = list[start + level - 1]
          if let other = parents[label], other != parent {
            throw .invalidHierarchy(
              place: "\(dimension.levels[level]) \(label)",
              reason: "lies in both \(other) and \(parent); give it a name of its own in each")
          }
          parents[label] = parent
        }
      }
      start += dimension.levels.count
    }
  }
}
