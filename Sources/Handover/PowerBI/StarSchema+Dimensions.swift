import Results

extension StarSchema {
  var scenarios: StarTable {
    var table = StarTable(
      "dim_scenario", grain: "a scenario", key: "scenario",
      columns: [
        .init("scenario", .text, "its name"), .init("sort_order", .whole, "order of the file"),
        .init("is_baseline", .flag, "whether others are compared with it"),
      ])
    let baselines = Set(HandoverRun.distinct(run.table("comparisons"), "baseline"))
    var names = run.scenarios
    for source in ["costs", "mtfs", "comparisons", "gaps"] {
      for name in HandoverRun.distinct(run.table(source), "scenario") where !names.contains(name) {
        names.append(name)
      }
    }
    for (index, name) in names.enumerated() {
      let isBaseline = baselines.isEmpty ? index == 0 : baselines.contains(name)
      table.rows.append([name, String(index + 1), Self.flag(isBaseline)])
    }
    return table
  }

  var area: StarTable {
    var table = StarTable(
      "dim_la", grain: "a local authority", key: "la_code",
      columns: [.init("la_code", .text, "ONS code"), .init("la_name", .text, "name")])
    table.rows = [[run.manifest.areaCode, run.manifest.areaName]]
    return table
  }

  var measures: StarTable {
    var table = StarTable(
      "dim_measure", grain: "a measure", key: "measure",
      columns: [
        .init("measure", .text, "its name"), .init("unit", .text, "the noun counted"),
        .init("is_additive", .flag, "whether means add over items (percentiles never do)"),
        .init("sort_order", .whole, "order of the file"),
      ])
    let forecasts = run.table("forecasts")
    var units: [String: String] = [:]
    for row in forecasts.rows.indices where units[forecasts.text(row, "measure")] == nil {
      units[forecasts.text(row, "measure")] = forecasts.text(row, "unit")
    }
    var names = run.measures
    for name in HandoverRun.distinct(run.table("ledger"), "measure") where !names.contains(name) {
      names.append(name)
    }
    for (index, name) in names.enumerated() {
      table.rows.append([name, units[name] ?? "", Self.flag(true), String(index + 1)])
    }
    return table
  }

  static func splitKey(_ table: RunTable, _ row: Int) -> String {
    ["measure", "split_by", "split"].map { table.text(row, $0) }.joined(separator: "|")
  }

  var splits: StarTable {
    var table = StarTable(
      "dim_split", grain: "an item of a measure, or its total", key: "split_key",
      columns: [
        .init("split_key", .text, "measure|split_by|split"),
        .init("measure_name", .text, "measure"),
        .init("split_by", .text, "category"), .init("split", .text, "item"),
        .init("is_total", .flag, "whether it is the measure's total"),
        .init("sort_order", .whole, "order of the file"),
      ])
    let forecasts = run.table("forecasts")
    var seen = Set<String>()
    for row in forecasts.rows.indices {
      let key = Self.splitKey(forecasts, row)
      guard seen.insert(key).inserted else { continue }
      let splitBy = forecasts.text(row, "split_by")
      table.rows.append([
        key, forecasts.text(row, "measure"), splitBy, forecasts.text(row, "split"),
        Self.flag(splitBy == "none"), String(seen.count),
      ])
    }
    return table
  }

  var costLines: StarTable {
    var table = StarTable(
      "dim_cost", grain: "a cost", key: "cost_key",
      columns: [.init("cost_key", .text, "the cost, or the lever whose spend it is")])
    table.rows = HandoverRun.distinct(run.table("costs"), "cost").map { [$0] }
    return table
  }

  var runRow: StarTable {
    var table = StarTable(
      "dim_run", grain: "a run", key: "run_id",
      columns: [
        .init("run_id", .text, "hash of everything that went in"),
        .init("engine_version", .text, "version of Headroom"),
        .init("title", .text, "title of the scenario file"), .init("seed", .text, "random seed"),
        .init("draws", .whole, "paired draws"), .init("mode", .text, "internal or public"),
      ])
    let manifest = run.manifest
    table.rows = [
      [
        manifest.runID, manifest.engineVersion, manifest.title, String(manifest.seed),
        String(manifest.draws),
        isInternal ? ExportMode.internal.rawValue : ExportMode.public.rawValue,
      ]
    ]
    return table
  }

  var assumptions: StarTable {
    var table = StarTable(
      "dim_assumption", grain: "an assumption as it was used (empty in public mode)",
      columns: [
        "name", "scenario", "holds_for", "value", "source", "owner", "reviewed", "confidence",
      ]
      .map { .init($0, .text, "of the assumption") })
    guard isInternal else { return table }
    table.rows = run.manifest.assumptions.map {
      [
        $0.name, $0.scenario, $0.holdsFor, $0.value, $0.source, $0.owner, $0.reviewed,
        $0.confidence,
      ]
    }
    return table
  }
}
