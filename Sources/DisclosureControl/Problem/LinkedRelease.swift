/// A release gathered table by table: a figure that stands in two tables is one figure.
public struct LinkedRelease<Key: Hashable & Sendable>: Sendable {
  /// The figures so far, in the order in which they came.
  public private(set) var cells: [DisclosureCell] = []
  /// The key of each figure.
  public private(set) var keys: [Key] = []
  private var positions: [Key: Int] = [:]
  private var equations: [[Int]] = []
  private var known: Set<[Int]> = []

  /// An empty release.
  public init() {}

  /// Adds a figure and returns its position; one that is there already stays, with the higher of
  /// the two levels, and stays known or sensitive where either is.
  ///
  /// Throws ``DisclosureError`` where the two figures differ.
  @discardableResult
  public mutating func add(_ key: Key, _ cell: DisclosureCell) throws(DisclosureError) -> Int {
    guard let position = positions[key] else {
      positions[key] = cells.count
      keys.append(key)
      cells.append(cell)
      return cells.count - 1
    }
    let there = cells[position]
    guard there.value == cell.value else {
      throw .disagreement(cell: cell.name, first: there.value, second: cell.value)
    }
    cells[position].level = max(there.level, cell.level)
    cells[position].isKnown = there.isKnown || cell.isKnown
    if case .always = cell.sensitivity { cells[position].sensitivity = cell.sensitivity }
    return position
  }

  /// Adds a sum of figures that are there; the same sum twice counts once.
  ///
  /// Throws ``DisclosureError`` where one of them is not.
  public mutating func add(total: Key, of parts: [Key]) throws(DisclosureError) {
    var equation: [Int] = []
    for key in [total] + parts {
      guard let position = positions[key] else {
        throw .equation(index: equations.count, reason: "names \(key), which no table holds")
      }
      equation.append(position)
    }
    if known.insert(equation).inserted { equations.append(equation) }
  }

  /// The position of a figure; `nil` where no table holds it.
  public func position(of key: Key) -> Int? { positions[key] }

  /// Makes a figure sensitive for a reason outside the tables.
  public mutating func protect(_ key: Key, width: Double) {
    guard let position = positions[key] else { return }
    cells[position].sensitivity = .always(width: width)
  }

  /// The release as one problem; throws as ``DisclosureProblem`` does.
  public func problem(tolerance: Double = 1e-9) throws(DisclosureError) -> DisclosureProblem {
    try DisclosureProblem(cells: cells, equations: equations, tolerance: tolerance)
  }
}
