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
      append(row.mean, to: &bytes)
      append(row.standardDeviation, to: &bytes)
      append(row.p10, to: &bytes)
      append(row.p50, to: &bytes)
      append(row.p90, to: &bytes)
      bytes.append(0x0A)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Writes a comma and a number, where it is known. A number of children is far below the 9 · 10⁹ up
  /// to which nine decimals are exact in a word; one above is written as Swift does.
  private func append(_ value: Double?, to bytes: inout [UInt8]) {
    bytes.append(0x2C)
    guard let value else { return }
    let scaled = (value * 1e9).rounded()
    guard abs(scaled) < 9e18 else { return bytes.append(contentsOf: "\(value)".utf8) }
    if scaled < 0 { bytes.append(0x2D) }
    let word = UInt64(abs(scaled))
    var (whole, decimals) = word.quotientAndRemainder(dividingBy: 1_000_000_000)
    // Digits from the last to the first: at most ten, a point and nine.
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { text in
      var first = 20
      func write(_ byte: UInt8) {
        first -= 1
        text[first] = byte
      }
      if decimals > 0 {
        var places = 9
        while decimals % 10 == 0 {
          decimals /= 10
          places -= 1
        }
        for _ in 0..<places {
          write(0x30 + UInt8(truncatingIfNeeded: decimals % 10))
          decimals /= 10
        }
        write(0x2E)
      }
      repeat {
        write(0x30 + UInt8(truncatingIfNeeded: whole % 10))
        whole /= 10
      } while whole > 0
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[first..<20]))
    }
  }
}
