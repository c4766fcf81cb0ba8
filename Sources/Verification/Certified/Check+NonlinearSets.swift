import Regression

extension Check {
  /// NIST's nonlinear least squares sets, from both published starts.
  static let nonlinearSets = Check(
    area: "NIST StRD, nonlinear", needs: "nist-strd/original/nonlinear"
  ) { folder in
    let area = "NIST StRD, nonlinear"
    let certified = "certified values, both starts"
    var findings: [Finding] = []
    var errors = Agreement()
    var residuals = Agreement()
    for name in NonlinearModels.all.keys.sorted() {
      guard let model = NonlinearModels.all[name] else { continue }
      let set = try NonlinearSet(name, in: folder)
      var parameters = Agreement()
      for (start, guess) in set.starts.enumerated() {
        let place = "\(name), start \(start + 1)"
        try computing(place, failed: { parameters.fail($0) }) {
          let fit = try NonlinearLeastSquares.fit(response: set.response, start: guess) { b in
            set.predictors.map { model(b, $0) }
          }
          parameters.compare(fit.coefficients, set.parameters, place)
          // The residuals of Lanczos1 are rounding errors of its data: their size is undetermined.
          if name == "Lanczos1" { return }
          errors.compare(
            fit.standardErrors.compactMap(\.self), set.standardDeviations, place)
          residuals.compare(fit.sigma, set.residualStandardDeviation, "\(place), deviation")
          residuals.compare(
            fit.residualSumOfSquares, set.residualSumOfSquares, "\(place), sum of squares")
        }
      }
      findings.append(
        parameters.finding(area, "\(name): parameters", against: certified, target: .digits(8)))
    }
    let rest = "\(certified); all sets but Lanczos1"
    findings.append(
      errors.finding(area, "standard errors", against: rest, target: .digits(8)))
    findings.append(
      residuals.finding(
        area, "residual deviation and sum of squares", against: rest, target: .digits(9)))
    return findings
  }
}
