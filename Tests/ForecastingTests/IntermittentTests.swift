import Forecasting
import Testing

@Suite("Intermittent demand")
struct IntermittentTests {
  static let rare: [Double] = [0, 0, 4, 0, 0, 0, 2, 0, 6, 0]

  /// By hand at α = 0.2: sizes 4, 3.6, 4.08; intervals 3, 3.2, 2.96.
  @Test func followsItsRecursion() throws {
    let croston = try IntermittentModel.fit(Self.rare, method: .croston, alpha: 0.2)
    #expect(abs(croston.rate - 4.08 / 2.96) < 1e-12)
    #expect(abs(croston.probability - 1 / 2.96) < 1e-12)
    let first = 4.0 / 3
    #expect(agree(Array(croston.fitted[3...6]), [first, first, first, first]))
    #expect(agree(Array(croston.fitted[7...8]), [3.6 / 3.2, 3.6 / 3.2]))
    #expect(Array(croston.fitted[0...2]) == [0, 0, 0])
    #expect(croston.residuals[8] == 6 - croston.fitted[8])
    let sba = try IntermittentModel.fit(Self.rare, method: .syntetosBoylan, alpha: 0.2)
    #expect(abs(sba.rate - 0.9 * 4.08 / 2.96) < 1e-12)
    let tsb = try IntermittentModel.fit(Self.rare, method: .teunterSyntetosBabai, alpha: 0.2)
    var chance = 0.3
    for value in Self.rare { chance += 0.2 * ((value > 0 ? 1 : 0) - chance) }
    #expect(abs(tsb.rate - 4.08 * chance) < 1e-12)
    #expect(abs(tsb.probability - chance) < 1e-12)
    #expect(croston.parameters.map(\.name) == ["alpha", "rate", "probability"])
    #expect(croston.parameters.map(\.value) == [0.2, croston.rate, croston.probability])
    #expect(IntermittentModel.Method.allCases.map(\.rawValue) == ["Croston", "SBA", "TSB"])
    #expect(sba.name == "SBA" && sba.criteria == nil)
    #expect(sba.sizes == [2, 4, 6])
  }

  @Test(arguments: IntermittentModel.Method.allCases)
  func itsLawHasItsRate(_ method: IntermittentModel.Method) throws {
    let model = try IntermittentModel.fit(Self.rare, method: method, alpha: 0.1)
    let steps = try model.forecasts(horizon: 3)
    #expect(steps.count == 3 && steps[0] == steps[2])
    #expect(abs(steps[0].mean / model.rate - 1) < 1e-12)
    #expect(try steps[0].quantile(0.5) == 0)
    guard case .sample(let values) = steps[0].law else {
      Issue.record("not a sample")
      return
    }
    #expect(values.count == 1000)
    #expect(values.filter { $0 > 0 }.count == Int((model.probability * 1000).rounded()))
    // A third of the demands each of sizes in the ratio 2 : 4 : 6.
    #expect(abs((values.last ?? 0) / (values.first { $0 > 0 } ?? 1) - 3) < 1e-12)
  }

  @Test func alphaIsTheBestOfItsGrid() throws {
    let y: [Double] = [1, 0, 1, 0, 1, 0, 8, 9, 0, 8, 9, 0, 8, 9, 8, 9]
    for method in IntermittentModel.Method.allCases {
      let chosen = try IntermittentModel.fit(y, method: method)
      func sum(_ model: IntermittentModel) -> Double {
        model.residuals.dropFirst().reduce(0) { $0 + $1 * $1 }
      }
      for step in 1...10 {
        let other = try IntermittentModel.fit(y, method: method, alpha: Double(step) / 20)
        #expect(sum(chosen) <= sum(other) * (1 + 1e-9))
      }
    }
  }

  @Test func zerosAndExtremesHaveAnAnswer() throws {
    for method in IntermittentModel.Method.allCases {
      for y in [[0.0], [0, 0, 0, 0]] {
        let model = try IntermittentModel.fit(y, method: method)
        #expect(model.rate == 0 && model.probability == 0)
        #expect(
          try model.forecasts(horizon: 2).allSatisfy { $0.mean == 0 && $0.standardDeviation == 0 })
      }
      for y in [
        [5.0], [Double.greatestFiniteMagnitude, 0, 0], [0, .leastNonzeroMagnitude],
        [1e-200, 0, 3e-200],
      ] {
        let model = try IntermittentModel.fit(y, method: method)
        #expect(model.rate.isFinite && model.rate >= 0)
        for step in try model.forecasts(horizon: 2) { #expect(step.mean.isFinite) }
      }
    }
  }

  @Test func patternsAreClassified() throws {
    let kinds: [([Double], DemandPattern.Kind)] = [
      ([5, 6, 5, 6], .smooth), ([1, 1, 1, 1, 1, 20], .erratic),
      ([0, 5, 0, 6, 0, 5], .intermittent),
      ([0, 1, 0, 1, 0, 30, 0, 1], .lumpy), ([0, 0], .absent),
    ]
    for (y, kind) in kinds { #expect(try DemandPattern(y).kind == kind) }
    let pattern = try DemandPattern(Self.rare)
    #expect(abs((pattern.interval ?? 0) - 10.0 / 3) < 1e-12)
    #expect(abs(pattern.unevenness - 1.0 / 6) < 1e-12)
    #expect(try DemandPattern([0, 0]).interval == nil)
    #expect(try DemandPattern([3]).unevenness == 0)
  }

  @Test func refusesWhatItCannotUse() throws {
    #expect(throws: ForecastingError.self) { try IntermittentModel.fit([]) }
    #expect(throws: ForecastingError.self) { try IntermittentModel.fit([1, -1]) }
    #expect(throws: ForecastingError.self) { try IntermittentModel.fit([1, .nan]) }
    #expect(throws: ForecastingError.self) { try IntermittentModel.fit([1, 2], alpha: 1.1) }
    #expect(throws: ForecastingError.self) { try DemandPattern([-2]) }
    #expect(throws: ForecastingError.self) {
      try IntermittentModel.fit([1, 2]).forecasts(horizon: 0)
    }
  }
}
