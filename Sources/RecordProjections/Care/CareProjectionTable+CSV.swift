import Periods

extension CareProjectionTable {
  /// The table as CSV: `date,age_group,placement,mean,sd,p10,p50,p90`, one row per date, age group
  /// and placement, totals as `all`; numbers to nine decimals, without trailing zeros.
  public var csv: [UInt8] {
    var bytes = Array("date,age_group,placement,mean,sd,p10,p50,p90\n".utf8)
    let keys = CareProjectionTable.cells.map { cell in
      Array(",\(cell.labels.age),\(cell.labels.placement),".utf8)
    }
    bytes.reserveCapacity(bytes.count + values.count * 64)
    for (row, date) in dates.enumerated() {
      let label = Array(date.iso.utf8)
      for (column, key) in keys.enumerated() {
        let value = values[row * keys.count + column]
        bytes.append(contentsOf: label)
        bytes.append(contentsOf: key)
        CareProjectionTable.append(value.mean, to: &bytes, 0x2C)
        CareProjectionTable.append(value.standardDeviation, to: &bytes, 0x2C)
        CareProjectionTable.append(value.p10, to: &bytes, 0x2C)
        CareProjectionTable.append(value.p50, to: &bytes, 0x2C)
        CareProjectionTable.append(value.p90, to: &bytes, 0x0A)
      }
    }
    return bytes
  }

  /// Writes a number and what follows it. A number of children is far below the 9 · 10⁹ up to which
  /// nine decimals are exact in a word; one above is written as Swift does.
  private static func append(_ value: Double, to bytes: inout [UInt8], _ end: UInt8) {
    defer { bytes.append(end) }
    let scaled = (value * 1e9).rounded()
    guard abs(scaled) < 9e18 else { return bytes.append(contentsOf: "\(value)".utf8) }
    if scaled < 0 { bytes.append(0x2D) }
    let word = UInt64(abs(scaled))
    let whole = word / 1_000_000_000
    var decimals = word % 1_000_000_000
    bytes.append(contentsOf: "\(whole)".utf8)
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
