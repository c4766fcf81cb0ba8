import Foundation
import LinearAlgebra
import Probability

/// The data of one generalised linear model, with the iterations that fit it.
struct ReweightedProblem {
  let design: DesignMatrix
  let response: [Double]
  /// Prior weights; all one where `nil`. For shares they include the numbers of trials.
  let weights: [Double]?
  /// The known part of η; zero where `nil`.
  let offset: [Double]?
  let family: ResponseFamily
  let link: Link
  let iterationLimit: Int

  /// A point of the iteration.
  struct State {
    var coefficients: [Double]
    var eta: [Double]
    var mean: [Double]
    var deviance: Double
    var isValid: Bool
    var iterations = 0
    /// The triangular factor of √W X of the last step, at weights that the step left unchanged.
    var factor: UpperTriangular?
  }

  func weight(_ row: Int) -> Double { weights?[row] ?? 1 }

  /// The state at those coefficients.
  func state(_ coefficients: [Double], law: MeanLaw) throws(RegressionError) -> State {
    var eta: [Double]
    do {
      eta = try design.matrix.times(coefficients)
    } catch {
      throw .computation(error)
    }
    if let offset {
      for i in eta.indices { eta[i] += offset[i] }
    }
    return state(coefficients, eta: eta, law: law)
  }

  /// The state at that linear predictor.
  func state(_ coefficients: [Double], eta: [Double], law: MeanLaw) -> State {
    var mean = eta
    var sum = CompensatedSum()
    var isValid = true
    let needsComplement = law == .binomial
    for i in eta.indices {
      let complement: Double
      if needsComplement {
        let value = link.value(eta[i])
        mean[i] = value.mean
        complement = value.complement
        isValid = isValid && value.mean > 0 && complement > 0
      } else {
        mean[i] = link.mean(eta[i])
        complement = 0
        isValid = isValid && law.allows(mean[i])
      }
      sum.add(law.deviance(response[i], mean[i], complement: complement) * weight(i))
    }
    return State(
      coefficients: coefficients, eta: eta, mean: mean, deviance: sum.value,
      isValid: isValid && sum.value.isFinite)
  }

  /// The working weights wᵢ (dμ/dη)²/V(μ) and the working residuals (y − μ)/(dμ/dη).
  func working(_ state: State, law: MeanLaw) -> (weights: [Double], residuals: [Double]) {
    var weights = state.mean
    var residuals = state.mean
    for i in weights.indices {
      let mu = state.mean[i]
      let slope: Double
      let complement: Double
      switch link {
      case .log where law != .binomial:
        slope = mu
        complement = 0
      default:
        let value = link.value(state.eta[i])
        slope = value.slope
        complement = value.complement
      }
      let variance = law.variance(mu, complement: complement)
      // A weight that underflows still has to be positive.
      weights[i] = Swift.max(
        weight(i) * (slope * (slope / variance)), Double.leastNormalMagnitude)
      let rest =
        law == .binomial && response[i] == 1 ? complement : response[i] - mu
      residuals[i] = rest / slope
    }
    return (weights, residuals)
  }

  func solve(
    _ response: [Double], weights: [Double]
  ) throws(RegressionError) -> LeastSquaresSolution {
    do {
      return try LeastSquaresSolution(
        design: design.matrix, response: response, weights: weights)
    } catch {
      throw RegressionError.from(error, names: design.names)
    }
  }

  /// Rows from which on the iterations start from a fit to every sixteenth row.
  static let sampledRows = 50_000

  /// A start near the solution: for many rows the rough fit to a sixteenth of them where it exists.
  func start(law: MeanLaw) throws(RegressionError) -> State {
    guard design.rows >= ReweightedProblem.sampledRows, design.rows >= 1000 * design.columns,
      let sample = try? sampled(every: 16),
      let rough = try? sample.reweighted(
        from: sample.plainStart(law: law), law: law, isRough: true),
      let state = try? state(rough.coefficients, law: law), state.isValid
    else { return try plainStart(law: law) }
    return state
  }

  private func sampled(every stride: Int) throws(RegressionError) -> ReweightedProblem {
    let places = Array(Swift.stride(from: 0, to: design.rows, by: stride))
    var matrix = Matrix(rows: places.count, columns: design.columns)
    for j in 0..<design.columns {
      for (k, i) in places.enumerated() { matrix[k, j] = design.matrix[i, j] }
    }
    return ReweightedProblem(
      design: try DesignMatrix(matrix, names: design.names),
      response: places.map { response[$0] }, weights: weights.map { w in places.map { w[$0] } },
      offset: offset.map { known in places.map { known[$0] } }, family: family, link: link,
      iterationLimit: iterationLimit)
  }

  /// A valid start: one weighted regression from means near the response, else the projection of
  /// the overall mean.
  private func plainStart(law: MeanLaw) throws(RegressionError) -> State {
    let centre = overallMean
    guard law.allows(centre), link != .log || centre > 0 else {
      throw .noConvergence(method: "start of \(family.rawValue) regression", iterations: 0)
    }
    let means = response.indices.map { startingMean($0, centre: centre) }
    let first = try regress(onto: means, law: law)
    if first.isValid { return first }
    let second = try regress(onto: response.map { _ in centre }, law: law)
    if second.isValid { return second }
    throw .noConvergence(method: "start of \(family.rawValue) regression", iterations: 0)
  }

  private func regress(onto means: [Double], law: MeanLaw) throws(RegressionError) -> State {
    var targets = means
    var weights = means
    for i in means.indices {
      let eta = link.predictor(means[i])
      let value = link.value(eta)
      let variance = law.variance(means[i], complement: 1 - means[i])
      targets[i] = eta - (offset?[i] ?? 0)
      weights[i] = Swift.max(
        weight(i) * (value.slope * (value.slope / variance)), Double.leastNormalMagnitude)
    }
    return try state(try solve(targets, weights: weights).coefficients, law: law)
  }

  private func startingMean(_ row: Int, centre: Double) -> Double {
    let y = response[row]
    switch family {
    case .gaussian: return link == .identity || y > 0 ? y : centre / 10
    case .binomial, .quasiBinomial:
      let trials = weight(row)
      return (trials * y + 0.5) / (trials + 1)
    case .poisson, .quasiPoisson, .negativeBinomial: return y + 0.1
    case .gamma: return y
    }
  }

  /// The weighted mean of the responses.
  var overallMean: Double {
    var sum = CompensatedSum()
    var mass = CompensatedSum()
    for i in response.indices {
      sum.add(weight(i) * response[i])
      mass.add(weight(i))
    }
    return sum.value / mass.value
  }

  /// Reweighted least squares at fixed θ until the deviance settles and the step has shrunk to
  /// rounding error, or where a rough answer will do to a hundredth.
  func reweighted(
    from start: State, law: MeanLaw, isRough: Bool = false
  ) throws(RegressionError) -> State {
    var current = start
    current.iterations = 0
    var previousMove = Double.infinity
    for iteration in 1...Swift.max(iterationLimit, 1) {
      let working = working(current, law: law)
      let solution = try solve(working.residuals, weights: working.weights)
      let step = solution.coefficients
      var next = try halved(current, step, law: law)
      next.iterations = iteration
      next.factor = solution.triangularFactor
      if isRough && iteration > 2 && next.deviance >= current.deviance * 0.9999 { return next }
      var moved = 0.0
      var largest = link == .identity ? 0.0 : 1
      for i in next.eta.indices {
        moved = Swift.max(moved, abs(next.eta[i] - current.eta[i]))
        largest = Swift.max(largest, abs(next.eta[i]))
      }
      let settled =
        abs(next.deviance - current.deviance) <= 1e-10 * (abs(next.deviance) + 0.1)
        || moved <= 1e-13 * largest
      if settled && moved > 0.1 && moved > previousMove / 2 && link != .identity {
        throw .separation(columns: columns(driving: step))
      }
      current = next
      if settled
        && (moved <= 1e-13 * largest || (moved <= 1e-9 * largest && moved > previousMove / 2))
      {
        return current
      }
      previousMove = moved
    }
    throw .noConvergence(method: method(law), iterations: iterationLimit)
  }

  private func method(_ law: MeanLaw) -> String {
    switch law {
    case .gaussian: "Gaussian regression"
    case .binomial: "binomial regression"
    case .poisson: "Poisson regression"
    case .negativeBinomial: "negative binomial regression"
    case .gamma: "Gamma regression"
    }
  }

  /// The full step, or the largest halving of it that keeps the means in range and does not raise
  /// the deviance.
  private func halved(
    _ current: State, _ step: [Double], law: MeanLaw
  ) throws(RegressionError) -> State {
    var share = 1.0
    for _ in 0..<40 {
      let next = try state(
        zip(current.coefficients, step).map { $0 + share * $1 }, law: law)
      let slack = 1e-9 * (abs(current.deviance) + 0.1)
      if next.isValid && (next.deviance <= current.deviance + slack || !current.isValid) {
        return next
      }
      share /= 2
    }
    throw .noConvergence(method: "step halving", iterations: 40)
  }

  /// The terms that carry a step: those within a tenth of the largest share of its length.
  func columns(driving step: [Double]) -> [String] {
    let shares = step.indices.map { j in
      abs(step[j]) * (0..<design.rows).reduce(0) { Swift.max($0, abs(design.matrix[$1, j])) }
    }
    let largest = shares.max() ?? 0
    return design.names.indices.filter { shares[$0] >= largest / 10 }.map { design.names[$0] }
  }
}
