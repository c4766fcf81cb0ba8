import Foundation
import Probability
import ScenarioLanguage

/// The Gaussian copula of the assumptions that move with each other.
///
/// A rank correlation r between two assumptions is a correlation ρ = 2·sin(πr/6) between their normal
/// scores, exactly so for a Gaussian copula (Pearson 1907). With L the Cholesky factor of the matrix
/// of ρ over a group, the k-th assumption's score is Σ L[k][j]·z[j], where z[j] is the normal score of
/// assumption j's own uniform. So the first of a group, and every assumption in no group, draws what
/// it would draw alone, to the bit. An assumption `for each` item comes last in its group; its
/// items move with the same item of another of its category, and with each other as far as they
/// share a partner.
struct AssumptionCopula: Sendable {
  /// One term of a score: a weight and the assumption whose own uniform it multiplies.
  struct Term: Sendable {
    let weight: Double
    let assumption: String
    /// The category where it has a value for each item.
    let category: String?
  }

  private let rows: [String: [Term]]

  /// - Throws: ``EngineError`` where the matrix of a group is not positive definite, or two
  ///   assumptions have values for each item of different categories.
  init(_ model: ScenarioModel) throws(EngineError) {
    var edges: [Set<String>: Double] = [:]
    var partners: [String: Set<String>] = [:]
    for assumption in model.assumptions {
      for correlation in assumption.movesWith {
        edges[[assumption.name, correlation.with]] = correlation.coefficient
        partners[assumption.name, default: []].insert(correlation.with)
        partners[correlation.with, default: []].insert(assumption.name)
      }
    }
    var rows: [String: [Term]] = [:]
    var seen: Set<String> = []
    let ordered =
      model.assumptions.filter { $0.category == nil }
      + model.assumptions.filter { $0.category != nil }
    for assumption in ordered where partners[assumption.name] != nil {
      guard !seen.contains(assumption.name) else { continue }
      var group: Set<String> = []
      var pending = [assumption.name]
      while let next = pending.popLast() {
        guard group.insert(next).inserted else { continue }
        pending += partners[next] ?? []
      }
      seen.formUnion(group)
      let members = ordered.filter { group.contains($0.name) }
      try AssumptionCopula.add(members, edges, to: &rows)
    }
    self.rows = rows
  }

  /// The terms of an assumption's score; empty where it moves with none.
  func terms(_ assumption: String) -> [Term] { rows[assumption] ?? [] }

  private static func add(
    _ members: [Assumption], _ edges: [Set<String>: Double], to rows: inout [String: [Term]]
  ) throws(EngineError) {
    var factor: [[Double]] = []
    for (row, member) in members.enumerated() {
      var line = [Double](repeating: 0, count: row + 1)
      for column in 0...row {
        let other = members[column]
        var value = 1.0
        if column < row {
          let rank = edges[[member.name, other.name]]
          if rank != nil, let mine = member.category, let theirs = other.category, mine != theirs {
            throw EngineError(
              "`\(member.name)` has a value for each \(mine) and `\(other.name)` for each \(theirs), so I "
                + "can't tell which moves with which. Correlate assumptions of the same items.",
              location: member.location.text)
          }
          value = 2 * sin(Double.pi * (rank ?? 0) / 6)
        }
        for before in 0..<column {
          value -= line[before] * (column == row ? line[before] : factor[column][before])
        }
        if column < row {
          line[column] = value / factor[column][column]
        } else {
          guard value > 1e-9 else {
            throw EngineError(
              "The correlations of `\(member.name)` can't all hold at once with those of "
                + members.prefix(row).map { "`\($0.name)`" }.joined(separator: ", ")
                + ". Make them weaker.", location: member.location.text)
          }
          line[column] = value.squareRoot()
        }
      }
      factor.append(line)
      var terms: [Term] = []
      for (column, weight) in line.enumerated() where weight != 0 {
        terms.append(
          Term(
            weight: weight, assumption: members[column].name, category: members[column].category))
      }
      rows[member.name] = terms.count > 1 ? terms : []
    }
  }
}

extension Assumption {
  /// The category it has a value for each item of.
  var category: String? {
    if case .byItem(let category, _) = body { return category }
    return nil
  }
}
