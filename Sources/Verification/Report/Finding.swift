import Foundation

/// One line of a verification report: figures compared with a reference, and what came of it.
public struct Finding: Equatable, Sendable {
  /// What was measured; every kind but `score` is zero at its best.
  public enum Measure: String, Equatable, Sendable {
    /// The largest relative error |a − b|/|b| of the figures.
    case relativeError = "relative error"
    /// The most by which a fit falls short of the reference, in the units of its criterion;
    /// negative where every fit is better.
    case shortfall
    /// The share of fits outside a tolerance.
    case share
    /// The number of cases that did not pass.
    case failures
    /// A score of forecasts, such as OWA or a coverage.
    case score
  }

  /// What the measured value has to be.
  public enum Target: Equatable, Sendable {
    /// No more than this.
    case atMost(Double)
    /// Inside these limits.
    case within(ClosedRange<Double>)
    /// At least this many correct digits, −log₁₀ of the relative error.
    case digits(Double)
    /// Nothing: the value is stated for comparison.
    case none
  }

  /// What came of it.
  public enum Outcome: String, Equatable, Sendable {
    /// The target was met.
    case passed
    /// The target was missed, or a figure could not be computed.
    case failed
    /// Stated without a target.
    case stated
    /// The reference file is not there, and nothing was checked.
    case absent = "not here, not checked"
    /// The method is not part of the product, and nothing was checked.
    case notOffered = "not offered, not checked"
    /// The reference file is there and cannot be read.
    case unreadable
  }

  /// The field, such as `NIST StRD, linear`.
  public let area: String
  /// What was compared.
  public let subject: String
  /// What it was compared with.
  public let reference: String
  /// The number of figures compared.
  public let figures: Int
  /// The kind of the measured value.
  public let measure: Measure
  /// The measured value; `nil` where nothing was measured.
  public let value: Double?
  /// The correct digits of the worst figure, −log₁₀ of its relative error, 0 to 15; `nil` where no
  /// relative error was measured.
  public let digits: Double?
  /// What the value has to be.
  public let target: Target
  /// What came of it.
  public let outcome: Outcome
  /// Where the worst figure is, or why there is none; empty where there is nothing to say.
  public let note: String

  /// A finding whose outcome follows from its value and target; a value that is not a number fails.
  init(
    _ area: String, _ subject: String, against reference: String, figures: Int, _ measure: Measure,
    _ value: Double, digits: Double? = nil, target: Target, note: String = ""
  ) {
    self.area = area
    self.subject = subject
    self.reference = reference
    self.figures = figures
    self.measure = measure
    self.value = value
    self.digits = digits ?? (measure == .relativeError ? correctDigits(value) : nil)
    self.target = target
    self.note = note
    let isMet =
      switch target {
      case .atMost(let limit): value <= limit
      case .within(let limits): limits.contains(value)
      case .digits(let least): correctDigits(value) >= least
      case .none: true
      }
    // Nothing compared is nothing verified.
    if figures == 0 || value.isNaN || !isMet {
      outcome = .failed
    } else {
      outcome = target == .none ? .stated : .passed
    }
  }

  /// A check that could not be made, because its file is absent or cannot be read.
  init(_ area: String, missing file: String, _ outcome: Outcome, note: String) {
    self.area = area
    subject = file
    reference = ""
    figures = 0
    measure = .failures
    value = nil
    digits = nil
    target = .none
    self.outcome = outcome
    self.note = note
  }
}

/// −log₁₀ of a relative error, between 0 and 15; 0 where it is not finite.
func correctDigits(_ relativeError: Double) -> Double {
  guard relativeError.isFinite else { return 0 }
  return relativeError == 0 ? 15 : min(15, max(0, -log10(relativeError)))
}
