import DelimitedText

extension OverflowCascade {
  /// The stages of a table with `stage`, `capacity` (empty where not limited), `suited_share` (0 to 1) and
  /// `price_per_week`, in order of preference.
  ///
  /// Throws what is wrong with file, line and column.
  public static func stages(
    bytes: [UInt8], file: String
  ) throws(SufficiencyError) -> [Stage] {
    let rows = try SufficiencyRows(bytes, file)
    var found: [Stage] = []
    for row in 0..<rows.table.rowCount {
      let name = try rows.name(row, "stage", unlike: found.map(\.name))
      let capacity =
        try rows.text(row, "capacity").isEmpty ? nil : try rows.whole(row, "capacity")
      let share = try rows.notNegative(row, "suited_share")
      guard share <= 1 else {
        throw try rows.fault(
          row, "suited_share",
          "\(share) is above 1; give the share of those offered whom the place would suit, 0.6 for 60%"
        )
      }
      let price = try rows.positive(
        row, "price_per_week", "a missing price is not £0; give what a place costs a week")
      do {
        found.append(
          try Stage(name: name, capacity: capacity, suitedShare: share, weeklyPrice: price))
      } catch {
        throw try rows.fault(row, "stage", "\(error)")
      }
    }
    guard !found.isEmpty else {
      throw SufficiencyError("\(file): has no stages, so nobody could be placed.")
    }
    return found
  }
}
