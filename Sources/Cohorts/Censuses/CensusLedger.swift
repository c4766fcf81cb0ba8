/// Everything that happened to the people of each cell in one step of a simulation: opening stock,
/// all ways out, all ways in and closing stock, in whole people.
///
/// A person who stays goes from a cell to the cell of the same state one age on.
public struct CensusLedger: Hashable, Sendable {
  /// The stock of each cell before the step.
  public private(set) var opening: [Int]

  /// Those who left the population from each cell, for whatever reason.
  public private(set) var left: [Int]

  /// Those who stayed in the state of each cell.
  public private(set) var stayed: [Int]

  /// Those who moved from each cell to another state.
  public private(set) var movedOut: [Int]

  /// Those who came to each cell by staying in its state.
  public private(set) var aged: [Int]

  /// Those who moved to each cell from another state.
  public private(set) var movedIn: [Int]

  /// Those who entered the population in each cell.
  public private(set) var entered: [Int]

  /// The stock of each cell after the step.
  public private(set) var closing: [Int]

  init(cells: Int) {
    let none = [Int](repeating: 0, count: cells)
    opening = none
    left = none
    stayed = none
    movedOut = none
    aged = none
    movedIn = none
    entered = none
    closing = none
  }

  /// The first cell where stock and flows do not balance; `nil` where children are conserved.
  public var imbalance: Int? {
    opening.indices.first { cell in
      opening[cell] != left[cell] + stayed[cell] + movedOut[cell]
        || closing[cell] != aged[cell] + movedIn[cell] + entered[cell]
    }
  }

  mutating func open(_ stock: [Int]) {
    self = CensusLedger(cells: stock.count)
    opening = stock
  }

  mutating func close(_ stock: [Int]) { closing = stock }

  mutating func leave(_ cell: Int, _ people: Int) { left[cell] += people }

  mutating func stay(_ cell: Int, at next: Int, _ people: Int) {
    stayed[cell] += people
    aged[next] += people
  }

  mutating func move(_ cell: Int, to next: Int, _ people: Int) {
    movedOut[cell] += people
    movedIn[next] += people
  }

  mutating func enter(_ cell: Int, _ people: Int) { entered[cell] += people }
}
