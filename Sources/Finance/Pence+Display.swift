/// The unit a table prints money in.
public enum MoneyUnit: String, Sendable, Hashable, CaseIterable {
  /// Pounds and pence.
  case pence
  /// Whole pounds.
  case pounds
  /// Thousands of pounds.
  case thousands
  /// Millions of pounds with three decimals.
  case millions

  /// The number of pence in the last printed digit.
  public var step: Int64 {
    switch self {
    case .pence: 1
    case .pounds: 100
    case .thousands, .millions: 100_000
    }
  }

  /// The decimals printed.
  public var decimals: Int {
    switch self {
    case .pence: 2
    case .pounds, .thousands: 0
    case .millions: 3
    }
  }
}

extension Pence {
  /// The amount rounded half away from zero to the last digit the unit prints.
  public func rounded(to unit: MoneyUnit) -> Pence {
    let step = unit.step
    let whole = count / step
    let rest = count % step
    guard abs(rest) * 2 >= step else { return Pence(whole * step) }
    return Pence((whole + count.signum()) * step)
  }

  /// The amount in the unit with thousands separators; a saving in brackets: `(£1,234)`.
  public func formatted(in unit: MoneyUnit) -> String {
    let digits = String((rounded(to: unit).count / unit.step).magnitude)
    let padded = String(repeating: "0", count: max(0, unit.decimals + 1 - digits.count)) + digits
    let whole = padded.dropLast(unit.decimals)
    let decimals = padded.suffix(unit.decimals)
    var text = ""
    for (position, digit) in whole.enumerated() {
      if position > 0, (whole.count - position).isMultiple(of: 3) { text.append(",") }
      text.append(digit)
    }
    if !decimals.isEmpty { text += "." + decimals }
    return count < 0 && rounded(to: unit) != .zero ? "(£\(text))" : "£\(text)"
  }
}
