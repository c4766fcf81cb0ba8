public import Periods

/// `covariate deprivation is "data/idaci.csv"`.
public struct Covariate: Sendable, Equatable {
  /// The covariate's name.
  public var name: String
  /// Its table: `month` and, where it differs by item, the categories' columns, and `value`.
  public var file: DataFile
  /// A covariate.
  public init(name: String, file: DataFile) {
    self.name = name
    self.file = file
  }
}

/// `regression request-rate predicts ehcp-requests …`.
public struct CountRegression: Sendable, Equatable {
  /// The law of the counts.
  public enum Family: String, Sendable, Equatable, CaseIterable {
    /// Variance equal to the mean.
    case poisson
    /// Variance mean + θ·mean² (NB2).
    case negativeBinomial = "negative-binomial"
    /// Variance φ·mean.
    case quasiPoisson = "quasi-poisson"
  }
  /// One `explained by` clause.
  public struct Term: Sendable, Equatable {
    /// What explains.
    public enum Variable: Sendable, Equatable {
      /// `trend`: months since the first, in years.
      case trend(levellingOff: Bool)
      /// `season`: a level for each month of the year.
      case season
      /// A covariate.
      case covariate(String)
    }
    /// What explains.
    public var variable: Variable
    /// `together with age-band`: an effect of its own in each item of these categories.
    public var togetherWith: [String]
    /// A term.
    public init(variable: Variable, togetherWith: [String]) {
      self.variable = variable
      self.togetherWith = togetherWith
    }
  }
  /// The regression's name.
  public var name: String
  /// Label in tables.
  public var label: String
  /// The measure it predicts: a flow per month.
  public var measure: String
  /// The law of the counts.
  public var family: Family
  /// The measure that counts those at risk, on the same categories.
  public var exposure: String?
  /// `level varies by C`: a level of its own in each item.
  public var levelVariesBy: String?
  /// The terms.
  public var terms: [Term]
  /// The counts: as a measure's own history, each month.
  public var file: DataFile
  /// First month fitted.
  public var firstMonth: Month
  /// Last month fitted, included.
  public var lastMonth: Month
  /// Months held back at the end to test the forecast on; 0 for none.
  public var heldBackMonths: Int
  /// Its evidence.
  public var evidence: Evidence
  /// Where it is declared.
  public var location: SourceLocation
  /// A regression.
  public init(
    name: String, label: String, measure: String, family: Family, exposure: String?,
    levelVariesBy: String?, terms: [Term], file: DataFile, firstMonth: Month, lastMonth: Month,
    heldBackMonths: Int, evidence: Evidence, location: SourceLocation
  ) {
    self.name = name
    self.label = label
    self.measure = measure
    self.family = family
    self.exposure = exposure
    self.levelVariesBy = levelVariesBy
    self.terms = terms
    self.file = file
    self.firstMonth = firstMonth
    self.lastMonth = lastMonth
    self.heldBackMonths = heldBackMonths
    self.evidence = evidence
    self.location = location
  }
}
