import DisclosureControl
import Foundation
import Probability

/// How much random testing to do: a short slice unless `HEADROOM_CAMPAIGN` asks for the whole.
enum Campaign {
  static let isFull = ProcessInfo.processInfo.environment["HEADROOM_CAMPAIGN"] == "full"

  static func size(full: Int, slice: Int) -> Int { isFull ? full : slice }
}

/// Tables of 2 to 6 rows and columns, with counts from a law heavy in zeros and small counts.
enum RandomTables {
  static func counts(_ index: Int) -> [[Double]] {
    let stream = RandomStream(seed: 11, name: "tables")
    let address = stream.at(replicate: index, step: 0)
    let rows = 2 + Int(5 * address.uniform(0))
    let columns = 2 + Int(5 * address.uniform(1))
    return (0..<rows).map { row in
      (0..<columns).map { column in
        let u = address.uniform(2 + 2 * (row * columns + column))
        let v = address.uniform(3 + 2 * (row * columns + column))
        return u < 0.3 ? 0 : u < 0.55 ? Double(1 + Int(6 * v)) : Double(Int(60 * v * v))
      }
    }
  }
}
