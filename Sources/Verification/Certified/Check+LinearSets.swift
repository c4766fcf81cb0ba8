import Regression

extension Check {
  /// The digits that each set has to reach: at least those of R 4.2's `lm`, and close to what the
  /// design, once rounded to doubles, still determines. R's 8.2 for Filip and 15.0 for NoInt2 are
  /// chance: the exact solution of the rounded design has 7.6 and 14.9.
  private static let linearTargets: [(set: String, coefficients: Double, errors: Double)] = [
    ("Norris", 13.9, 13.8), ("Pontius", 13.4, 13.6), ("NoInt1", 14.7, 14.8),
    ("NoInt2", 14.9, 14.9), ("Filip", 7.6, 7.6), ("Longley", 14.3, 14.2),
    ("Wampler1", 14.5, 14.5), ("Wampler2", 13.18, 14.87), ("Wampler3", 14.5, 14.3),
    ("Wampler4", 14.5, 14.3), ("Wampler5", 14.5, 14.3),
  ]

  /// NIST's linear least squares sets.
  static let linearSets = Check(
    area: "NIST StRD, linear", needs: "nist-strd/certified_coefficients.csv"
  ) { folder in
    let area = "NIST StRD, linear"
    let certified = try folder.table("nist-strd/certified_coefficients.csv")
    let statistics = try folder.table("nist-strd/certified_statistics.csv")
    let peers =
      folder.has("nist-strd/peer_lre.csv") ? try folder.table("nist-strd/peer_lre.csv") : nil
    var findings: [Finding] = []
    var rest = Agreement()
    var filip = Agreement()
    for (name, coefficientTarget, errorTarget) in linearTargets {
      let rows = try certified.rows.filter { try certified.text($0, "dataset") == name }
      let estimates = try rows.map { try certified.number($0, "estimate") }
      let errors = try rows.map { try certified.number($0, "std_error") }
      let data = try folder.table("nist-strd/\(name).csv")
      var coefficients = Agreement()
      var deviations = Agreement()
      try computing(name, failed: { coefficients.fail($0) }) {
        let model = try LeastSquares.fit(
          DesignMatrix(rows: try linearDesign(name, data, degree: estimates.count - 1)),
          response: try data.numbers("y"))
        coefficients.compare(model.coefficients, estimates, name)
        deviations.compare(model.standardErrors, errors, name)
        let own = try linearStatistics(name, model, statistics)
        if name == "Filip" { filip = own } else { rest.add(own) }
      }
      let r = try peers.flatMap { try linearPeer(name, $0) }
      findings.append(
        coefficients.finding(
          area, "\(name): coefficients",
          against: "certified values" + (r.map { "; R lm reaches \($0.coefficients)" } ?? ""),
          target: .digits(coefficientTarget)))
      findings.append(
        deviations.finding(
          area, "\(name): standard errors",
          against: "certified values" + (r.map { "; R lm reaches \($0.errors)" } ?? ""),
          target: .digits(errorTarget)))
    }
    findings.append(
      rest.finding(
        area, "residual deviation, sum of squares, R²",
        against: "certified values; all sets but Filip", target: .digits(13)))
    findings.append(
      filip.finding(
        area, "the same of Filip", against: "certified values", target: .digits(7.6)))
    return findings
  }

  private static func linearStatistics(
    _ name: String, _ model: LinearModel, _ statistics: ReferenceTable
  ) throws -> Agreement {
    var own = Agreement()
    guard
      let row = try statistics.rows.first(where: { try statistics.text($0, "dataset") == name })
    else {
      throw VerificationError(file: statistics.file, reason: "has no row \(name)")
    }
    own.compare(model.sigma, try statistics.number(row, "residual_sd"), "\(name), deviation")
    own.compare(
      model.residualSumOfSquares, try statistics.number(row, "residual_ss"),
      "\(name), sum of squares")
    own.compare(model.rSquared, try statistics.number(row, "r_squared"), "\(name), R²")
    own.compare(
      Double(model.residualDegreesOfFreedom), try statistics.number(row, "residual_df"),
      "\(name), degrees of freedom")
    return own
  }

  /// The rows of a set's design: powers of x, the slope alone of the sets without intercept, the six
  /// predictors of Longley.
  private static func linearDesign(
    _ name: String, _ data: ReferenceTable, degree: Int
  ) throws -> [[Double]] {
    if name == "Longley" {
      let columns = try (1...6).map { try data.numbers("x\($0)") }
      return data.rows.map { i in [1] + columns.map { $0[i] } }
    }
    let x = try data.numbers("x")
    if name.hasPrefix("NoInt") { return x.map { [$0] } }
    return x.map { x in
      (0...degree).map { power in (0..<power).reduce(1.0) { product, _ in product * x } }
    }
  }

  /// The digits that R's `lm` reaches on a set.
  private static func linearPeer(
    _ name: String, _ peers: ReferenceTable
  ) throws -> (coefficients: String, errors: String)? {
    for row in peers.rows
    where try peers.text(row, "method") == "R lm (default tol 1e-7)"
      && peers.text(row, "dataset") == name
    {
      return (
        try peers.text(row, "min_lre_coefficients"), try peers.text(row, "min_lre_std_errors")
      )
    }
    return nil
  }
}
