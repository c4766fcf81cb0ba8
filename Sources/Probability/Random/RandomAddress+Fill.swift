extension RandomAddress {
  /// The uniforms k = 2·`index` and k = 2·`index` + 1, as ``uniform(_:)`` gives one at a time, from the
  /// one block of random words that holds both; `index` in 0..<65,536.
  @inlinable @inline(__always)
  public func pair(_ index: Int) -> (Double, Double) {
    precondition(index >= 0 && index < RandomAddress.countLimit / 2, "index outside 0..<65536")
    let words = Philox4x32.block(
      counter: Philox4x32(stepWord | UInt32(index), replicateWord, hashLow, hashHigh),
      key0: key0, key1: key1)
    return (
      RandomAddress.unit(UInt64(words.x0) | UInt64(words.x1) << 32),
      RandomAddress.unit(UInt64(words.x2) | UInt64(words.x3) << 32)
    )
  }

  /// The uniforms k = 0, 1, 2 … of this address, the same numbers as ``uniform(_:)`` gives one at a
  /// time, at about twice the speed: each block of random words gives two.
  ///
  /// At most ``countLimit`` numbers; more are a programming error and stop the program.
  @inlinable
  public func uniforms(_ count: Int) -> [Double] {
    var values = [Double](repeating: 0, count: count)
    fill(&values)
    return values
  }

  /// Replaces `values` by the uniforms k = 0, 1, 2 … of this address, as ``uniforms(_:)`` does.
  @inlinable
  public func fill(_ values: inout [Double]) {
    precondition(values.count <= RandomAddress.countLimit, "more than 131072 numbers")
    var counter = Philox4x32(stepWord, replicateWord, hashLow, hashHigh)
    let whole = values.count & ~1
    var k = 0
    while k < whole {
      let word = Philox4x32.block(counter: counter, key0: key0, key1: key1)
      values[k] = RandomAddress.unit(UInt64(word.x0) | UInt64(word.x1) << 32)
      values[k + 1] = RandomAddress.unit(UInt64(word.x2) | UInt64(word.x3) << 32)
      counter.x0 &+= 1
      k += 2
    }
    if k < values.count { values[k] = uniform(k) }
  }
}
