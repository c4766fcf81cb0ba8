public import Results

/// Why two runs' figures differ.
public enum ChangeCause: String, Hashable, Sendable, CaseIterable, Comparable {
  /// What was known: statistics and tables read.
  case data
  /// What was assumed: figures and ranges with an owner.
  case assumption
  /// How it was computed: the version of the program, draws, seed, horizon.
  case method
  /// What was decided: levers and scenarios.
  case policy

  /// In the order data, assumption, method, policy.
  public static func < (left: ChangeCause, right: ChangeCause) -> Bool {
    left.position < right.position
  }
  private var position: Int { ChangeCause.allCases.firstIndex(of: self) ?? 0 }
}

/// What is different between what two runs were made from, by cause, with the evidence in words.
public struct RunChange: Hashable, Sendable {
  /// What changed of each cause; causes without a change are left out.
  public let evidence: [ChangeCause: [String]]

  /// The causes that changed, in order.
  public var causes: [ChangeCause] { evidence.keys.sorted() }

  /// Compares two manifests.
  ///
  /// Data are the hashes of files read that are not scenarios. Assumptions are compared by name,
  /// item and value. A lever's delivery and spend, an assumption that a scenario overrides, and a
  /// scenario file that differs with every assumption the same are policy; so is a scenario file
  /// that comes or goes. Method is the version, the edition, draws, seed, area and horizon.
  public init(from old: Manifest, to new: Manifest) {
    var evidence: [ChangeCause: [String]] = [:]
    func note(_ cause: ChangeCause, _ text: String) { evidence[cause, default: []].append(text) }

    let oldFiles = Dictionary(old.inputs.map { ($0.name, $0) }) { first, _ in first }
    let newFiles = Dictionary(new.inputs.map { ($0.name, $0) }) { first, _ in first }
    var scenarioChanged = false
    for name in Set(oldFiles.keys).union(newFiles.keys).sorted() {
      let isScenario = (oldFiles[name] ?? newFiles[name])?.role == "scenario"
      switch (oldFiles[name], newFiles[name]) {
      case (let before?, let after?) where before.sha256 != after.sha256:
        if isScenario { scenarioChanged = true } else { note(.data, "\(name) has other bytes") }
      case (.some, nil):
        note(isScenario ? .policy : .data, "\(name) is no longer read")
      case (nil, .some):
        note(isScenario ? .policy : .data, "\(name) is new")
      default: break
      }
    }

    func key(_ row: ResolvedAssumption) -> [String] { [row.name, row.scenario, row.holdsFor] }
    func cause(_ row: ResolvedAssumption) -> ChangeCause {
      !row.scenario.isEmpty || row.holdsFor == "delivery" || row.holdsFor.hasPrefix("spend on ")
        ? .policy : .assumption
    }
    let before = Dictionary(old.assumptions.map { (key($0), $0) }) { first, _ in first }
    let after = Dictionary(new.assumptions.map { (key($0), $0) }) { first, _ in first }
    for row in new.assumptions {
      let name = key(row).filter { !$0.isEmpty }.joined(separator: ", ")
      guard let earlier = before[key(row)] else {
        note(cause(row), "\(name) is new: \(row.value)")
        continue
      }
      if earlier.value != row.value || earlier.shape != row.shape {
        note(cause(row), "\(name): \(earlier.value) → \(row.value)")
      }
    }
    for row in old.assumptions where after[key(row)] == nil {
      note(cause(row), "\(key(row).filter { !$0.isEmpty }.joined(separator: ", ")) is gone")
    }

    for (label, one, other) in [
      ("version", old.engineVersion, new.engineVersion),
      ("language edition", "\(old.languageEdition)", "\(new.languageEdition)"),
      ("draws", "\(old.draws)", "\(new.draws)"), ("seed", "\(old.seed)", "\(new.seed)"),
      ("area", old.areaCode, new.areaCode),
      ("horizon", "\(old.firstMonth) to \(old.lastMonth)", "\(new.firstMonth) to \(new.lastMonth)"),
    ] where one != other {
      note(.method, "\(label) \(one) → \(other)")
    }
    if scenarioChanged, evidence[.policy] == nil, evidence[.assumption] == nil {
      note(.policy, "the scenario files differ, and every assumption is the same")
    }
    self.evidence = evidence
  }
}
