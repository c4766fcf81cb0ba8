/// The sheet whose one drop-down switches the scenario.
struct Select {
  /// The defined name of the scenario chosen.
  static let scenarioName = "ScenarioChosen"
  /// The defined name of its number.
  static let numberName = "ScenarioNumber"

  let grid: Grid
  let names: [WorkbookName]

  init(_ figures: RunFigures) {
    var grid = Grid(
      "Select", title: "Which scenario the workbook shows",
      sentences: [
        "This worksheet contains one table. Choose a scenario in the first row: every formula "
          + "follows it."
      ],
      labels: ["Setting"], columns: ["Value"], width: 34)
    let chosen = grid.row(["Scenario chosen"], .input)
    let number = grid.row(["Its number"], .formula)
    grid.set(chosen, 0, text: figures.scenarios[figures.chosen], .input)
    var rows: [Int] = []
    for (index, scenario) in figures.scenarios.enumerated() {
      let row = grid.row(["Scenario \(index + 1)"], .record)
      grid.set(row, 0, text: scenario)
      rows.append(row)
    }
    let list = CellRange(
      grid.place(number + 1, 0), grid.place(number + figures.scenarios.count, 0)
    ).fixed
    grid.set(
      number, 0,
      Term("MATCH(\(grid.place(chosen, 0).name),\(list),0)", Double(figures.chosen + 1)), .whole)
    grid.add(
      choice: SheetChoice(
        place: grid.place(chosen, 0), source: "=\(list)", title: "Scenario",
        message: "Choose one of the run's scenarios."))
    self.grid = grid
    names = [
      WorkbookName(Self.scenarioName, "=\(grid.fixed(chosen, 0).text)"),
      WorkbookName(Self.numberName, "=\(grid.fixed(number, 0).text)"),
    ]
  }
}
