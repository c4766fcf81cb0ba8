import Periods

/// Checks the declarations of a file and its imports, and builds the model.
struct Checker {
  let bag: DiagnosticBag
  let files: [FileSyntax]
  let tables: TableFinder
  /// What each scenario brings, worked out once.
  let bundles = BundleCache()
  var scope = Scope()
  var settings: RunSettings?
  /// Values of assumptions that could be read, for references and overrides.
  var resolved: [String: Assumption] = [:]
  var model: ScenarioModel?

  init(files: [FileSyntax], tables: TableFinder, bag: DiagnosticBag) {
    self.files = files
    self.tables = tables
    self.bag = bag
  }

  /// The model, or `nil` where there are errors. `files` has imports first and the root last.
  static func check(
    files: [FileSyntax], rootSpan: SourceSpan, tables: TableFinder, bag: DiagnosticBag
  ) -> ScenarioModel? {
    var checker = Checker(files: files, tables: tables, bag: bag)
    checker.declareNames()
    checker.checkSettings(rootSpan)
    guard let root = files.last else { return nil }
    let fallback = RunSettings(
      area: nil, firstMonth: Month(year: 1900, monthOfYear: 1),
      lastMonth: Month(year: 2200, monthOfYear: 12), priceBase: nil)
    var model = ScenarioModel(
      edition: root.edition?.value ?? 2026, title: root.title?.value ?? "",
      settings: checker.settings ?? fallback)
    if checker.settings == nil { checker.settings = fallback }
    model.categories = files.flatMap(\.categories).compactMap {
      checker.scope.categories[$0.name.value]
    }
    model.censuses = files.flatMap(\.censuses).map {
      Census(name: $0.name.value, monthOfYear: $0.month, day: $0.day)
    }
    model.funds = files.flatMap(\.funds).map {
      Fund(name: $0.name.value, label: $0.label, ringfenced: $0.ringfenced)
    }
    model.units = files.flatMap(\.units).map {
      UnitNoun(singular: $0.singular.value, plural: $0.plural.value)
    }
    model.assumptions = checker.checkAssumptions()
    model.measures = files.flatMap(\.measures).compactMap { checker.checkMeasure($0) }
    model.costs = checker.checkCosts()
    model.contracts = files.flatMap(\.contracts).compactMap { checker.checkContract($0) }
    model.covariates = files.flatMap(\.covariates).compactMap { checker.checkCovariate($0) }
    model.figures = checker.checkFigures()
    model.pathways = files.flatMap(\.pathways).compactMap { checker.checkPathway($0) }
    model.regressions = files.flatMap(\.regressions).compactMap { checker.checkRegression($0) }
    model.levers = files.flatMap(\.levers).compactMap { checker.checkLever($0) }
    model.scenarios = checker.checkScenarios()
    model.comparisons = files.flatMap(\.comparisons).compactMap { checker.checkComparison($0) }
    checker.checkAsks(&model)
    model.reports = files.flatMap(\.reports).compactMap { checker.checkReport($0) }
    model.checks = files.flatMap(\.checks).compactMap { checker.checkCheck($0) }
    checker.checkWork(model)
    return bag.hasErrors ? nil : model
  }

  // MARK: Names

  private mutating func declareNames() {
    var count = 0
    func declare(_ name: Name, _ kind: Scope.Kind, in scope: inout Scope) {
      count += 1
      if count == Bounds.declarations + 1 {
        bag.add(.e902, name.span, "There are over 2,000 declarations.")
      }
      guard let taken = scope.declare(name, kind) else { return }
      bag.add(
        .e203, name.span,
        "The name `\(name.value)` is already used, so I could not tell which one a clause means.",
        notes: [.init(message: "`\(name.value)` is declared here", span: taken)],
        fixes: [.write(.choose, "choose another name")])
    }
    for file in files {
      for unit in file.units {
        for noun in [unit.singular, unit.plural] {
          if scope.nouns[noun.value] != nil {
            bag.add(.e203, noun.span, "The noun `\(noun.value)` is already there.")
          }
          scope.nouns[noun.value] = unit.singular.value
        }
      }
      for category in file.categories {
        declare(category.name, .category, in: &scope)
        checkItems(category)
        scope.categories[category.name.value] = Category(
          name: category.name.value, items: category.items.map(\.value))
      }
      for census in file.censuses { declare(census.name, .census, in: &scope) }
      for fund in file.funds {
        declare(fund.name, .fund, in: &scope)
        if fund.ringfenced { scope.ringfenced.insert(fund.name.value) }
      }
      for item in file.measures {
        declare(item.block.name, .measure, in: &scope)
        scope.measures[item.block.name.value] = item
      }
      for item in file.assumptions {
        declare(item.block.name, .assumption, in: &scope)
        scope.assumptions[item.block.name.value] = item
      }
      for item in file.costs {
        declare(item.block.name, .cost, in: &scope)
        scope.costs[item.block.name.value] = item
      }
      for item in file.contracts {
        declare(item.block.name, .contract, in: &scope)
        scope.contracts[item.block.name.value] = item
      }
      for item in file.pathways {
        declare(item.block.name, .pathway, in: &scope)
        scope.pathways[item.block.name.value] = item
      }
      for item in file.regressions {
        declare(item.block.name, .regression, in: &scope)
        scope.regressions[item.block.name.value] = item
      }
      for item in file.covariates {
        declare(item.name, .covariate, in: &scope)
        scope.covariates[item.name.value] = item
      }
      for item in file.figures {
        declare(item.name, .figure, in: &scope)
        scope.figures[item.name.value] = item
      }
      for item in file.levers {
        declare(item.block.name, .lever, in: &scope)
        scope.levers[item.block.name.value] = item
      }
      for item in file.scenarios {
        declare(item.block.name, .scenario, in: &scope)
        scope.scenarios[item.block.name.value] = item
      }
      for item in file.reports { declare(item.block.name, .report, in: &scope) }
    }
  }

  private func checkItems(_ category: CategorySyntax) {
    var seen: Set<String> = []
    for item in category.items where !seen.insert(item.value).inserted {
      bag.add(.e203, item.span, "`\(category.name.value)` already has an item `\(item.value)`.")
    }
    if category.items.count > Bounds.items {
      bag.add(.e902, category.name.span, "A category may have at most 200 items.")
    }
  }

  /// Reports a name that is not there, or is another kind of thing.
  @discardableResult
  func find(_ name: Name, _ kind: Scope.Kind) -> Bool {
    let article = kind == .assumption ? "an" : "a"
    guard let found = scope.kinds[name.value] else {
      let near = nearest(name.value, in: scope.names(of: kind))
      bag.add(
        .e202, name.span, "There is no \(kind.rawValue) called `\(name.value)`.",
        fixes: near.map { [.replace(.choose, name.span, with: $0)] } ?? [])
      return false
    }
    guard found.kind == kind else {
      bag.add(
        .e207, name.span,
        "`\(name.value)` is a \(found.kind.rawValue), and I need \(article) \(kind.rawValue) here.",
        notes: [.init(message: "`\(name.value)` is declared here", span: found.span)])
      return false
    }
    return true
  }

  /// The singular of a noun, which must be declared.
  func noun(_ name: Name) -> String? {
    if let singular = scope.nouns[name.value] { return singular }
    let near = nearest(name.value, in: scope.nouns.keys)
    bag.add(
      .e206, name.span,
      "No `unit` line declares `\(name.value)`, so I can't check what is counted.",
      fixes: near.map { [.replace(.choose, name.span, with: $0)] } ?? [])
    return nil
  }

  func plural(_ singular: String) -> String {
    scope.nouns.first { $0.value == singular && $0.key != singular }?.key ?? singular
  }

  func checkItem(_ item: Name, of category: String) {
    guard let items = scope.categories[category]?.items, !items.contains(item.value) else { return }
    let near = nearest(item.value, in: items)
    bag.add(
      .e201, item.span, "`\(category)` has no item called `\(item.value)`.",
      fixes: near.map { [.replace(.choose, item.span, with: $0)] } ?? [])
  }

  // MARK: Settings

  private mutating func checkSettings(_ rootSpan: SourceSpan) {
    let all = files.flatMap(\.settings)
    guard let found = all.first else {
      bag.add(
        .e106, rootSpan,
        "Neither this file nor its imports has `settings`, so I don't know which months to run.",
        fixes: [.write(.fill, "add `settings … end settings` with a `horizon`")])
      return
    }
    for extra in all.dropFirst() {
      bag.add(
        .e105, extra.block.name.span, "There are already settings; two could disagree.",
        notes: [.init(message: "the first settings", span: found.block.name.span)],
        fixes: [.write(.choose, "delete one of them")])
    }
    guard let first = found.first, let last = found.last else { return }
    if last.value < first.value {
      bag.add(
        .e409, first.span.through(last.span), "The horizon ends before it starts.",
        fixes: [
          .replace(.choose, first.span.through(last.span), with: "\(last.value) to \(first.value)")
        ])
      return
    }
    if first.value.months(to: last.value) >= Bounds.horizonMonths {
      bag.add(.e902, first.span.through(last.span), "A horizon may have at most 40 years.")
      return
    }
    if let runs = found.runs, !(1...1_000_000).contains(runs.value) {
      bag.add(.e902, runs.span, "I can do between 1 and 1,000,000 runs.")
      return
    }
    settings = RunSettings(
      area: found.area?.value, firstMonth: first.value, lastMonth: last.value,
      priceBase: found.prices, schoolDays: found.schoolDays?.value ?? 190,
      runs: found.runs?.value ?? 4000, seed: UInt64(found.seed?.value ?? 1),
      areaLocation: found.area?.span.location)
  }

  private func checkWork(_ model: ScenarioModel) {
    guard let settings, let syntax = files.flatMap(\.settings).first else { return }
    let months = settings.firstMonth.months(to: settings.lastMonth) + 1
    let sizes = model.scenarios.map { scenario in
      scenario.covers.reduce(0) { sum, name in
        let split = scope.measures[name]?.split.first.flatMap { scope.categories[$0.value] }
        return sum + max(1, split?.items.count ?? 1)
      }
    }
    let cells = sizes.max() ?? 1
    guard cells * months * settings.runs > Bounds.work else { return }
    let span = syntax.runs?.span ?? syntax.block.name.span
    let fitting = max(1, Bounds.work / (cells * months))
    bag.add(
      .e901, span,
      "\(cells) cells × \(months) months × \(settings.runs) runs is over the work limit, so I "
        + "stopped before running.",
      fixes: [.replace(.choose, span, with: "\(fitting)")])
  }
}
