import Probability

/// The random streams of a census model, named after one model object.
public struct CensusStreams: Hashable, Sendable {
  let leave: RandomStream
  let move: RandomStream
  let way: RandomStream
  let enter: RandomStream
  let entryWay: RandomStream

  /// The streams `name|leave`, `name|move`, `name|way`, `name|enter` and `name|entry way` under that
  /// seed. The number at replicate r, step t and k belongs to cell, way or age k, whatever else
  /// happens.
  public init(seed: UInt64, name: String) {
    leave = RandomStream(seed: seed, name: "\(name)|leave")
    move = RandomStream(seed: seed, name: "\(name)|move")
    way = RandomStream(seed: seed, name: "\(name)|way")
    enter = RandomStream(seed: seed, name: "\(name)|enter")
    entryWay = RandomStream(seed: seed, name: "\(name)|entry way")
  }
}
