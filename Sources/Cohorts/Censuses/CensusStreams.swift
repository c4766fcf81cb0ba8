import Probability

/// The random streams of a census model, named after one model object.
public struct CensusStreams: Hashable, Sendable {
  let cell: RandomStream
  let way: RandomStream
  let enter: RandomStream
  let entryWay: RandomStream
  let leaveLaw: RandomStream
  let moveLaw: RandomStream
  let wayLaw: RandomStream
  let entryLaw: RandomStream
  let effect: RandomStream

  /// The streams `name|cell`, `name|way`, `name|enter` and `name|entry way` of people under that seed:
  /// at replicate r and step t the numbers 2k and 2k + 1 say who leaves cell k and who moves, number k
  /// who takes way or enters at age k, whatever else happens. For rates drawn once the streams
  /// `name|leave law`, `name|move law`, `name|way law`, `name|entry law` and `name|effect`.
  public init(seed: UInt64, name: String) {
    cell = RandomStream(seed: seed, name: "\(name)|cell")
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
