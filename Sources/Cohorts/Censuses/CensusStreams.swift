import Probability

/// The random streams of a census model, named after one model object.
public struct CensusStreams: Hashable, Sendable {
  let leave: RandomStream
  let move: RandomStream
  let way: RandomStream
  let enter: RandomStream
  let entryWay: RandomStream
  let leaveLaw: RandomStream
  let moveLaw: RandomStream
  let wayLaw: RandomStream
  let entryLaw: RandomStream
  let effect: RandomStream

  /// The streams `name|leave`, `name|move`, `name|way`, `name|enter` and `name|entry way` of people
  /// under that seed, whose number at replicate r, step t and k belongs to cell, way or age k, whatever
  /// else happens; and the same with `law` behind, and `name|effect`, for rates drawn once.
  public init(seed: UInt64, name: String) {
    leave = RandomStream(seed: seed, name: "\(name)|leave")
    move = RandomStream(seed: seed, name: "\(name)|move")
    way = RandomStream(seed: seed, name: "\(name)|way")
    enter = RandomStream(seed: seed, name: "\(name)|enter")
    entryWay = RandomStream(seed: seed, name: "\(name)|entry way")
    leaveLaw = RandomStream(seed: seed, name: "\(name)|leave law")
    moveLaw = RandomStream(seed: seed, name: "\(name)|move law")
    wayLaw = RandomStream(seed: seed, name: "\(name)|way law")
    entryLaw = RandomStream(seed: seed, name: "\(name)|entry law")
    effect = RandomStream(seed: seed, name: "\(name)|effect")
  }
}
