extension Observation {
  /// The period as the layout writes it.
  public var period: String { calendar.label(year: year) }

  /// What a reader would call the figure: `plans, E09000006, 2025-01, setting special`.
  var keyDescription: String {
    "\(measure), \(area), \(period)" + (split == "total" ? "" : ", \(split) \(category)")
  }

  /// The value or the symbol, as text.
  var figureText: String {
    if let value { return DelimitedNumber.text(value) }
    return symbol?.rawValue ?? ""
  }

  func hasSameKey(as other: Observation) -> Bool {
    year == other.year && calendar == other.calendar && area == other.area
      && measure == other.measure && split == other.split && category == other.category
  }

  func hasSameFigure(as other: Observation) -> Bool {
    value == other.value && symbol == other.symbol && unit == other.unit
  }
}
