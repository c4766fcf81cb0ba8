extension Checker {
  /// A table of one's own: a CSV inside the folder of the first file.
  func table(_ name: Name) -> DataFile? {
    guard
      let path = FolderPath.resolve(name.value, from: name.span.file, inside: tables.rootFolder)
    else {
      bag.add(
        .e707, name.span,
        "This leads out of the folder of the first file, so a copy of the folder would not run. "
          + "Copy the table in.")
      return nil
    }
    guard name.value.lowercased().hasSuffix(".csv") else {
      bag.add(
        .e708, name.span,
        "Tables are CSV files, which anybody can open and check; this name does not end in `.csv`.",
        fixes: [.write(.fill, "save the table as CSV, and name that")])
      return nil
    }
    if let hasTable = tables.hasTable, !hasTable(path) {
      bag.add(
        .e708, name.span, "I can't find the table `\(path)`.",
        fixes: [.write(.fill, "check the name and the folder")])
      return nil
    }
    return DataFile(path: name.value, resolvedPath: path, location: name.span.location)
  }

  func checkCovariate(_ syntax: CovariateSyntax) -> Covariate? {
    table(syntax.path).map { Covariate(name: syntax.name.value, file: $0) }
  }

  /// E704 where a declaration is in another file than the measure it gives a future to.
  func requireHome(_ block: BlockSyntax, of measure: MeasureSyntax, _ what: String) {
    guard measure.block.file != block.file else { return }
    bag.add(
      .e704, block.name.span,
      "`\(measure.block.name.value)` is declared in \(measure.block.file). Its \(what) must be too, or "
        + "importing this file would change other people's totals.",
      notes: [.init(message: "the measure", span: measure.block.name.span)],
      fixes: [.write(.choose, "move the \(what) there")])
  }

  func checkFilter(_ filter: (category: Name, items: [Name]), _ measure: MeasureSyntax) {
    guard find(filter.category, .category) else { return }
    guard measure.split.contains(where: { $0.value == filter.category.value }) else {
      bag.add(
        .e604, filter.category.span,
        "`\(filter.category.value)` does not split `\(measure.block.name.value)`.",
        fixes: measure.split.first.map {
          [.replace(.choose, filter.category.span, with: $0.value)]
        } ?? [])
      return
    }
    for item in filter.items { checkItem(item, of: filter.category.value) }
  }
}
