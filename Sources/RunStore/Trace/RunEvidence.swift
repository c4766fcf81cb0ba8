import Results

/// All that a run was made from, and the parts of it that a figure rests on.
struct RunEvidence {
  let links: [LineageLink]
  let allAssumptions: [ResolvedAssumption]
  let allMethods: [MethodNote]
  let allInputs: [InputFile]
  let allSources: [SourceNote]

  /// Assumptions that are rested on, with the scenarios' overrides of them. Everything where nothing
  /// is known of what the figure rests on: too much is safer than too little.
  func assumptions(_ resting: [String], scenarios: [String]) -> [ResolvedAssumption] {
    guard !resting.isEmpty else { return allAssumptions }
    let names = Set(resting.map(Self.bare))
    return allAssumptions.filter {
      names.contains($0.name) && ($0.scenario.isEmpty || scenarios.contains($0.scenario))
    }
  }

  /// Notes on the measures that are rested on.
  func methods(_ resting: [String]) -> [MethodNote] {
    guard !resting.isEmpty else { return allMethods }
    let names = Set(resting.map(Self.bare))
    return allMethods.filter { names.contains($0.measure) }
  }

  /// The scenario's files, and the tables and statistics that are rested on.
  func inputs(_ resting: [String]) -> [InputFile] {
    guard !resting.isEmpty else { return allInputs }
    let files = resting.filter { $0.hasPrefix("file ") }.map(Self.bare)
    return allInputs.filter { input in
      switch input.role {
      case "scenario": true
      case "data": files.contains { $0 == input.name || $0.hasSuffix("/" + input.name) }
      default: usesStatistics(resting)
      }
    }
  }

  /// The published sources, where published figures are rested on.
  func sources(_ resting: [String]) -> [SourceNote] {
    resting.isEmpty || usesStatistics(resting) ? allSources : []
  }

  private func usesStatistics(_ resting: [String]) -> Bool {
    resting.contains { $0.hasPrefix("published ") }
  }

  private static func bare(_ name: String) -> String {
    name.firstIndex(of: " ").map { String(name[name.index(after: $0)...]) } ?? name
  }
}
