import Results

extension RunStore {
  /// An input file: its size and hash, and where the figures in it were published.
  func trace(
    input name: String, of run: StoredRun, _ file: StoredFile
  ) throws(StoreError) -> Trace {
    let evidence = try evidence(of: run.id)
    guard let input = evidence.allInputs.first(where: { $0.name == name }) else {
      let names = evidence.allInputs.map(\.name)
      throw StoreError(
        .unknown,
        "Run \(run.id) read no file \(name)"
          + (Nearest.word(to: name, among: names).map { "; the nearest is \($0)." }
            ?? "; it read \(names.joined(separator: ", "))."))
    }
    let lines = String(decoding: file.content, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    let line = lines.firstIndex { $0.contains("\"name\" : \"\(name)\"") }.map { $0 + 1 } ?? 1
    return Trace(
      run: run.id, title: run.title, engineVersion: run.engineVersion, draws: run.draws,
      seed: run.seed, file: file.name, sha256: file.sha256, line: line, column: "bytes",
      value: "\(input.bytes)", meaning: FileGuide.meaning(of: "bytes", in: file.name) { _ in "" },
      keys: [
        Trace.Key(column: "name", value: input.name), Trace.Key(column: "role", value: input.role),
        Trace.Key(column: "sha256", value: input.sha256),
      ], formulas: FileGuide.formulas(of: file.name) { _ in "" }, restsOn: [], assumptions: [],
      methods: [], inputs: [input], sources: input.role == "statistics" ? evidence.allSources : [],
      signedBy: run.signedBy, command: run.origin.command)
  }

  /// An assumption as the run used it, with what it is used by.
  func trace(
    assumption asked: String, of run: StoredRun, _ file: StoredFile
  ) throws(StoreError) -> Trace {
    let evidence = try evidence(of: run.id)
    let place = try place(of: asked, among: evidence.allAssumptions, run.id)
    let row = evidence.allAssumptions[place]
    let needed = ["assumption \(row.name)"]
    let uses = evidence.links.filter { needed.contains($0.needs) }.map(\.name).sorted()
    let law =
      ["", "fixed"].contains(row.shape)
      ? "The same in every draw." : "Drawn from its \(row.shape) law."
    return Trace(
      run: run.id, title: run.title, engineVersion: run.engineVersion, draws: run.draws,
      seed: run.seed, file: file.name, sha256: file.sha256, line: line(of: place, in: file),
      column: "value", value: row.value, meaning: "the assumption as the run used it",
      keys: [("name", row.name), ("scenario", row.scenario), ("holds_for", row.holdsFor)]
        .filter { !$0.1.isEmpty }.map { Trace.Key(column: $0.0, value: $0.1) },
      formulas: [
        "\(law) Written at \(row.location)"
          + (uses.isEmpty ? "." : "; used by \(uses.joined(separator: ", ")).")
      ], restsOn: [], assumptions: [row], methods: [],
      inputs: evidence.allInputs.filter { $0.role == "scenario" }, sources: [],
      signedBy: run.signedBy, command: run.origin.command)
  }

  /// The position of an assumption named by its place from 1, by its name, or by its name and what it
  /// holds for.
  private func place(
    of asked: String, among all: [ResolvedAssumption], _ run: String
  ) throws(StoreError) -> Int {
    if let number = Int(asked) {
      guard all.indices.contains(number - 1) else {
        throw StoreError(
          .unknown, "Run \(run) has \(all.count) assumptions; there is no number \(number).")
      }
      return number - 1
    }
    func full(_ row: ResolvedAssumption) -> String {
      row.holdsFor.isEmpty ? row.name : "\(row.name).\(row.holdsFor)"
    }
    let places = all.indices.filter { full(all[$0]) == asked || all[$0].name == asked }
    if let only = places.first, places.count == 1 { return only }
    if places.isEmpty {
      let near = Nearest.word(to: asked, among: all.map(full) + all.map(\.name))
      throw StoreError(
        .unknown,
        "Run \(run) has no assumption \(asked)" + (near.map { "; the nearest is \($0)." } ?? "."))
    }
    throw StoreError(
      .unknown,
      "\(asked) has \(places.count) values. Name one by its number: "
        + places.map { place in
          let scenario = all[place].scenario
          return "\(place + 1) (\(full(all[place]))\(scenario.isEmpty ? "" : " in \(scenario)"))"
        }.joined(separator: ", ") + ".")
  }

  /// The line of the manifest that has an assumption's value.
  private func line(of place: Int, in file: StoredFile) -> Int {
    let lines = String(decoding: file.content, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    let starts = lines.indices.filter { lines[$0].contains("\"holdsFor\" :") }
    guard starts.indices.contains(place) else { return 1 }
    let value = lines[starts[place]...].firstIndex { $0.contains("\"value\" :") }
    return (value ?? starts[place]) + 1
  }
}
