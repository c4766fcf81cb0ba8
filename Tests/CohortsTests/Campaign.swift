import Foundation

/// How much random testing to do: a short slice unless `HEADROOM_CAMPAIGN` asks for the whole.
enum Campaign {
  /// Whether the whole campaign was asked for.
  static let isFull = ProcessInfo.processInfo.environment["HEADROOM_CAMPAIGN"] == "full"

  /// The size of the whole campaign, or of the slice.
  static func size(full: Int, slice: Int) -> Int { isFull ? full : slice }
}
