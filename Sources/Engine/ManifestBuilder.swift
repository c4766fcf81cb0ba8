import Crypto
import Foundation
import Periods
public import Results
import Returns
import ScenarioLanguage
import Services

extension InputFile {
  /// A file that was read, with the hash of its bytes.
  public init(name: String, role: String, contents: [UInt8]) {
    self.init(
      name: name, role: role, sha256: hexadecimal(SHA256.hash(data: contents)),
      bytes: contents.count)
  }
}

func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
  let digits = Array("0123456789abcdef")
  return String(bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
}

/// Writes down what a run was made from.
struct ManifestBuilder {
  let plan: RunPlan
  let statistics: PublishedStatistics
  let inputs: [InputFile]

  func manifest() -> Manifest {
    let settings = plan.model.settings
    let sorted = inputs.sorted { ($0.role, $0.name) < ($1.role, $1.name) }
    return Manifest(
      schemaVersion: Run.schemaVersion, runID: runID(sorted),
      engineVersion: EngineVersion.current, languageEdition: plan.model.edition,
      title: plan.model.title, areaCode: plan.area?.code ?? "",
      areaName: plan.area?.name ?? settings.area ?? "",
      firstMonth: label(settings.firstMonth), lastMonth: label(settings.lastMonth),
      draws: settings.runs, seed: settings.seed, inputs: sorted, assumptions: assumptions(),
      methods: methods(),
      sources: statistics.index.observations.sources.map {
        SourceNote(
          id: $0.id, citation: "\($0.publisher), \($0.edition), \($0.table)", licence: $0.licence)
      }.sorted { $0.id < $1.id })
  }

  /// First twelve digits of the hash of the engine's version, the settings and every input's hash.
  private func runID(_ inputs: [InputFile]) -> String {
    var text = "headroom \(EngineVersion.current)\n"
    text += "seed \(plan.model.settings.seed) draws \(plan.model.settings.runs)\n"
    for input in inputs { text += "\(input.role) \(input.name) \(input.sha256)\n" }
    return String(hexadecimal(SHA256.hash(data: Array(text.utf8))).prefix(12))
  }

  private func label(_ month: Month) -> String {
    "\(month.year)-\(month.monthOfYear < 10 ? "0" : "")\(month.monthOfYear)"
  }

  private func assumptions() -> [ResolvedAssumption] {
    var rows: [ResolvedAssumption] = []
    for assumption in plan.model.assumptions {
      let place = assumption.location.shown
      func add(_ holdsFor: String, _ value: ValueSpec) {
        rows.append(
          row(
            assumption.name, "", holdsFor, value, assumption.evidence, place))
      }
      switch assumption.body {
      case .single(let value): add("", value)
      case .byPeriod(let dated, let onwards):
        for entry in dated { add(PeriodText.of(entry.period), entry.value) }
        if let onwards { add("onwards", onwards) }
      case .byItem(_, let values):
        for entry in values { add(entry.item, entry.value) }
      }
    }
    for cost in plan.model.costs {
      let place = cost.location.shown
      let values =
        [("", cost.price)] + cost.contributions.map { ("paid by \($0.fund)", $0.share) }
      for (holdsFor, value) in values {
        if case .reference = value.form { continue }
        rows.append(row(cost.name, "", holdsFor, value, cost.evidence, place))
      }
    }
    for lever in plan.model.levers {
      let place = lever.location.shown
      if let delivers = lever.delivers {
        rows.append(row(lever.name, "", "delivery", delivers, lever.evidence, place))
      }
      for spend in lever.spends {
        rows.append(
          row(lever.name, "", "spend on \(spend.fund)", spend.amount, lever.evidence, place))
      }
    }
    rows += fitted()
    for scenario in plan.model.scenarios {
      for override in scenario.overrides {
        rows.append(
          row(
            override.assumption, scenario.name,
            override.from.map { "from \($0)" } ?? "", override.value, override.evidence, ""))
      }
    }
    return rows
  }

  /// Regressions and pathways that were fitted: the evidence of their tables.
  private func fitted() -> [ResolvedAssumption] {
    func row(
      _ name: String, _ value: String, _ shape: String, _ evidence: Evidence,
      _ location: SourceLocation
    ) -> ResolvedAssumption {
      ResolvedAssumption(
        name: name, scenario: "", holdsFor: "", value: value, shape: shape,
        source: evidence.source ?? "", owner: evidence.owner ?? "",
        reviewed: evidence.reviewed?.iso ?? "", confidence: evidence.confidence ?? "",
        location: location.shown)
    }
    return plan.model.regressions.filter { plan.own.fits[$0.name] != nil }.map {
      row(
        $0.name, "fitted to \($0.file.path), \($0.firstMonth) to \($0.lastMonth)",
        $0.family.rawValue, $0.evidence, $0.location)
    }
      + plan.model.pathways.filter { plan.own.rates[$0.name] != nil }.map {
        row(
          $0.name,
          "rates counted in \($0.rates?.path ?? ""), \($0.firstMonth?.description ?? "") to "
            + "\($0.lastMonth?.description ?? "")",
          "gamma", $0.evidence, $0.location)
      }
  }

  private func row(
    _ name: String, _ scenario: String, _ holdsFor: String, _ value: ValueSpec,
    _ evidence: Evidence, _ location: String
  ) -> ResolvedAssumption {
    let percentiles = ValueText.percentiles(value)
    return ResolvedAssumption(
      name: name, scenario: scenario, holdsFor: holdsFor, value: ValueText.of(value),
      low: percentiles?.low, central: percentiles?.central, high: percentiles?.high,
      unit: percentiles == nil ? "" : ValueText.unitCode(value.quantity),
      shape: value.shape.rawValue, source: evidence.source ?? "", owner: evidence.owner ?? "",
      reviewed: evidence.reviewed?.iso ?? "",
      confidence: evidence.confidence ?? "", location: location)
  }

  private func methods() -> [MethodNote] {
    publishedMethods() + OwnMethods(plan: plan).notes() + RegressionTables(plan: plan).methods()
      + demography()
  }

  /// Where the line `demography` of the MTFS comes from.
  private func demography() -> [MethodNote] {
    guard !plan.model.reports.isEmpty,
      plan.scenarios.allSatisfy({ $0.populationGrowth == nil }),
      let years = plan.childPopulation.years
    else { return [] }
    return [
      MethodNote(
        measure: "demography",
        note: String(
          format: "Children of the area are taken to grow by %.2f%% a year, as people aged 0 to 17 "
            + "did from mid-%d to mid-%d. An assumption called `population-growth` replaces it.",
          plan.childPopulation.growth * 100, years.lowerBound, years.upperBound))
    ]
  }

  private func publishedMethods() -> [MethodNote] {
    plan.published.flatMap { published -> [MethodNote] in
      let name = published.measure.name
      let origin = published.forecast.origin
      var notes = [
        MethodNote(
          measure: name,
          note: "Starts from \(Int(published.forecast.last)) published at "
            + CensusTimeline.label(published.census, year: origin) + "; members: "
            + published.forecast.members.map(\.name).joined(separator: ", ")
            + ", averaged with equal weights."),
        MethodNote(
          measure: name,
          note: "Ranges come from the past errors of the same method on every authority in the "
            + "statistics; process and parameter parts are drawn separately."),
      ]
      if let exits = published.exitShares.first, let entries = published.expectedEntries.first {
        notes.append(
          MethodNote(
            measure: name,
            note: String(
              format: "First projected year: %.0f entries, %.1f%% of the opening stock leaves, "
                + "residual %d.", entries, exits * 100, published.residuals[0])))
      }
      return notes
    }
  }
}

extension SourceLocation {
  /// File and line. The file is named without its folder, so that a run does not depend on where it
  /// was started.
  var shown: String { "\((file as NSString).lastPathComponent):\(line)" }
}
