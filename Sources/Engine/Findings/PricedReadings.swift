import Foundation
import Periods
import Results
public import ScenarioLanguage

/// Prices the readings of a message that leaves the author a choice, so that the choice is made on
/// what it puts in the paper and not on what it says.
///
/// Each fix of the kind `choose` is applied to the files in memory. Where all compile, each is run with
/// 500 draws on the same random numbers, and the message gets one note with the saving by reading: of
/// the first scenario whose figure differs, in the year that the marked line names or else the last.
public struct PricedReadings: Sendable {
  /// Draws of each reading.
  public static let draws = 500
  /// Messages priced at most in one compilation.
  public static let most = 5

  private let statistics: PublishedStatistics
  private let tables: TableProvider

  /// Readings of a scenario file over these statistics and tables of its own.
  public init(statistics: PublishedStatistics, tables: TableProvider) {
    self.statistics = statistics
    self.tables = tables
  }

  /// Whether a compilation has a message with readings to price.
  public static func isWorthwhile(_ result: CompilationResult) -> Bool {
    result.diagnostics.contains { choices($0).count > 1 }
  }

  /// The messages of a compilation, with prices where the readings can be run.
  public func priced(
    _ result: CompilationResult, rootPath: String, provider: SourceProvider, threads: Int
  ) async -> [Diagnostic] {
    var diagnostics = result.diagnostics
    var count = 0
    for place in diagnostics.indices {
      let fixes = PricedReadings.choices(diagnostics[place])
      guard fixes.count > 1, count < PricedReadings.most else { continue }
      guard
        let note = await note(
          diagnostics[place], fixes, result, rootPath: rootPath, provider: provider,
          threads: threads)
      else { continue }
      count += 1
      diagnostics[place].notes.append(Diagnostic.Note(message: note))
    }
    return diagnostics
  }

  private static func choices(_ diagnostic: Diagnostic) -> [Diagnostic.Fix] {
    diagnostic.fixes.filter { $0.kind == .choose && !$0.edits.isEmpty }
  }

  private func note(
    _ diagnostic: Diagnostic, _ fixes: [Diagnostic.Fix], _ result: CompilationResult,
    rootPath: String, provider: SourceProvider, threads: Int
  ) async -> String? {
    var runs: [(title: String, plan: RunPlan, table: DrawTable)] = []
    for fix in fixes {
      let edited = PricedReadings.apply(fix, to: result.files)
      let overlay = SourceProvider(hasTable: provider.hasTable) { path throws(SourceFailure) in
        if let text = edited[path] { return text }
        return try provider.read(path)
      }
      let compiled = ScenarioCompiler.compile(rootPath: rootPath, provider: overlay)
      guard var model = compiled.model else { return nil }
      model.settings.runs = min(PricedReadings.draws, model.settings.runs)
      model.asks = []
      model.reports = []
      model.comparisons = []
      model.checks = []
      let plan: RunPlan
      do {
        plan = try RunPlanner(
          model: model, statistics: statistics, tables: ScenarioTables(provider: tables)
        ).plan()
      } catch {
        return nil
      }
      let table = await Simulation(plan: plan).run(threads: threads) { _ in }
      runs.append((fix.title.replacingOccurrences(of: "` ", with: "`"), plan, table))
    }
    guard let first = runs.first else { return nil }
    let line = result.files.first { $0.path == diagnostic.span.file }?.line(diagnostic.span.line)
    let year = PricedReadings.year(in: line ?? "", first.plan.timeline)
    for scenario in first.plan.model.scenarios where !scenario.isExploratory {
      guard let parent = scenario.parent else { continue }
      for investment in [false, true] {
        var readings: [(title: String, summary: Summary)] = []
        for run in runs {
          guard let here = run.plan.scenario(scenario.name), let there = run.plan.scenario(parent),
            let place = run.plan.timeline.allYears.firstIndex(of: year)
          else { return nil }
          let draws = ComparisonTables(plan: run.plan, table: run.table).saving(
            here, there, place, investment: investment)
          readings.append((run.title, Summary(draws: draws)))
        }
        let medians = readings.map { AnswerText.pounds($0.summary.p50) }
        guard Set(medians).count > 1 else { continue }
        return PricedReadings.text(
          readings, of: scenario.name, year: year, isNet: investment,
          draws: first.table.draws)
      }
    }
    return nil
  }

  private static func text(
    _ readings: [(title: String, summary: Summary)], of scenario: String, year: FinancialYear,
    isNet: Bool, draws: Int
  ) -> String {
    let width = readings.map(\.title.count).max() ?? 0
    let lines = readings.enumerated().map { number, reading in
      let pad = String(repeating: " ", count: width - reading.title.count)
      return
        "   \(number + 1)  \(reading.title)\(pad)   \(AnswerText.pounds(reading.summary.p50))   "
        + "\(AnswerText.pounds(reading.summary.p10)) to \(AnswerText.pounds(reading.summary.p90))"
    }
    return
      ([
        "The readings put different numbers in the paper (\(isNet ? "net saving" : "saving") of "
          + "`\(scenario)` in \(year.label), median and 80% range, \(draws) draws):"
      ] + lines)
      .joined(separator: "\n")
  }

  /// The financial year that a line names, within the years computed; else the last.
  private static func year(in line: String, _ timeline: Timeline) -> FinancialYear {
    let words = line.split { !$0.isNumber && $0 != "/" }
    let named = words.compactMap { FinancialYear(label: String($0)) }
    return named.first { timeline.years.contains($0) } ?? timeline.years.last
      ?? timeline.baseYear
  }

  /// The texts that a fix changes, by path.
  private static func apply(_ fix: Diagnostic.Fix, to files: [SourceText]) -> [String: String] {
    var result: [String: String] = [:]
    for file in files {
      let edits = fix.edits.filter { $0.file == file.path }.sorted { $0.start > $1.start }
      guard !edits.isEmpty else { continue }
      var bytes = file.bytes
      for edit in edits where edit.start <= edit.end && edit.end <= bytes.count {
        bytes.replaceSubrange(edit.start..<edit.end, with: Array(edit.replacement.utf8))
      }
      result[file.path] = String(decoding: bytes, as: UTF8.self)
    }
    return result
  }
}
