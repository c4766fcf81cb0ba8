extension ARIMA {
  /// The orders of an ARIMA(p,d,q)(P,D,Q)[m] model, with what stands for its level.
  public struct Specification: Hashable, Sendable, CustomStringConvertible {
    /// The constant of a model.
    public enum Constant: String, Hashable, Sendable, CaseIterable {
      /// None.
      case none
      /// A mean of the series, for models without differencing.
      case mean
      /// A slope per period, for models differenced once.
      case drift
    }

    /// Autoregressive order p.
    public var p: Int
    /// Number of differences d.
    public var d: Int
    /// Moving average order q.
    public var q: Int
    /// Seasonal autoregressive order P.
    public var seasonalP: Int
    /// Number of seasonal differences D.
    public var seasonalD: Int
    /// Seasonal moving average order Q.
    public var seasonalQ: Int
    /// The number of periods of a season m; 1 for none.
    public var season: Int
    /// The constant.
    public var constant: Constant

    /// A model of those orders, none of them negative, with m ≥ 1 and d + D ≤ 4; seasonal orders
    /// need m ≥ 2.
    ///
    /// Throws `invalidParameter` for orders outside their range, the sum of lags above 300, and a
    /// constant that two differences would remove.
    public init(
      _ p: Int, _ d: Int, _ q: Int, seasonal: (p: Int, d: Int, q: Int) = (0, 0, 0),
      season: Int = 1, constant: Constant = .none
    ) throws(ForecastingError) {
      let orders: [(String, Int)] = [
        ("p", p), ("d", d), ("q", q), ("P", seasonal.p), ("D", seasonal.d), ("Q", seasonal.q),
      ]
      let highest = season > 1 ? 10 : 30
      for (name, order) in orders {
        let limit = name == "d" || name == "D" ? 2 : (name.first?.isUppercase == true ? 5 : highest)
        try requireRange(name, Double(order), 0, Double(limit))
      }
      try requireRange("season", Double(season), 1, 60)
      if season == 1 {
        for (name, order) in orders[3...] { try requireRange(name, Double(order), 0, 0) }
      }
      let differences = d + seasonal.d
      if constant == .mean {
        try requireRange("differences under a mean", Double(differences), 0, 0)
      }
      if constant == .drift {
        try requireRange("differences under a drift", Double(differences), 0, 1)
      }
      self.p = p
      self.d = d
      self.q = q
      seasonalP = seasonal.p
      seasonalD = seasonal.d
      seasonalQ = seasonal.q
      self.season = season
      self.constant = constant
    }

    /// The number of coefficients: lags and the constant, a drift without differencing with its
    /// mean.
    public var coefficientCount: Int {
      p + q + seasonalP + seasonalQ + constantNames.count
    }

    /// The number of values that differencing uses up, d + mD.
    public var lost: Int { d + season * seasonalD }

    /// The names of the coefficients: `ar1`…, `ma1`…, `sar1`…, `sma1`…, then the constant's.
    public var coefficientNames: [String] {
      func names(_ stem: String, _ count: Int) -> [String] {
        (0..<count).map { "\(stem)\($0 + 1)" }
      }
      return names("ar", p) + names("ma", q) + names("sar", seasonalP) + names("sma", seasonalQ)
        + constantNames
    }

    var constantNames: [String] {
      switch constant {
      case .none: []
      case .mean: ["intercept"]
      case .drift: d + seasonalD == 0 ? ["intercept", "drift"] : ["drift"]
      }
    }

    /// `ARIMA(0,1,1)(0,1,1)[12] with drift`.
    public var description: String {
      var text = "ARIMA(\(p),\(d),\(q))"
      if season > 1, seasonalP + seasonalD + seasonalQ > 0 {
        text += "(\(seasonalP),\(seasonalD),\(seasonalQ))[\(season)]"
      }
      switch constant {
      case .none: break
      case .mean: text += " with non-zero mean"
      case .drift: text += " with drift"
      }
      return text
    }
  }
}
