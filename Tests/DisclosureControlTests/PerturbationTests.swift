import DisclosureControl
import Probability
import Testing

@Suite("Rounding and noise")
struct PerturbationTests {
  @Test("rounding to 5 takes 0 to 2 to 0 and 3 to 7 to 5; percentages follow the rounded counts")
  func rounding() throws {
    let five = try CountRounding(base: 5)
    let rounded = [0.0, 1, 2, 3, 7, 8, 12, 13, 1_002].map(five.rounded)
    #expect(rounded == [0, 0, 0, 5, 5, 10, 10, 15, 1_000])
    #expect(five.rounded(-4) == -5)
    #expect(five.rounded(-2) == 0)
    #expect(five.percentage(8, of: 1_002) == 1)
    #expect(five.percentage(1, of: 2) == nil)
    let ten = try CountRounding(base: 10)
    #expect([4.0, 5, 14, 15].map(ten.rounded) == [0, 10, 10, 20])
    #expect(throws: DisclosureError.self) { try CountRounding(base: 0) }
  }

  private let table: [Int: [CellKeyNoise.Step]] = [
    1: [.init(change: -1, probability: 0.3), .init(change: 0, probability: 0.7)],
    2: [.init(change: -2, probability: 0.5), .init(change: 2, probability: 0.5)],
  ]

  @Test("noise is the same for the same children in any order, and none for nobody")
  func noise() throws {
    let noise = try CellKeyNoise(salt: "2026Q1", table: table)
    let children = (0..<40).map { "p\($0)" }
    #expect(noise.result(children) == noise.result(children.reversed()))
    let nobody = noise.result([])
    #expect(nobody.count == 0 && nobody.published == 0)
    let parts = noise.recordKey("p1") &+ noise.recordKey("p2")
    #expect(noise.result(["p1", "p2"]).key == parts)
    let other = try CellKeyNoise(salt: "2026Q2", table: table)
    #expect(other.recordKey("p1") != noise.recordKey("p1"))
    let mean =
      (0..<2_000).reduce(0.0) { sum, index in
        let pair = (0..<2).map { child in
          String(FNV1a64.hash("child \(index) \(child)") &* 0x9E37_79B9_7F4A_7C15, radix: 16) + "-x"
        }
        return sum + Double(noise.result(pair).noise)
      } / 2_000
    #expect(abs(mean) < 0.15)
  }

  @Test("a table of noise that is no table of chances is refused")
  func refusals() {
    let halves: [CellKeyNoise.Step] = [.init(change: 0, probability: 0.5)]
    let below: [CellKeyNoise.Step] = [.init(change: -2, probability: 1)]
    let certain: [CellKeyNoise.Step] = [.init(change: 0, probability: 1)]
    for table in [[:], [1: halves], [1: below], [2: certain]] {
      #expect(throws: DisclosureError.self) { try CellKeyNoise(salt: "s", table: table) }
    }
  }
}
