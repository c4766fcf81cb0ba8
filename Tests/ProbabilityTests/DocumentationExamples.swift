import Probability
import Testing

/// The running example of the documentation, which must stay true.
@Test func probabilityDocumentationExample() throws {
  let arrivals = try NegativeBinomial(mean: 12, size: 4)
  let likely = arrivals.quantile(0.5)  // 11
  let many = arrivals.upperTail(25)

  let stream = RandomStream(seed: 1, name: "arrivals")
  let draw = arrivals.quantile(stream.uniform(replicate: 0, step: 0))

  let coverage = try Calibration.Coverage(inside: 17, of: 20)
  let isCalibrated = coverage.isCalibrated(nominal: 0.8)  // true

  #expect(likely == 11 && many > 0.02 && many < 0.06)
  #expect(draw == arrivals.quantile(stream.uniform(replicate: 0, step: 0)) && draw >= 0)
  #expect(isCalibrated)
}
