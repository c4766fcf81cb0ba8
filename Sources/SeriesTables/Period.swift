/// A period of time as a table writes it, counted in steps of its kind.
struct Period: Equatable {
  /// The length of a period.
  enum Kind: String {
    case year
    case quarter
    case month
    case day
    case label
  }

  let kind: Kind

  /// The number of the period among those of its kind; 0 for labels.
  let number: Int

  /// Whether a period left out between two others can be told.
  var countsGaps: Bool { kind == .year || kind == .quarter || kind == .month }

  init(_ text: String) {
    let bytes = Array(text.utf8)
    if let number = Period.whole(bytes[...]) {
      (kind, self.number) = (.year, number)
    } else if let quarter = Period.quarter(bytes) {
      (kind, number) = (.quarter, quarter)
    } else if let dashed = Period.dashed(bytes) {
      (kind, number) = dashed
    } else {
      (kind, number) = (.label, 0)
    }
  }

  /// `2024Q1` and `2024-Q1`.
  private static func quarter(_ bytes: [UInt8]) -> Int? {
    guard let mark = bytes.firstIndex(where: { $0 == 0x51 || $0 == 0x71 }), mark >= 1,
      mark == bytes.count - 2, (0x31...0x34).contains(bytes[mark + 1])
    else { return nil }
    let end = bytes[mark - 1] == 0x2D ? mark - 1 : mark
    guard let year = whole(bytes[..<end]) else { return nil }
    return year * 4 + Int(bytes[mark + 1] - 0x31)
  }

  /// `2024-03`, `2024-03-31` and `2024/25`.
  private static func dashed(_ bytes: [UInt8]) -> (Kind, Int)? {
    let parts = bytes.split(separator: 0x2D, omittingEmptySubsequences: false)
    let numbers = parts.map { whole($0) }
    if parts.count >= 2, parts[0].count == 4, parts[1].count == 2, let year = numbers[0],
      let month = numbers[1], (1...12).contains(month)
    {
      if parts.count == 2 { return (.month, year * 12 + month - 1) }
      if parts.count == 3, parts[2].count == 2, let day = numbers[2], (1...31).contains(day) {
        return (.day, (year * 12 + month - 1) * 31 + day - 1)
      }
    }
    let halves = bytes.split(separator: 0x2F, omittingEmptySubsequences: false)
    if halves.count == 2, halves[0].count == 4, let year = whole(halves[0]),
      let next = whole(halves[1]), next == (halves[1].count == 4 ? year + 1 : (year + 1) % 100)
    {
      return (.year, year)
    }
    return nil
  }

  /// Up to nine digits, with a minus where they are the whole text.
  private static func whole(_ bytes: ArraySlice<UInt8>) -> Int? {
    guard !bytes.isEmpty, bytes.count <= 9, bytes.allSatisfy({ (0x30...0x39).contains($0) })
    else { return nil }
    return bytes.reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }
}
