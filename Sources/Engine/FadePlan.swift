import Foundation
import Periods

/// `fades by 8% per academic year`: the share of an effect that is lost in a period.
///
/// A share f a year leaves (1 − f)^(1/12) of it after each month. A level fades once its build-up is
/// whole; of children who were moved month by month, that share comes back each month.
struct FadePlan: Sendable {
  let share: DatedSampler
  /// Months in the share's period: 12, or 1.
  let months: Double
  /// The first month, by position, after the build-up.
  let start: Int

  /// The share that is left after one month.
  func keep(draw: Int, firstMonth: Int) -> Double {
    let lost = share.value(
      uniform: share.uniform(draw: draw), month: firstMonth + max(0, start))
    return pow(1 - min(1, max(0, lost)), 1 / months)
  }

  /// The share of a level that is left in a month, at its middle.
  func left(_ month: Int, keep: Double) -> Double {
    month < start ? 1 : pow(keep, Double(month - start) + 0.5)
  }
}
