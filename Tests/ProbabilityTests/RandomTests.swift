import Probability
import Testing

@Suite("Addressed random numbers")
struct RandomTests {
  @Test("reproduce the published Philox4x32-10 vectors (Random123)")
  func philox() {
    let ones = UInt32.max
    #expect(
      Philox4x32.block(counter: Philox4x32(0, 0, 0, 0), key0: 0, key1: 0)
        == Philox4x32(0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8))
    #expect(
      Philox4x32.block(counter: Philox4x32(ones, ones, ones, ones), key0: ones, key1: ones)
        == Philox4x32(0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd))
    #expect(
      Philox4x32.block(
        counter: Philox4x32(0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344),
        key0: 0xa409_3822, key1: 0x299f_31d0)
        == Philox4x32(0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1))
  }

  @Test("reproduce the published FNV-1a hashes")
  func fnv() {
    #expect(FNV1a64.hash("") == 0xcbf2_9ce4_8422_2325)
    #expect(FNV1a64.hash("a") == 0xaf63_dc4c_8601_ec8c)
  }

  @Test("give the same numbers at the same address, bit for bit")
  func addresses() {
    let stream = RandomStream(seed: 0x1352631, name: "entry|residential|10-15")
    #expect(stream.uniform(replicate: 0, step: 0, k: 0) == 0.06718748753535497)
    #expect(stream.uniform(replicate: 0, step: 0, k: 3) == 0.6161186498342045)
    let last = RandomStream(seed: .max, name: "exit|IFA|5-9").at(replicate: 4_095, step: 119)
    #expect(last.bits(131_071) == 0xac9c_2a81_72c4_5a7f)
    #expect(last.uniform(131_071) == 0.6742579046283635)
  }

  @Test("differ between seeds, streams, replicates, steps and counts")
  func distinct() {
    var seen: Set<UInt64> = []
    for seed in 0..<3 as Range<UInt64> {
      for name in ["", "a", "b"] {
        let stream = RandomStream(seed: seed, name: name)
        for replicate in 0..<5 {
          for step in 0..<5 {
            for k in 0..<4 { seen.insert(stream.at(replicate: replicate, step: step).bits(k)) }
          }
        }
      }
    }
    #expect(seen.count == 3 * 3 * 5 * 5 * 4)
  }

  @Test("stay strictly inside (0, 1)")
  func insideUnit() {
    #expect(RandomAddress.unit(0) == 0x1p-53)
    #expect(RandomAddress.unit(.max) == 1 - 0x1p-53)
  }

  @Test("are uniform: chi-square over 100 bins")
  func uniformity() {
    let stream = RandomStream(seed: 5, name: "uniformity")
    var bins = [Int](repeating: 0, count: 100)
    for k in 0..<100_000 { bins[Int(stream.uniform(replicate: 0, step: 0, k: k) * 100)] += 1 }
    let chiSquare = bins.reduce(0.0) { $0 + (Double($1) - 1_000) * (Double($1) - 1_000) / 1_000 }
    #expect(SpecialFunctions.gammaQ(49.5, chiSquare / 2) > 1e-4)
  }

  @Test("follow the Sobol sequence and its scramble")
  func sobol() {
    #expect(SobolSequence.dimensions == 40)
    #expect(SobolSequence.bits(100, dimension: 7) == 0x7a00_0000)
    #expect(SobolSequence.point(4, dimension: 2) == 0.625)
    let scramble = OwenScramble(seed: 0x1352631, randomisation: 0)
    #expect(scramble.bits(3, dimension: 2) == 0xe3fe_a480)
    #expect(scramble.point(0, dimension: 0) == 0.10886690334882587)
  }

  @Test("put one Sobol point in each of 2^k equal slices, scrambled or not")
  func stratified() {
    let scramble = OwenScramble(seed: 9, randomisation: 3)
    for dimension in 0..<SobolSequence.dimensions {
      let plain = Set(
        (0..<256 as Range<UInt32>).map { SobolSequence.bits($0, dimension: dimension) >> 24 })
      let mixed = Set(
        (0..<256 as Range<UInt32>).map { scramble.bits($0, dimension: dimension) >> 24 })
      #expect(plain.count == 256)
      #expect(mixed.count == 256)
    }
  }
}

@Suite("A filled address")
struct RandomFillTests {
  @Test("holds the numbers it gives one at a time", arguments: [0, 1, 2, 7, 1_000, 1_003])
  func fill(count: Int) {
    let address = RandomStream(seed: 77, name: "fill").at(replicate: 5, step: 65_535)
    let values = address.uniforms(count)
    #expect(values == (0..<count).map { address.uniform($0) })
    var again = [Double](repeating: -1, count: count)
    address.fill(&again)
    #expect(again == values)
  }

  @Test("reaches the last number of an address")
  func last() {
    let address = RandomStream(seed: 1, name: "last").at(replicate: 0, step: 0)
    let values = address.uniforms(RandomAddress.countLimit)
    #expect(RandomAddress.countLimit == 131_072 && RandomAddress.stepLimit == 65_536)
    #expect(values.last == address.uniform(RandomAddress.countLimit - 1))
    #expect(Set(values).count == values.count)
  }
}
