import Periods

extension CareProjectionTables {
  /// The rows as CSV: `date,age_group,placement,mean,sd,p10,p50,p90`, numbers to nine decimals
  /// without trailing zeros, empty where a number is not known.
  public var csv: String {
    var bytes = Array("date,age_group,placement,mean,sd,p10,p50,p90\n".utf8)
    bytes.reserveCapacity(bytes.count + rows.count * 64)
    var date: CalendarDate?
    var label: [UInt8] = []
    for row in rows {
      if row.date != date {
        date = row.date
        label = Array("\(row.date.iso),".utf8)
      }
      bytes.append(contentsOf: label)
      bytes.append(contentsOf: row.ageGroup.utf8)
      bytes.append(0x2C)
      bytes.append(contentsOf: row.placement.utf8)
      for value in [row.mean, row.standardDeviation, row.p10, row.p50, row.p90] {
        bytes.append(0x2C)
        if let value { CareProjectionTables.append(value, to: &bytes) }
      }
      bytes.append(0x0A)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Writes a number. A number of children is far below the 9 · 10⁹ up to which nine decimals are
  /// exact in a word; one above is written as Swift does.
  private static func append(_ value: Double, to bytes: inout [UInt8]) {
    let scaled = (value * 1e9).rounded()
    guard abs(scaled) < 9e18 else { return bytes.append(contentsOf: "\(value)".utf8) }
    if scaled < 0 { bytes.append(0x2D) }
    let word = UInt64(abs(scaled))
    bytes.append(contentsOf: "\(word / 1_000_000_000)".utf8)
    var decimals = word % 1_000_000_000
    guard decimals > 0 else { return }
    bytes.append(0x2E)
    var unit: UInt64 = 100_000_000
    while decimals > 0 {
      bytes.append(0x30 + UInt8(decimals / unit))
      decimals %= unit
      unit /= 10
    }
  }
}
