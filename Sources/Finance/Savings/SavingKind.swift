/// Whether a saving leaves the ledger.
public enum SavingKind: String, Hashable, Sendable, CaseIterable {
  /// The budget falls: money is no longer spent.
  case cashable
  /// A cost that would have come does not: growth is smaller, today's budget is the same.
  case avoidance
  /// More is done for the same money.
  case efficiency
}

/// One saving as it is claimed.
public struct ClaimedSaving: Hashable, Sendable {
  /// Its reference.
  public var ref: String
  /// What kind of money it is.
  public var kind: SavingKind
  /// Pounds a year, positive.
  public var amount: Double
  /// The children it acts on, by cell (such as `residential, 10-15`), so that two savings over the
  /// same children are found.
  public var children: [String: Double]

  /// A saving.
  public init(ref: String, kind: SavingKind, amount: Double, children: [String: Double] = [:]) {
    self.ref = ref
    self.kind = kind
    self.amount = amount
    self.children = children
  }
}

/// Two savings that act on the same children.
public struct SavingsOverlap: Hashable, Sendable {
  /// The earlier saving.
  public let first: String
  /// The later one.
  public let second: String
  /// The cell they share.
  public let cell: String
  /// Children of both if they choose without regard to each other: a × b ÷ children there are.
  public let expectedChildren: Double
  /// Children of both at least: a + b − children there are.
  public let certainChildren: Double
  /// What counting the expected children twice overstates, pounds: the smaller of the two savings'
  /// amounts for each child, times the expected children.
  public let overstated: Double
}

/// The savings of a plan, cash kept apart from the rest.
public struct SavingsRegister: Hashable, Sendable {
  /// The savings.
  public let savings: [ClaimedSaving]

  /// A register. Throws ``FinanceError/invalid(input:reason:)`` where a reference comes twice or an
  /// amount or a number of children is negative or not finite.
  public init(_ savings: [ClaimedSaving]) throws(FinanceError) {
    var seen: Set<String> = []
    for saving in savings {
      guard seen.insert(saving.ref).inserted else {
        throw .invalid(
          input: saving.ref, reason: "is claimed twice; a saving counts once, give it one line")
      }
      guard saving.amount >= 0, saving.amount.isFinite else {
        throw .invalid(
          input: saving.ref,
          reason:
            "\(saving.amount) is not a saving; give pounds of 0 or more (a cost is an investment)"
        )
      }
      for (cell, count) in saving.children where !(count >= 0 && count.isFinite) {
        throw .invalid(
          input: "\(saving.ref), \(cell)", reason: "\(count) is not a number of children")
      }
    }
    self.savings = savings
  }

  /// Pounds of one kind. Only ``SavingKind/cashable`` may be taken from a budget.
  public func total(_ kind: SavingKind) -> Double {
    compensatedSum(savings.filter { $0.kind == kind }.map(\.amount))
  }

  /// The pairs of savings that act on the same cell, with the overlap, in the order of the savings.
  ///
  /// - Parameter available: children in each cell without the savings. Throws
  ///   ``FinanceError/invalid(input:reason:)`` where a cell is unknown or a saving claims more
  ///   children than there are.
  public func overlaps(available: [String: Double]) throws(FinanceError) -> [SavingsOverlap] {
    for saving in savings {
      for (cell, count) in saving.children.sorted(by: { $0.key < $1.key }) {
        guard let there = available[cell] else {
          throw .invalid(
            input: "\(saving.ref), \(cell)",
            reason: "is no cell of the forecast; the cells are "
              + available.keys.sorted().joined(separator: ", "))
        }
        guard count <= there else {
          throw .invalid(
            input: "\(saving.ref), \(cell)",
            reason: "acts on \(count) children where there are \(there); no lever moves more "
              + "children than are there")
        }
      }
    }
    var found: [SavingsOverlap] = []
    for (place, first) in savings.enumerated() {
      for second in savings[(place + 1)...] {
        for (cell, one) in first.children.sorted(by: { $0.key < $1.key }) {
          guard let other = second.children[cell], one > 0, other > 0, let there = available[cell]
          else { continue }
          let expected = one * other / there
          let each = min(
            first.amount / compensatedSum(first.children.values),
            second.amount / compensatedSum(second.children.values))
          found.append(
            SavingsOverlap(
              first: first.ref, second: second.ref, cell: cell, expectedChildren: expected,
              certainChildren: max(0, one + other - there), overstated: expected * each))
        }
      }
    }
    return found
  }
}
