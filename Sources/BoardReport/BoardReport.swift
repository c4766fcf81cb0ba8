import Charts
public import Results

/// Whom a report is for.
public enum Audience: String, Sendable, CaseIterable {
  /// The transformation board and chief officers: answers, tables, assumptions with owners.
  case board
  /// Members of a committee: plain words, and by default no small counts.
  case members
  /// Analysts and assurers: methods, back-tests, checks and inputs as well.
  case technical

  /// Whether such a report is for the public unless told otherwise: that for members is.
  public var isPublic: Bool { self == .members }
}

/// One run as one page: HTML without scripts, styles or pictures from elsewhere.
public struct BoardReport: Sendable {
  /// The run as it may be shown.
  let run: FinishedRun
  /// Whom it is for.
  let audience: Audience
  /// What may be shown.
  let disclosure: Disclosure

  /// A report on a finished run. Nothing that `disclosure` withholds gets into the page, charts
  /// included.
  public init(_ run: FinishedRun, audience: Audience, disclosure: Disclosure) {
    self.run = disclosure.protected(run)
    self.audience = audience
    self.disclosure = disclosure
  }

  /// The page. Every figure of a table carries `data-ref`: file, line and column in the run's
  /// folder, several where it is worked out from several.
  public var html: String {
    let subjects = Subject.all(of: run)
    let budgets = Budget.all(of: run)
    var sections: [Section] = [brief(subjects, budgets)]
    sections += subjects.map { measureSection($0) }
    sections += [
      trajectorySection(subjects), moneySection(budgets), decisionsSection(), sensitivitySection(),
      pastSection(subjects), benchmarkSection(), assumptionsSection(), limitsSection(subjects),
    ].compactMap { $0 }
    if audience == .technical { sections += technicalSections() }
    sections += [glossarySection(), sourcesSection()]
    return PageFrame(
      manifest: run.manifest, audience: audience, disclosure: disclosure, sections: sections
    ).html
  }

  /// The middle of a range, in the words of the audience.
  var middleName: String { audience == .technical ? "Median (P50)" : "Middle" }
  /// Its lower end.
  var lowName: String { audience == .technical ? "P10" : "Low" }
  /// Its upper end.
  var highName: String { audience == .technical ? "P90" : "High" }
}

/// A part of the page with a heading of its own.
struct Section {
  var id: String
  var heading: String
  /// What the list of contents calls it.
  var short: String
  var body: Markup
}
