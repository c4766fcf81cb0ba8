import Results

/// The first sheets: cover, contents and notes; and the last, the data dictionary.
struct FrontSheets {
  let figures: RunFigures
  let owner: String
  let status: String
  private var manifest: Manifest { figures.run.manifest }

  /// What the workbook is and which run it shows.
  var cover: Grid {
    var grid = Grid(
      "Cover", title: manifest.title,
      sentences: [
        "This worksheet contains one table. Live workbook of one run for finance; Checks says "
          + "whether it ties out, Select switches the scenario."
      ],
      labels: ["Item"], columns: ["Value"], width: 80)
    let inputs = manifest.inputs.filter { $0.role == "scenario" }.map(\.name)
    let rows = [
      ("Run", manifest.runID),
      ("Area", manifest.areaName + (manifest.areaCode.isEmpty ? "" : " (\(manifest.areaCode))")),
      ("Period", "\(manifest.firstMonth) to \(manifest.lastMonth)"),
      ("Scenarios", figures.scenarios.joined(separator: ", ")),
      ("Draws and seed", "\(manifest.draws) paired draws, seed \(manifest.seed)"),
      ("Engine", "Headroom \(manifest.engineVersion), layout \(manifest.schemaVersion)"),
      (
        "Hash of the inputs",
        "\(manifest.runID): the beginning of a hash of engine, seed, draws and every file on Inputs"
      ),
      ("Scenario files", inputs.joined(separator: ", ")),
      ("Owner", owner),
      ("Status", status),
      ("Money", "Pounds cash unless a row says otherwise. Pressures positive, savings negative."),
      (
        "Colours and words",
        "Inputs are blue, formulas black, simulated figures plum; the column Cell says the same."
      ),
      ("To make the run again", "headroom verify run \(manifest.runID)"),
    ]
    for (name, value) in rows {
      let row = grid.row([name], .record)
      grid.set(row, 0, text: value.isEmpty ? "not given" : value, wraps: true)
    }
    return grid
  }

  /// Every sheet with its title.
  func contents(_ sheets: [WorkbookSheet]) -> Grid {
    var grid = Grid(
      "Contents", title: "Contents",
      sentences: ["This worksheet contains one table: the sheets in their order."],
      labels: ["Sheet"], columns: ["What it holds"], width: 90)
    for sheet in sheets {
      let row = grid.row([sheet.name], .record)
      if case .text(let title) = sheet.cells.first?.content { grid.set(row, 0, text: title) }
    }
    return grid
  }

  /// What readers must know.
  var notes: Grid {
    var grid = Grid(
      "Notes", title: "Notes",
      sentences: ["This worksheet contains one table: what to know before a figure is used."],
      labels: ["Note"], columns: ["Text"], width: 120)
    let texts = [
      "Central figures of costs are means over the draws; the MTFS has its own low, central and "
        + "high futures, P10, median and P90 of each fund's net cost. A mean is not a median.",
      "Cost = volume × calendar units × price × price index, from means, plus a line of what the "
        + "product of means misses. Changed inputs move the product; that line stays as simulated.",
      "A changed input on Calc sheets, Unit costs or Inflation moves Cost, Sensitivity and one line "
        + "of the MTFS. Ranges, draws, levers and comparisons are the engine's and do not move: run "
        + "the scenario again for them.",
      "Flows on the Calc sheets are those before levers. Volumes of every scenario are scaled by "
        + "(opening + closing) over the run's (opening + closing) of the year.",
      "A measure without flows of its own, such as SEND transport, moves with the measure that it "
        + "follows by a share that is an input, 1 unless changed, and by a change of its own.",
      "Percentiles on Risk come from the draws on Sims, the first 1,000; the MTFS's come from all.",
    ]
    for (index, text) in texts.enumerated() {
      let row = grid.row([String(index + 1)], .record)
      grid.set(row, 0, text: text, wraps: true)
    }
    for method in manifest.methods {
      let row = grid.row([method.measure], .record)
      grid.set(row, 0, text: method.note, wraps: true)
    }
    for source in manifest.sources {
      let row = grid.row([source.id], .record)
      grid.set(row, 0, text: "\(source.citation). Licence: \(source.licence).", wraps: true)
    }
    return grid
  }

  /// What columns and words mean.
  var dictionary: Grid {
    var grid = Grid(
      "Data dictionary", title: "Data dictionary",
      sentences: ["This worksheet contains one table: words of the workbook and what they mean."],
      labels: ["Word", "Where"], columns: ["Meaning", "Unit"], width: 80)
    grid.set(widths: [34, 22, 10, 90, 30])
    for (word, place, meaning, unit) in Self.words {
      let row = grid.row([word, place], .record)
      grid.set(row, 0, text: meaning, wraps: true)
      grid.set(row, 1, text: unit)
    }
    return grid
  }

  private static let words: [(String, String, String, String)] = [
    ("input", "Cell", "a figure that you may change", ""),
    ("formula", "Cell", "worked out by the workbook", ""),
    ("simulated", "Cell", "worked out by the engine over the draws; change nothing", ""),
    ("mixed", "Cell", "simulated in the first year, worked out by the workbook after it", ""),
    ("fixed", "Cell", "fixed by the calendar", ""),
    ("record", "Cell", "kept for the reader; no formula rests on it", ""),
    ("opening", "Calc", "stock at the census before", "children, plans"),
    ("entries", "Calc", "joined between two censuses", "children, plans"),
    ("exit rate", "Calc", "exits over opening", "share"),
    (
      "residual", "Calc", "stock that the flows do not explain: transfers, late recording",
      "children, plans"
    ),
    ("closing", "Calc", "stock at the census", "children, plans"),
    ("factor on the run's volumes", "Calc", "(opening + closing) over the run's", "factor"),
    (
      "volume", "Calc, Engine data", "average stock of the year that the fund pays for",
      "noun of the row"
    ),
    (
      "Price", "Unit costs", "price of one for one calendar unit, in its price base",
      "as its unit says"
    ),
    ("inflation", "Inflation", "change of prices on the year before", "share"),
    ("index", "Price index", "cash price over the price in its base", "factor"),
    ("Before", "Price index", "index of the year before the first year shown", "factor"),
    ("products of means", "Cost", "engine's mean cost less the product of its means", "GBP cash"),
    ("engine value", "Cost, MTFS", "what the engine came to", "GBP cash"),
    (
      "difference", "Cost, MTFS, Calc", "here less engine value: 0 until an input is changed",
      "as the row"
    ),
    ("base", "MTFS bridge", "net of the year before", "GBP cash"),
    ("demography", "MTFS bridge", "change by the number of children in the area", "GBP cash"),
    ("demand", "MTFS bridge", "change by numbers beyond demography", "GBP cash"),
    ("mix", "MTFS bridge", "change by who is where, at the year before's prices", "GBP cash"),
    ("inflation", "MTFS bridge", "change of prices by inflation", "GBP cash"),
    ("price", "MTFS bridge", "change of prices beyond inflation", "GBP cash"),
    (
      "full-year effect", "MTFS bridge", "the rest of a change that began within the year before",
      "GBP cash"
    ),
    ("savings", "MTFS bridge", "what levers save: negative", "GBP cash"),
    ("investment", "MTFS bridge", "what levers cost", "GBP cash"),
    ("net", "MTFS bridge", "base plus changes", "GBP cash"),
    (
      "low, central, high", "MTFS bridge",
      "futures in which the lines add, at P10, P50 and P90 of net", ""
    ),
    ("running sum", "MTFS bridge", "changes since the first year's base", "GBP cash"),
    (
      "P10, P50, P80, P90", "Fan, Risk", "not exceeded in 10, 50, 80 and 90 of 100 draws",
      "as the row"
    ),
  ]
}
