import Periods
import Probability
import ScenarioLanguage

/// A pathway of one scenario with every name resolved, ready to be drawn.
///
/// Children are whole. Each month some reach the age limit; the rest are at its end where a Markov
/// chain in continuous time with the month's rates has them (``ChainStep``). Then children enter,
/// evenly over the month, levers move children, those who entered move on in the rest of their first
/// month, and limits send those who do not fit on.
struct PathwayPlan: Sendable {
  /// A monthly rate from an item to another, or to the outside.
  struct Rate: Sendable {
    enum Law: Sendable {
      /// Drawn once: gamma with that shape, over the exposure in child-months.
      case counted(shape: Double, exposure: Double)
      /// A share per calendar unit: −log(1 − share), times the units in the month.
      case written(DatedSampler, perMonth: [Double])
    }
    let from: Int
    /// `nil` for the outside.
    let to: Int?
    let law: Law
    let stream: RandomStream
  }
  /// Children who enter an item each month: a Poisson count about a mean.
  struct Entry: Sendable {
    enum Mean: Sendable {
      /// Drawn once: gamma with the events counted as its shape, over the months counted.
      case counted(events: Double, months: Double)
      case written(DatedSampler, perMonth: [Double])
      /// A figure, and the calendar units of its own `per` in each month.
      case figure(FigureEvaluator, perMonth: [Double]?)
    }
    let item: Int
    let mean: Mean
    let parameter: RandomStream
    let process: RandomStream
  }
  /// An item that can be full.
  struct Limit: Sendable {
    let item: Int
    /// Position of the measure that counts the places.
    let capacity: Int
    let perPlace: DatedSampler
    let overflow: Int
  }

  let pathway: Pathway
  let history: OwnHistoryPlan
  /// Whole children in each item at the end of the last month known.
  let opening: [Int]
  let rates: [Rate]
  let entries: [Entry]
  let limits: [Limit]
  /// Who reaches the age limit; `nil` without one.
  let ageing: AgeingOut?
  let leaving: [RandomStream]
  let arriving: [RandomStream]
  let reaching: [RandomStream]

  var items: Int { opening.count }
  /// The first month drawn, as a position among the months computed; may be negative.
  var start: Int { history.last + 1 - history.firstMonth }
  /// Whether the expected path is known exactly: nothing holds anybody back.
  var isUnlimited: Bool { limits.isEmpty }
}
