public import DisclosureControl
public import Results

/// Who an export is for.
public enum ExportMode: String, Sendable, CaseIterable {
  /// People who may see small numbers: every figure.
  case `internal`
  /// Anybody: small figures and what gives them away are hidden.
  case `public`
}

/// A run as it may be shown, and what had to be hidden.
public struct ProtectedRun: Sendable {
  /// The run with hidden figures marked.
  public let run: HandoverRun
  /// Whom it is for.
  public let mode: ExportMode
  /// The rules applied; `nil` for internal use.
  public let rules: DisclosureRules?
  /// How many forecast figures were hidden for their own size.
  public let primary: Int
  /// How many forecast figures were hidden to hide others.
  public let secondary: Int
  /// What readers should know.
  public let notes: [String]

  /// The symbol of a hidden figure.
  public static let symbol = "c"

  /// A run for people who may see every figure.
  public init(internal run: HandoverRun) {
    self.run = run
    mode = .internal
    rules = nil
    primary = 0
    secondary = 0
    notes = [
      "Internal: small figures are shown. Export with --mode public before anything is published."
    ]
  }

  /// A run made safe for anybody.
  ///
  /// Every forecast, past forecast, cost and difference of the run is one problem. A count that is
  /// small by the rules is hidden, and what would give it away; the same items are hidden in every
  /// scenario. Costs, MTFS lines and differences that rest on a hidden count are hidden with it.
  /// Left out are answers in words, what checks found, resolved assumptions and notes on methods:
  /// texts that can hold a count.
  ///
  /// Throws ``HandoverError`` where the run's figures make no table.
  public init(public run: HandoverRun, rules: DisclosureRules) throws(HandoverError) {
    var hider = RunHider(run, rules)
    do {
      try hider.hide()
    } catch {
      throw HandoverError("The run can't be made safe to publish: \(error)")
    }
    self.run = hider.protected
    mode = .public
    self.rules = rules
    primary = hider.primaryCount
    secondary = hider.secondaryCount
    notes = hider.notes
  }

  /// What is hidden, by table, row and column, for outputs that read the run by themselves.
  public var hidden: HiddenFigures {
    var hidden = HiddenFigures()
    for (name, table) in run.tables {
      for row in table.rows.indices {
        for column in table.layout.columns where table.isSuppressed(row, column.name) {
          hidden.hide(column.name, row: row, table: name)
        }
      }
    }
    return hidden
  }
}
