import LinearAlgebra
import Probability

extension ErrorCovariance {
  /// Variances estimated from residuals, W = diag(Σ eₜ²/T): weighted least squares reconciliation
  /// (Hyndman, Lee, Wang 2016).
  ///
  /// The mean square is taken about zero, since a bias of the base forecasts is an error too. A
  /// series whose residuals are all zero is held at its forecast.
  ///
  /// - Parameters:
  ///   - residuals: for each series its T one-step errors, T ≥ 1.
  ///   - hierarchy: the series.
  ///
  /// Throws for residuals of another shape or that are not finite.
  public static func variances(
    residuals: [[Double]], of hierarchy: Hierarchy
  ) throws(ReconciliationError) -> ErrorCovariance {
    let scaled = try scaledResiduals(residuals, hierarchy)
    return ErrorCovariance(factor: .diagonal(scaled.columnNorms()))
  }

  /// The covariance of the residuals, W = Σ eₜ eₜᵀ/T, about zero: MinT with the sample covariance
  /// (Wickramasuriya, Athanasopoulos, Hyndman 2019).
  ///
  /// Singular where T is below the number of series; reconciliation then still works as long as T
  /// is at least the number of totals.
  ///
  /// Throws as ``variances(residuals:of:)``.
  public static func sample(
    residuals: [[Double]], of hierarchy: Hierarchy
  ) throws(ReconciliationError) -> ErrorCovariance {
    ErrorCovariance(factor: try scaledResiduals(residuals, hierarchy))
  }

  /// The covariance of the residuals shrunk to its diagonal, W = λ diag(C) + (1 − λ) C with
  /// C = Σ eₜ eₜᵀ/T: MinT-shrink.
  ///
  /// - Parameters:
  ///   - residuals: for each series its T one-step errors, T ≥ 2 unless λ is given.
  ///   - hierarchy: the series.
  ///   - shrinkage: λ, 0 to 1; ``shrinkage(residuals:)`` where `nil`.
  ///
  /// Throws as ``variances(residuals:of:)``, and for λ outside its range.
  public static func shrunk(
    residuals: [[Double]], of hierarchy: Hierarchy, shrinkage: Double? = nil
  ) throws(ReconciliationError) -> ErrorCovariance {
    let scaled = try scaledResiduals(residuals, hierarchy)
    let weight: Double
    if let shrinkage {
      weight = shrinkage
    } else {
      weight = try self.shrinkage(residuals: residuals)
    }
    guard weight >= 0 && weight <= 1 else {
      throw .invalidValue(
        input: "shrinkage", series: "all series", index: 0, value: weight,
        reason: "it must lie between 0 and 1")
    }
    return ErrorCovariance(factor: shrunkFactor(scaled, weight), shrinkage: weight)
  }

  /// The weight λ of the diagonal that minimises the expected squared error of the correlations
  /// (Schäfer, Strimmer 2005), for errors about zero.
  ///
  /// With x the residuals over their root mean squares: v_ij = (Σ x_i²x_j² − (Σ x_i x_j)²/T) /
  /// (T(T − 1)), λ = Σ v_ij / Σ r_ij² over i ≠ j, kept in 0...1; one where no two series are
  /// correlated. A series without errors is correlated with none.
  ///
  /// Throws `tooFewResiduals` for T < 2, and for residuals that are ragged or not finite.
  public static func shrinkage(residuals: [[Double]]) throws(ReconciliationError) -> Double {
    try requireTable(residuals, "residuals", names: residuals.indices.map { "series \($0)" })
    let periods = residuals.first?.count ?? 0
    guard periods >= 2 else {
      throw .tooFewResiduals(
        found: periods, needed: 2, reason: "use the structural variances, which need none")
    }
    let count = Double(periods)
    let standardised = residuals.map { list -> [Double] in
      let largest = list.reduce(0) { max($0, abs($1)) }
      guard largest > 0 else { return list }
      let shares = list.map { $0 / largest }
      let size = (CompensatedSum(shares.map { $0 * $0 }).value / count).squareRoot()
      return shares.map { $0 / size }
    }
    var variances = CompensatedSum()
    var correlations = CompensatedSum()
    for i in standardised.indices {
      for j in 0..<i {
        var products = 0.0
        var squares = 0.0
        for (x, y) in zip(standardised[i], standardised[j]) {
          products += x * y
          squares += (x * y) * (x * y)
        }
        variances.add((squares - products * products / count) / (count * (count - 1)))
        correlations.add(products / count * (products / count))
      }
    }
    guard correlations.value > 0 else { return 1 }
    return min(1, max(0, variances.value / correlations.value))
  }

  /// The factor of λ diag(C) + (1 − λ) C for E with C = EᵀE.
  static func shrunkFactor(_ scaled: Matrix, _ weight: Double) -> Matrix {
    let sizes = scaled.columnNorms()
    let off = (1 - weight).squareRoot()
    let on = weight.squareRoot()
    var factor = Matrix(rows: scaled.rows + scaled.columns, columns: scaled.columns)
    for j in 0..<scaled.columns {
      for t in 0..<scaled.rows { factor[t, j] = off * scaled[t, j] }
      factor[scaled.rows + j, j] = on * sizes[j]
    }
    return factor
  }

  /// The matrix E = (eₜ)ᵀ/√T, T × m.
  private static func scaledResiduals(
    _ residuals: [[Double]], _ hierarchy: Hierarchy
  ) throws(ReconciliationError) -> Matrix {
    try requireTable(residuals, "residuals", names: hierarchy.names)
    let periods = residuals[0].count
    guard periods > 0 else {
      throw .tooFewResiduals(
        found: 0, needed: 1, reason: "use the structural variances, which need none")
    }
    return try algebra { () throws(LinearAlgebraError) in
      try Matrix(
        rows: periods, columns: residuals.count,
        columnMajor: residuals.flatMap { $0.map { $0 / Double(periods).squareRoot() } })
    }
  }
}
