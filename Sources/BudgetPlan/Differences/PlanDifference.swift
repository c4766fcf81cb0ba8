public import Finance
public import Periods
public import Results

/// What the change of a line is put down to: one cause, or several that one comparison can't part.
public struct Attribution: Hashable, Sendable, Comparable {
  /// The causes; empty where nothing is known of how the plans were made.
  public let causes: [ChangeCause]

  /// Those causes, in order.
  public init(causes: [ChangeCause]) { self.causes = causes.sorted() }

  /// `data`, `data + assumption` or `not stated`.
  public var label: String {
    causes.isEmpty ? "not stated" : causes.map(\.rawValue).joined(separator: " + ")
  }

  /// Fewer and earlier causes come first.
  public static func < (left: Attribution, right: Attribution) -> Bool {
    left.causes.count == right.causes.count
      ? left.causes.lexicographicallyPrecedes(right.causes)
      : left.causes.count < right.causes.count
  }
}

/// One line of two vintages beside each other.
public struct LineDifference: Hashable, Sendable {
  /// Whether both vintages have it.
  public enum Presence: String, Hashable, Sendable {
    /// In both.
    case both
    /// In the later only.
    case new
    /// In the earlier only.
    case gone
  }

  /// The reference.
  public let ref: String
  /// The fund.
  public let fund: String
  /// What it is.
  public let description: String
  /// Its type.
  public let kind: PlanLineKind
  /// Whether both vintages have it.
  public let presence: Presence
  /// Change on the year before in the earlier vintage, by year.
  public let before: [Pence]
  /// In the later vintage.
  public let after: [Pence]
  /// The difference of each year, by what it is put down to; these add to after less before.
  public let parts: [Attribution: [Pence]]

  /// After less before, by year.
  public var difference: [Pence] { zip(after, before).map { $0 - $1 } }
}

/// One vintage: a plan, and what it was made from where it is a run's.
public struct PlanVintage: Sendable {
  /// The plan.
  public let plan: FinancialPlan
  /// What it was made from.
  public let manifest: Manifest?

  /// A vintage.
  public init(plan: FinancialPlan, manifest: Manifest? = nil) {
    self.plan = plan
    self.manifest = manifest
  }
}

/// Two vintages of a plan, line by line, central figures.
public struct PlanDifference: Sendable {
  /// The years both cover.
  public let years: [FinancialYear]
  /// Years of one of them only, which are not compared.
  public let uncompared: [FinancialYear]
  /// Lines that differ, in the order of the later vintage, then lines that are gone.
  public let lines: [LineDifference]
  /// Lines that do not differ.
  public let unchanged: Int
  /// What changed from each vintage to the next.
  public let changes: [RunChange]

  /// The difference between the first and the last of a chain of vintages.
  ///
  /// Each step is put down to the one cause that changed in it. Where policy changed together with
  /// one other cause, lines that decisions make (investment, savings, mitigations, one-offs and their
  /// reversals) are put down to policy, and all others to the other cause. That is near and not exact:
  /// a saving is worth more where prices rise, and the shares of other lines in a median shift with
  /// the total. A vintage between the two gives it exactly. Where two of data, assumption and method changed together they are not
  /// parted: give a vintage between, with one of them changed.
  ///
  /// Throws ``BudgetPlanError`` where fewer than two vintages are given, they share no year, or they
  /// are in different price bases.
  public init(_ chain: [PlanVintage]) throws(BudgetPlanError) {
    guard let first = chain.first, let last = chain.last, chain.count > 1 else {
      throw BudgetPlanError("A difference needs two plans.")
    }
    var shared = Set(first.plan.years)
    var all = shared
    for vintage in chain {
      shared.formIntersection(vintage.plan.years)
      all.formUnion(vintage.plan.years)
    }
    guard let from = shared.min(), let to = shared.max() else {
      throw BudgetPlanError(
        "\(first.plan.name) and \(last.plan.name) share no financial year, so no figure of one has one "
          + "of the other to be compared with.")
    }
    var plans: [FinancialPlan] = []
    for vintage in chain { plans.append(try vintage.plan.window(from...to)) }
    try PlanDifference.requireSameBases(plans)
    years = shared.sorted()
    uncompared = all.subtracting(shared).sorted()

    let steps = zip(chain, chain.dropFirst()).map { earlier, later -> RunChange? in
      guard let old = earlier.manifest, let new = later.manifest else { return nil }
      return RunChange(from: old, to: new)
    }
    changes = steps.compactMap(\.self)

    let indexed = plans.map { plan in
      Dictionary(plan.lines.map { ([$0.fund, $0.ref], $0) }) { line, _ in line }
    }
    var keys: [[String]] = plans[plans.count - 1].lines.map { [$0.fund, $0.ref] }
    for plan in plans.reversed() {
      for line in plan.lines where !keys.contains([line.fund, line.ref]) {
        keys.append([line.fund, line.ref])
      }
    }
    let nothing = years.map { _ in Pence.zero }
    var found: [LineDifference] = []
    var unchanged = 0
    for key in keys {
      guard let sample = indexed.reversed().compactMap({ $0[key] }).first else { continue }
      let amounts = indexed.map { $0[key]?.amounts.map(\.central) ?? nothing }
      var parts: [Attribution: [Pence]] = [:]
      for (place, step) in steps.enumerated() {
        let change = zip(amounts[place + 1], amounts[place]).map { $0 - $1 }
        guard change != nothing else { continue }
        let cause = PlanDifference.attribution(step, sample)
        parts[cause] = zip(parts[cause] ?? nothing, change).map { $0 + $1 }
      }
      let presence: LineDifference.Presence =
        indexed[0][key] == nil ? .new : indexed[indexed.count - 1][key] == nil ? .gone : .both
      if parts.isEmpty, presence == .both {
        unchanged += 1
        continue
      }
      found.append(
        LineDifference(
          ref: sample.ref, fund: sample.fund, description: sample.description, kind: sample.kind,
          presence: presence, before: amounts[0], after: amounts[amounts.count - 1], parts: parts))
    }
    lines = found
    self.unchanged = unchanged
  }

  private static func attribution(_ step: RunChange?, _ line: PlanLine) -> Attribution {
    guard let step else { return Attribution(causes: []) }
    let causes = step.causes
    guard causes.contains(.policy), causes.count > 1 else { return Attribution(causes: causes) }
    let isDecision =
      line.kind.isMitigated || line.kind == .oneOff || line.kind == .reversal || line.isOneOff
    return Attribution(causes: isDecision ? [.policy] : causes.filter { $0 != .policy })
  }

  private static func requireSameBases(_ plans: [FinancialPlan]) throws(BudgetPlanError) {
    guard let first = plans[0].lines.first else { return }
    for plan in plans {
      for line in plan.lines where line.base != first.base {
        throw BudgetPlanError(
          "\(plan.name): the line \(line.ref) is in \(line.base.label), and \(first.ref) of "
            + "\(plans[0].name) in \(first.base.label). A difference of the two would be inflation and "
            + "change together: reprice one of them first.")
      }
    }
  }

  /// The funds of the lines, in order.
  public var funds: [String] {
    var found: [String] = []
    for line in lines where !found.contains(line.fund) { found.append(line.fund) }
    return found
  }

  /// The difference of a fund's total, by year and by what it is put down to; the parts add to the
  /// whole.
  public func total(of fund: String) -> (whole: [Pence], parts: [(Attribution, [Pence])]) {
    let nothing = years.map { _ in Pence.zero }
    var whole = nothing
    var parts: [Attribution: [Pence]] = [:]
    for line in lines where line.fund == fund {
      whole = zip(whole, line.difference).map { $0 + $1 }
      for (cause, amounts) in line.parts {
        parts[cause] = zip(parts[cause] ?? nothing, amounts).map { $0 + $1 }
      }
    }
    return (whole, parts.sorted { $0.key < $1.key })
  }

  /// Whether policy changed together with another cause in a step, so that the parting is near and
  /// not exact.
  public var isNear: Bool {
    changes.contains { $0.causes.contains(.policy) && $0.causes.count > 1 }
  }

  /// Whether some change could not be put down to one cause.
  public var hasJoinedCauses: Bool {
    lines.contains { $0.parts.keys.contains { $0.causes.count > 1 } }
  }
}
