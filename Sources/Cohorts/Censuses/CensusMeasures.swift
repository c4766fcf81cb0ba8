/// Weighted sums over cells that are reported: totals, parts of the total, costs.
public struct CensusMeasures: Hashable, Sendable {
  /// One cell's part in one measure.
  public struct Part: Hashable, Sendable {
    /// The measure's index.
    public let measure: Int

    /// What a person in the cell adds to it.
    public let weight: Double

    /// A part.
    public init(measure: Int, weight: Double = 1) {
      self.measure = measure
      self.weight = weight
    }
  }

  /// The number of measures.
  public let count: Int

  /// Where the parts of each cell begin in ``parts``; one more than there are cells.
  let start: [Int]

  /// The parts of all cells, one after the other.
  let parts: [Part]

  /// Measures over cells, given the parts of each cell; throws ``CohortError`` where the cells do
  /// not fit or a part names no measure or has a weight that is not finite.
  public init(count: Int, partsOfCells: [[Part]], shape: CensusShape) throws(CohortError) {
    guard partsOfCells.count == shape.cells else {
      throw CohortError("measures", "cover \(partsOfCells.count) of \(shape.cells) cells")
    }
    var start = [0]
    for (cell, parts) in partsOfCells.enumerated() {
      start.append((start.last ?? 0) + parts.count)
      for part in parts {
        guard part.measure >= 0, part.measure < count, part.weight.isFinite else {
          throw CohortError(
            "measures[\(cell)]", "names measure \(part.measure) with weight \(part.weight)")
        }
      }
    }
    self.count = count
    self.start = start
    parts = Array(partsOfCells.joined())
  }

  /// Adds the stock of every cell to its measures.
  func add(_ stock: UnsafeBufferPointer<Int>, to values: UnsafeMutableBufferPointer<Double>) {
    start.withUnsafeBufferPointer { start in
      parts.withUnsafeBufferPointer { parts in
        for cell in 0..<stock.count where stock[cell] != 0 {
          let people = Double(stock[cell])
          for index in start[cell]..<start[cell + 1] {
            values[parts[index].measure] += parts[index].weight * people
          }
        }
      }
    }
  }

  /// Adds expected stocks of every cell to their measures.
  func add(_ stock: UnsafeBufferPointer<Double>, to values: UnsafeMutableBufferPointer<Double>) {
    start.withUnsafeBufferPointer { start in
      parts.withUnsafeBufferPointer { parts in
        for cell in 0..<stock.count where stock[cell] != 0 {
          for index in start[cell]..<start[cell + 1] {
            values[parts[index].measure] += parts[index].weight * stock[cell]
          }
        }
      }
    }
  }

  /// The measures of stocks, one per cell.
  public func values(of stock: [Double]) -> [Double] {
    var values = [Double](repeating: 0, count: count)
    values.withUnsafeMutableBufferPointer { values in
      stock.withUnsafeBufferPointer { add($0, to: values) }
    }
    return values
  }
}
