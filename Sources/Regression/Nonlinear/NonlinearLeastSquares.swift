public import LinearAlgebra
import Probability

/// Nonlinear least squares by the Levenberg–Marquardt method.
public enum NonlinearLeastSquares {
  /// Fits y = f(b) + e with independent errors of variance σ²/wᵢ, minimising Σ wᵢ (yᵢ − fᵢ(b))².
  ///
  /// Each step is the least squares solution of the linearised problem within an ellipsoid whose axes
  /// follow the largest column lengths of the Jacobian seen so far, so that the units of the
  /// parameters do not matter; the ellipsoid grows and shrinks with the agreement of predicted and
  /// achieved reduction (Moré 1978, The Levenberg–Marquardt algorithm: implementation and theory).
  /// The Jacobian is factorised by Householder reflections, never squared. At the end the estimates
  /// are polished by undamped steps with derivatives of higher order, and the fit is accepted only
  /// where the step still open there is negligible.
  ///
  /// - Parameters:
  ///   - response: n values y.
  ///   - start: p first guesses of the parameters, n > p.
  ///   - names: the names of the parameters; b1, b2 and so on where `nil`.
  ///   - weights: n positive weights; all one where `nil`.
  ///   - bounds: a range for each parameter, with infinite ends where it has none; no bounds where
  ///     `nil`. A parameter that the data push against an end is held there.
  ///   - iterationLimit: accepted steps after which the fit is given up.
  ///   - jacobian: the n by p derivatives of the model; central differences where `nil`.
  ///   - model: the n values f at given parameters. It may answer NaN or infinity away from the
  ///     start; the search then turns back.
  ///
  /// Throws `lengthMismatch`, `invalidValue` (for NaN, infinities, weights that are not positive, a
  /// start outside its bounds, and a model or Jacobian that is not finite where it must be),
  /// `tooFewRows`, `rankDeficient` naming parameters that the data cannot tell apart, and
  /// `noConvergence`.
  public static func fit(
    response: [Double], start: [Double], names: [String]? = nil, weights: [Double]? = nil,
    bounds: [ClosedRange<Double>]? = nil, iterationLimit: Int = 1000,
    jacobian: (([Double]) -> Matrix)? = nil, model: ([Double]) -> [Double]
  ) throws(RegressionError) -> NonlinearModel {
    let names = names ?? start.indices.map { "b\($0 + 1)" }
    return try withoutActuallyEscaping(model) { model throws(RegressionError) in
      var problem = try NonlinearProblem(
        response: response, start: start, names: names, weights: weights, bounds: bounds,
        jacobian: jacobian, model: model)
      var search = try LevenbergMarquardt(&problem, start: start)
      try search.run(&problem, iterationLimit: iterationLimit)
      try search.polish(&problem)
      return try NonlinearModel(&problem, search)
    }
  }
}
