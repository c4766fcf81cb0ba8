import DelimitedText

/// Which states a child with a plan may be in, and which settings a move may lead to.
public struct ValidPlanStates: Hashable, Sendable {
  /// What holds for one setting.
  public struct Rule: Hashable, Sendable {
    /// The national curriculum years that the setting takes.
    public let ncy: ClosedRange<Int>

    /// The needs that it takes, each once, in order.
    public let needs: [String]

    /// The settings that a child may move to from it, each once, in order.
    public let targets: [String]

    /// The rule of one setting; needs and targets are put in order.
    public init(ncy: ClosedRange<Int>, needs: some Sequence<String>, targets: some Sequence<String>)
    {
      self.ncy = ncy
      self.needs = Set(needs).sorted()
      self.targets = Set(targets).sorted()
    }
  }

  /// The columns of a table of valid states; others are passed over.
  public static let columns = [
    "setting", "min-academic-year", "max-academic-year", "needs", "setting->setting",
  ]

  /// The rules by setting.
  public let rules: [String: Rule]

  /// States by those rules.
  public init(rules: [String: Rule]) {
    self.rules = rules
  }

  /// The states that the transitions themselves show: each setting takes the school years between
  /// its first and its last, every need seen in it, and lets children move to every setting that
  /// any child moved to.
  public init(observedIn transitions: PlanTransitions) {
    var ranges: [String: ClosedRange<Int>] = [:]
    var needs: [String: Set<String>] = [:]
    var targets: Set<String> = []
    for flow in transitions.flows {
      for state in [flow.from, flow.to].compactMap({ $0 }) {
        let range = ranges[state.setting] ?? state.ncy...state.ncy
        ranges[state.setting] =
          min(range.lowerBound, state.ncy)...max(range.upperBound, state.ncy)
        needs[state.setting, default: []].insert(state.need)
      }
      if let from = flow.from, let to = flow.to, from.setting != to.setting {
        targets.insert(to.setting)
      }
    }
    var rules: [String: Rule] = [:]
    for (setting, range) in ranges {
      rules[setting] = Rule(ncy: range, needs: needs[setting] ?? [], targets: targets)
    }
    self.rules = rules
  }

  /// Reads a table with one row per setting; `needs` and `setting->setting` hold codes separated
  /// by commas.
  ///
  /// - Parameters:
  ///   - bytes: the whole file, CSV in UTF-8.
  ///   - file: how errors call it.
  /// - Throws: ``ReturnsError`` with file, row and column for a missing column, an empty code, school
  ///   years out of range or in the wrong order, a setting given twice, a move to a setting without
  ///   a row, or no rows at all.
  public init(bytes: [UInt8], file: String) throws(ReturnsError) {
    let reader = try PlanTableReader(bytes: bytes, file: file, columns: Self.columns)
    var rules: [String: Rule] = [:]
    for row in 0..<reader.table.rowCount {
      let setting = try reader.code(row, "setting")
      let lowest = try reader.whole(row, "min-academic-year", in: PlanTableRange.ncy)
      let highest = try reader.whole(row, "max-academic-year", in: PlanTableRange.ncy)
      guard lowest <= highest else {
        throw reader.failure(
          row, "max-academic-year", "this lies below min-academic-year; exchange the two")
      }
      let needs = Self.codes(reader.text(row, "needs"))
      guard !needs.isEmpty else {
        throw reader.failure(
          row, "needs", "the field is empty, so no child could be in this setting; list the needs")
      }
      let rule = Rule(
        ncy: lowest...highest, needs: needs,
        targets: Self.codes(reader.text(row, "setting->setting")))
      guard rules.updateValue(rule, forKey: setting) == nil else {
        throw reader.failure(row, "setting", "this setting occurs twice; keep one row for it")
      }
    }
    for row in 0..<reader.table.rowCount {
      for target in Self.codes(reader.text(row, "setting->setting")) where rules[target] == nil {
        throw reader.failure(
          row, "setting->setting",
          "it leads to '\(target)', which has no row of its own; add one or remove it")
      }
    }
    self.rules = rules
  }

  private static func codes(_ text: String) -> [String] {
    text.split(separator: ",").map { PlanTableReader.trimmed(String($0)) }.filter { !$0.isEmpty }
  }

  /// The settings, in order.
  public var settings: [String] { rules.keys.sorted() }

  /// Whether a child may be in that state.
  public func contains(_ state: PlanState) -> Bool {
    guard let rule = rules[state.setting] else { return false }
    return rule.ncy.contains(state.ncy) && rule.needs.contains(state.need)
  }
}
