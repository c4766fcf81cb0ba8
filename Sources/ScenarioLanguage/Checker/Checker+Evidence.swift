import Periods

extension Checker {
  func evidence(_ block: BlockSyntax) -> Evidence {
    let common = block.common
    return Evidence(
      source: common.source?.value, owner: common.owner?.value, reviewed: common.reviewed?.value,
      confidence: common.confidence?.value, impact: common.impact?.value,
      note: common.note?.value)
  }

  /// All four of source, owner, date reviewed and confidence, or E801; W804 where weak and important.
  func requireEvidence(_ block: BlockSyntax) {
    let placeholders = [
      ("source", "source \"…\""), ("owner", "owner \"…\""), ("reviewed", "reviewed … … …"),
      ("confidence", "confidence …"),
    ]
    let missing = placeholders.filter { !block.attempted.contains($0.0) }
    if !missing.isEmpty {
      let what = missing.map { $0.0 == "reviewed" ? "date reviewed" : $0.0 }
      let seen = missing.count == 4 ? "No evidence" : "Missing: \(what.joined(separator: ", "))"
      bag.add(
        .e801, block.name.span,
        "\(seen). Board papers need all four: source, owner, date reviewed, confidence.",
        fixes: [
          .insert(
            .fill, "  \(missing.map(\.1).joined(separator: ", "))\n", at: block.insertionPoint,
            in: block.file, title: "add `\(missing.map(\.1).joined(separator: ", "))`")
        ])
    }
    if let reviewed = block.common.reviewed, let settings,
      reviewed.value < settings.firstMonth.firstDay,
      reviewed.value.month.months(to: settings.firstMonth) > 24
    {
      bag.add(
        .w803, reviewed.span,
        "This was reviewed over two years before the horizon starts (\(settings.firstMonth)). A reader "
          + "will ask whether it still holds.",
        fixes: [.write(.fill, "review it again, and write the new date")])
    }
    if let confidence = block.common.confidence, let impact = block.common.impact,
      confidence.value == "low", impact.value == "high"
    {
      bag.add(
        .w804, confidence.span,
        "A weak assumption that drives the answer. It will be printed first in the report's "
          + "assumptions list. Nothing to fix here; get better evidence.",
        notes: [.init(message: "the impact is high", span: impact.span)])
    }
  }
}
