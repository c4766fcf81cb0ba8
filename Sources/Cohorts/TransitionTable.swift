import Probability

/// Where the people of each cell are one step later; what is missing from a row's sum leaves.
public struct TransitionTable: Hashable, Sendable {
  /// One way out of a cell.
  public struct Move: Hashable, Sendable {
    /// The index of the destination cell.
    public let cell: Int

    /// The probability of being there one step later.
    public let probability: Double
  }

  /// The names of the cells, which give them their indices.
  public let cells: [String]

  /// Per cell, its moves to cells, itself among them; probabilities sum to at most 1.
  public let rows: [[Move]]

  /// A table of named transitions (from, to, probability); pairs not named have probability 0.
  ///
  /// Throws ``CohortError`` for repeated or unknown cells, repeated pairs, probabilities outside
  /// 0...1, and rows that sum to more than 1 (beyond rounding of 1e-9).
  public init(
    cells: [String], transitions: [(from: String, to: String, probability: Double)]
  ) throws(CohortError) {
    var indices: [String: Int] = [:]
    for (index, cell) in cells.enumerated() {
      guard indices.updateValue(index, forKey: cell) == nil else {
        throw CohortError("cells[\(index)]", "\"\(cell)\" is named twice")
      }
    }
    var rows = [[Move]](repeating: [], count: cells.count)
    for (number, transition) in transitions.enumerated() {
      let input = "transitions[\(number)]"
      guard let from = indices[transition.from] else {
        throw CohortError(input, "starts from \"\(transition.from)\", which is not a cell")
      }
      guard let to = indices[transition.to] else {
        throw CohortError(input, "leads to \"\(transition.to)\", which is not a cell")
      }
      guard transition.probability >= 0, transition.probability <= 1 else {
        throw CohortError(
          input, "has probability \(transition.probability); it must lie between 0 and 1")
      }
      guard !rows[from].contains(where: { $0.cell == to }) else {
        throw CohortError(
          input, "repeats the pair \"\(transition.from)\" to \"\(transition.to)\"")
      }
      rows[from].append(Move(cell: to, probability: transition.probability))
    }
    for (index, row) in rows.enumerated() {
      let sum = CompensatedSum(row.lazy.map(\.probability)).value
      guard sum <= 1 + 1e-9 else {
        throw CohortError(
          "transitions", "from \"\(cells[index])\" sum to \(sum); a row may not exceed 1")
      }
    }
    self.cells = cells
    self.rows = rows
  }
}
