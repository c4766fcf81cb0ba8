import DelimitedText

extension PlanTransitions {
  /// The counts as a CSV table: the columns of a table of transitions and ``countColumn``, one row per
  /// year and pair of states in the order of ``flows``. ``read(bytes:file:)`` gives them back.
  ///
  /// A table of transitions has a school year on both sides; where the child has no plan it is that
  /// of the other side, a year away.
  public var csv: [UInt8] {
    var writer = DelimitedTextWriter()
    writer.append(row: Self.columns + [Self.countColumn])
    for flow in flows {
      let from = Self.fields(flow.from, or: flow.to.map { $0.ncy - 1 })
      let to = Self.fields(flow.to, or: flow.from.map { $0.ncy + 1 })
      writer.append(row: [String(flow.year)] + from + to + [String(flow.count)])
    }
    return writer.bytes
  }

  /// Setting, need and school year.
  private static func fields(_ state: PlanState?, or ncy: Int?) -> [String] {
    guard let state else { return [outside, outside, ncy.map(String.init) ?? ""] }
    return [state.setting, state.need, String(state.ncy)]
  }
}
