public import Periods

/// `ask "What if …?"`: a question with its own suppositions and answers.
public struct Ask: Sendable, Equatable {
  /// The question as written.
  public var title: String
  /// The scenario it starts with.
  public var start: String
  /// The scenario that has the suppositions, kept among the model's scenarios and marked
  /// exploratory; the same as `start` where nothing is supposed.
  public var scenario: String
  /// The tables it shows, as a comparison of `scenario` with `start`.
  public var shows: [Show]
  /// What it asks besides.
  public var questions: [Question]
  /// Where it is declared.
  public var location: SourceLocation
  /// A question.
  public init(
    title: String, start: String, scenario: String, shows: [Show], questions: [Question],
    location: SourceLocation
  ) {
    self.title = title
    self.start = start
    self.scenario = scenario
    self.shows = shows
    self.questions = questions
    self.location = location
  }
}

/// A figure in a year: `placements-spend in 2028/29`, `cla.residential at ssda903 2028`.
public struct Target: Sendable, Equatable {
  /// When the figure is read.
  public enum Moment: Sendable, Equatable {
    /// Over (a cost) or on average over (a stock) a financial year.
    case year(FinancialYear)
    /// At a census of a year.
    case census(name: String, year: Int)
    /// In any month of these years: the highest (for `over`) or lowest (for `under`).
    case anyMonth(from: FinancialYear, to: FinancialYear)
  }
  /// A measure, cost, figure, `saving` or `net`; with `.item` for one item.
  public var subject: String
  /// The item of a measure or a cost; `nil` for all.
  public var item: String?
  /// When.
  public var moment: Moment
  /// A figure in a year.
  public init(subject: String, item: String?, moment: Moment) {
    self.subject = subject
    self.item = item
    self.moment = moment
  }
}

/// One clause of an ask besides its tables.
public enum Question: Sendable, Equatable {
  /// `find lever step-down between 0% and 200% so that TARGET at most A, 80% likely`: the smallest
  /// setting of the lever, as a share of the amount its file gives, that reaches the target.
  case find(FindQuestion)
  /// `chance that TARGET is over A`.
  case chance(ChanceQuestion)
  /// `size contract solo-homes between 0 and 20, lowest expected cost` or
  /// `…, lowest cost at 80% confidence`.
  case size(SizeQuestion)
  /// `rank assumptions by TARGET` or `rank levers by TARGET`.
  case rank(RankQuestion)
  /// `benchmark cla at ssda903 2025 per 10,000 children against statistical neighbours, region, England`.
  case benchmark(BenchmarkQuestion)
}

/// Goal seek.
public struct FindQuestion: Sendable, Equatable {
  /// The lever whose amounts are scaled.
  public var lever: String
  /// Least setting, as a share of the written amount.
  public var low: Double
  /// Greatest setting.
  public var high: Double
  /// The figure.
  public var target: Target
  /// Whether it has to be at most the limit (or else at least).
  public var atMost: Bool
  /// The limit, in the figure's unit.
  public var limit: Quantity
  /// The chance with which it has to be reached; 0.5 is the median.
  public var confidence: Double
  /// Where it is asked.
  public var location: SourceLocation
  /// Goal seek.
  public init(
    lever: String, low: Double, high: Double, target: Target, atMost: Bool, limit: Quantity,
    confidence: Double, location: SourceLocation
  ) {
    self.lever = lever
    self.low = low
    self.high = high
    self.target = target
    self.atMost = atMost
    self.limit = limit
    self.confidence = confidence
    self.location = location
  }
}

/// The chance that a figure passes a threshold.
public struct ChanceQuestion: Sendable, Equatable {
  /// The figure.
  public var target: Target
  /// `over` or else `under`.
  public var over: Bool
  /// The threshold, in the figure's unit.
  public var threshold: Quantity
  /// Where it is asked.
  public var location: SourceLocation
  /// A chance.
  public init(target: Target, over: Bool, threshold: Quantity, location: SourceLocation) {
    self.target = target
    self.over = over
    self.threshold = threshold
    self.location = location
  }
}

/// The size of a contract with the lowest cost.
public struct SizeQuestion: Sendable, Equatable {
  /// The contract.
  public var contract: String
  /// Fewest beds or places.
  public var low: Int
  /// Most.
  public var high: Int
  /// The quantile of cost that is made least; `nil` for the expected cost.
  public var confidence: Double?
  /// Where it is asked.
  public var location: SourceLocation
  /// The size of a contract.
  public init(
    contract: String, low: Int, high: Int, confidence: Double?, location: SourceLocation
  ) {
    self.contract = contract
    self.low = low
    self.high = high
    self.confidence = confidence
    self.location = location
  }
}

/// What drives a figure.
public struct RankQuestion: Sendable, Equatable {
  /// Assumptions by what they do to its range, or levers by what they do to its middle.
  public var ofLevers: Bool
  /// The figure.
  public var target: Target
  /// Where it is asked.
  public var location: SourceLocation
  /// A ranking.
  public init(ofLevers: Bool, target: Target, location: SourceLocation) {
    self.ofLevers = ofLevers
    self.target = target
    self.location = location
  }
}

/// A published measure beside other areas on the same basis.
public struct BenchmarkQuestion: Sendable, Equatable {
  /// With whom.
  public enum Peers: String, Sendable, Equatable, CaseIterable {
    /// The area's statistical neighbours.
    case statisticalNeighbours = "statistical neighbours"
    /// Its region.
    case region
    /// England.
    case england = "England"
  }
  /// The measure; it has a published history.
  public var measure: String
  /// The census read.
  public var census: String
  /// The year read.
  public var year: Int
  /// `per 10,000 children` of the population up to 17 (CLA) or up to 24 (plans).
  public var per: Double
  /// With whom.
  public var peers: [Peers]
  /// Where it is asked.
  public var location: SourceLocation
  /// A benchmark.
  public init(
    measure: String, census: String, year: Int, per: Double, peers: [Peers],
    location: SourceLocation
  ) {
    self.measure = measure
    self.census = census
    self.year = year
    self.per = per
    self.peers = peers
    self.location = location
  }
}
