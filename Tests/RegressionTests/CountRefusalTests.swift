import LinearAlgebra
import Regression
import Testing

@Suite("Count regressions that are refused")
struct CountRefusalTests {
  private func refusal(
    _ rows: [[Double]], _ counts: [Double], offset: [Double]? = nil,
    family: CountFamily = .poisson, options: CountRegression.Options = .init()
  ) throws -> RegressionError? {
    let design = try DesignMatrix(rows: rows)
    do {
      _ = try CountRegression.fit(
        design, counts: counts, offset: offset, family: family, options: options)
      return nil
    } catch {
      return error
    }
  }

  @Test func badCounts() throws {
    let rows = [[1.0], [1], [1]]
    for bad in [-1, 0.5, Double.nan, .infinity] {
      let error = try refusal(rows, [3, bad, 2])
      #expect(error?.description.hasPrefix("counts[1]") == true)
    }
    #expect(
      try refusal(rows, [1, 2]) == .lengthMismatch(input: "counts", expected: 3, found: 2))
  }

  @Test func badOffsetsAndExposures() throws {
    #expect(
      try refusal([[1.0], [1]], [1, 2], offset: [0, .nan])?.description.hasPrefix("offset[1]")
        == true)
    let design = try DesignMatrix(rows: [[1], [1]])
    for bad in [0, -2, Double.nan] {
      let error = #expect(throws: RegressionError.self) {
        try CountRegression.fit(design, counts: [1, 2], exposure: [bad, 1], family: .poisson)
      }
      #expect(error?.description.hasPrefix("exposure[0]") == true)
    }
  }

  @Test func rankDeficientDesignNamesTheTerm() throws {
    #expect(
      try refusal([[1, 2], [1, 2], [1, 2]], [1, 2, 3])
        == .rankDeficient(rank: 1, columns: ["x2"]))
  }

  @Test func collinearDesignIsRefusedUnlessAllowed() throws {
    let rows = (0..<8).map { [1, 1 + Double($0) / 1000] }
    let counts: [Double] = [3, 4, 2, 5, 6, 4, 7, 6]
    guard case .collinear(let condition, 30) = try refusal(rows, counts) else {
      Issue.record("a nearly constant term must be refused")
      return
    }
    #expect(condition > 500)
    #expect(try refusal(rows, counts, options: .init(conditionLimit: nil)) == nil)
  }

  @Test func tooFewRows() throws {
    #expect(try refusal([[1.0]], [3]) == .tooFewRows(rows: 1, needed: 2))
  }

  @Test func zeroCountsWhereATermActs() throws {
    #expect(try refusal([[1.0], [1]], [0, 0]) == .separation(columns: ["x1"]))
    #expect(
      try refusal([[1, 0], [1, 0], [1, 1], [1, 1]], [3, 4, 0, 0])
        == .separation(columns: ["x2"]))
  }

  @Test("a term of small values of both signs where counts are zero can be estimated")
  func smallValuesOfBothSigns() throws {
    let rows: [[Double]] = [[1, 0], [1, 0], [1, 0], [1, 0.25], [1, -0.5], [1, 0.125]]
    let counts: [Double] = [3, 5, 4, 0, 0, 0]
    guard case .separation(let columns)? = try refusal(rows.map { [$0[0], abs($0[1])] }, counts)
    else {
      Issue.record("a term of one sign must be refused")
      return
    }
    #expect(columns == ["x2"])
    #expect(try refusal(rows, counts) != .separation(columns: ["x2"]))
  }

  @Test func separationByAContrastIsFoundAfterTheFit() throws {
    // The second term is positive only where counts are zero and negative only on one more zero.
    let rows: [[Double]] = [
      [1, 0, 1], [1, 0, -1], [1, 0, 0], [1, 1, 1], [1, 1, 2], [1, 1, 3],
    ]
    let error = try refusal(rows.map { [$0[0], $0[1] - 0.5, $0[2]] }, [3, 5, 4, 0, 0, 0])
    guard case .separation = error else {
      Issue.record("an infinite estimate must be refused, not \(String(describing: error))")
      return
    }
  }

  @Test func noConvergenceNamesTheIterations() throws {
    let rows = (0..<8).map { [1, Double($0)] }
    #expect(
      try refusal(rows, [1, 0, 4, 2, 9, 30, 22, 50], options: .init(iterationLimit: 1))
        == .noConvergence(method: "Poisson regression", iterations: 1))
  }

  @Test func predictionNeedsTheSameTermsAndOneOffsetPerRow() throws {
    let model = try CountRegression.fit(
      DesignMatrix(rows: [[1], [1], [1]]), counts: [1, 2, 3], family: .poisson)
    #expect(throws: RegressionError.self) {
      try model.predict(DesignMatrix(rows: [[1, 2]]), offset: [0])
    }
    #expect(throws: RegressionError.self) {
      try model.predict(DesignMatrix(rows: [[1]]), offset: [])
    }
  }

  @Test func messagesNameTheInput() {
    let errors: [(RegressionError, String)] = [
      (.lengthMismatch(input: "weights", expected: 2, found: 3), "weights"),
      (.invalidTerms("no term"), "no term"),
      (.collinear(conditionNumber: 50, limit: 30), "50"),
      (.separation(columns: ["pulse"]), "pulse"),
      (.noConvergence(method: "m", iterations: 4), "4 iterations"),
      (.tooFewRows(rows: 1, needed: 2), "1 rows"),
      (.computation(.singular(index: 0)), "place 0"),
    ]
    for (error, part) in errors { #expect(error.description.contains(part)) }
  }
}
