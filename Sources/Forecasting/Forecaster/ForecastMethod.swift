/// A way to forecast one series.
public enum ForecastMethod: String, Sendable, CaseIterable {
  /// A method for sparse counts where the series is sparse, ``combination`` elsewhere.
  case automatic = "auto"
  /// The median of five simple methods, with pooled ranges.
  case combination
  /// Exponential smoothing chosen by AICc.
  case ets
  /// ARIMA chosen by AICc.
  case arima
  /// The Theta method as published (Assimakopoulos, Nikolopoulos 2000).
  case theta
  /// The dynamic optimised Theta model.
  case dynamicTheta = "dynamic-theta"
  /// Complex exponential smoothing.
  case ces
  /// A structural model, by the season: local linear trend or basic structural.
  case structural
  /// STL, with exponential smoothing of the adjusted series.
  case stl
  /// Croston's method for sparse counts, corrected by Syntetos and Boylan.
  case croston
  /// The last value.
  case naive
  /// The last value of the same season.
  case seasonalNaive = "seasonal-naive"
  /// The last value plus the mean change.
  case drift
  /// The last value plus a mean change that fades by a tenth each step.
  case dampedDrift = "damped-drift"
  /// The mean.
  case mean
}
