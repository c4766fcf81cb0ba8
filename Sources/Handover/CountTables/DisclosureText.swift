import DelimitedText
public import DisclosureControl

/// What was hidden in tables of counts, and why, in words.
public enum DisclosureText {
  /// A line for all, and one for each hidden figure with what a reader can work out about it. The
  /// text names what is small, so it is not for publication.
  public static func report(_ safe: SafeTables, rules: DisclosureRules) -> String {
    let primary = safe.hidden.count { $0.isPrimary }
    var lines = [
      "\(safe.hidden.count) of \(safe.cellCount) figures are hidden: \(primary) small, "
        + "\(safe.hidden.count - primary) more so that no small one can be worked out."
    ]
    for figure in safe.hidden {
      let least = DelimitedTextWriter.significant(figure.interval.lower)
      let range =
        figure.interval.upper.map { "\(least) to \(DelimitedTextWriter.significant($0))" }
        ?? "\(least) or more"
      let reason =
        figure.isPrimary
        ? "below \(DelimitedTextWriter.significant(rules.threshold))" : figure.reason
      lines.append(
        "  \(figure.name) (\(figure.places.joined(separator: ", "))): \(reason); a reader can tell "
          + "\(range)")
    }
    for name in safe.unprotected {
      lines.append(
        "NOT HIDDEN: \(name). What is published already, or the table's own shape, gives it away: "
          + "leave it or its total out of the table.")
    }
    if !safe.hidden.isEmpty { lines.append("This list is not for publication.") }
    return lines.joined(separator: "\n")
  }
}
