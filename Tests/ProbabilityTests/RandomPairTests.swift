import Probability
import Testing

@Suite("Pairs of uniforms")
struct RandomPairTests {
  @Test("A pair is two neighbouring numbers of its address")
  func pairs() {
    let address = RandomStream(seed: 7, name: "pairs").at(replicate: 3, step: 2)
    for index in [0, 1, 2, 17, 65_535] {
      let pair = address.pair(index)
      #expect(pair.0 == address.uniform(2 * index))
      #expect(pair.1 == address.uniform(2 * index + 1))
    }
  }
}
