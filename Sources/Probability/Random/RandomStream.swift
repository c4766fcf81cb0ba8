/// A named stream of random numbers: the seed of a run and the hash of a model object's name.
///
/// Names such as `entry|residential|10-15` belong to model objects, never to scenarios, so that
/// every scenario of a run sees the same numbers and adding an object moves nobody else's.
@frozen
public struct RandomStream: Hashable, Sendable {
  /// The seed of the run.
  public let seed: UInt64

  /// FNV-1a-64 of the UTF-8 stream name.
  public let hash: UInt64

  /// The stream of that name under that seed.
  @inlinable
  public init(seed: UInt64, name: String) {
    self.seed = seed
    hash = FNV1a64.hash(name)
  }

  /// The numbers of one replicate at one step of this stream.
  ///
  /// `replicate` must fit 32 bits and `step` 16 bits; other values are a programming error.
  @inlinable
  public func at(replicate: Int, step: Int) -> RandomAddress {
    RandomAddress(stream: self, replicate: replicate, step: step)
  }

  /// The `k`-th uniform of that replicate and step, strictly inside (0, 1).
  @inlinable
  public func uniform(replicate: Int, step: Int, k: Int = 0) -> Double {
    at(replicate: replicate, step: step).uniform(k)
  }
}
