import Probability
import Testing

@Suite("Quantiles by selection")
struct QuantileSelectionTests {
  @Test(
    "are those of the sorted sample: random, tied, constant, sorted, reversed, single",
    arguments: [1, 2, 3, 10, 101, 1000])
  func sameAsSorting(count: Int) {
    let stream = RandomStream(seed: 5, name: "selection")
    let random = (0..<count).map { stream.uniform(replicate: $0, step: 0) }
    let samples = [
      random, random.map { ($0 * 5).rounded() }, random.map { _ in 3.5 }, random.sorted(),
      random.sorted(by: >),
    ]
    let probabilities = [0, 0.1, 0.25, 0.5, 0.8, 0.9, 1]
    for sample in samples {
      var values = sample
      let found = Quantile.selecting(&values, at: probabilities)
      let sorted = sample.sorted()
      for (p, quantile) in zip(probabilities, found) {
        let expected = Quantile.ofSorted(sorted, at: p)
        #expect(abs(quantile - expected) <= 1e-12 * max(1, abs(expected)))
      }
      #expect(values.sorted() == sorted)
    }
  }
}
