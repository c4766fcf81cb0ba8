import Results

/// A run as a folder that an analyst opens: a notebook with its results stored, the same as a Quarto
/// document, readers for Python and R without packages, tidy data and charts.
///
/// Each code cell makes its own output again from `data/*.csv` when it is run; tables and charts are
/// outputs of their own, because viewers show one of a bundle only.
public struct NotebookExport: Sendable {
  let protected: ProtectedRun

  /// An export of a run.
  public init(_ protected: ProtectedRun) { self.protected = protected }

  /// The files and what to know about them.
  public func package() -> ExportPackage {
    let run = protected.run
    let charts = NotebookChart.all(run)
    let tables = NotebookTable.all(run)
    let cells = NotebookCells.all(protected, charts: charts, tables: tables)
    var files = [
      ExportFile("forecast.ipynb", NotebookFile.bytes(cells, manifest: run.manifest)),
      ExportFile("forecast.qmd", QuartoFile.bytes(cells, manifest: run.manifest)),
      ExportFile("read_run.py", NotebookReaders.python(tables: tables)),
      ExportFile("read_run.R", NotebookReaders.r),
      ExportFile("README.md", readme()),
      ExportFile("run.json", RunDocument.bytes(protected)),
    ]
    for layout in RunLayout.all {
      files.append(
        ExportFile(
          "data/\(layout.name).csv",
          run.table(layout.name).csv(suppressed: ProtectedRun.symbol)))
    }
    for chart in charts {
      files.append(ExportFile("charts/\(chart.name).vl.json", chart.document(run)))
      files.append(ExportFile("charts/\(chart.name).svg", FanChart(chart, run).svg))
    }
    return ExportPackage(files: files, notes: protected.notes)
  }

  private func readme() -> String {
    let manifest = protected.run.manifest
    var text = """
      # \(NotebookCells.plain(manifest.title))

      Run \(manifest.runID), made by Headroom \(manifest.engineVersion) with \(manifest.draws) draws, \
      for \(NotebookCells.plain(manifest.areaName)), \(manifest.firstMonth) to \(manifest.lastMonth).

      - `forecast.ipynb`: tables and charts, stored, so that they show without being run.
      - `forecast.qmd`: the same for Quarto.
      - `read_run.py`, `read_run.R`: readers with no packages beyond Python's or R's own.
      - `data/*.csv`: every figure, one row each. Labels that begin with `=`, `+`, `-` or `@` have an \
      apostrophe before them, so that no spreadsheet runs them.
      - `charts/`: Vega-Lite 5 and SVG.
      - `run.json`: all of it; its schema is what `headroom schema` prints.

      \(protected.notes.joined(separator: "\n\n"))

      ## Columns


      """
    for layout in RunLayout.all {
      text += "**\(layout.name).csv**: \(layout.grain).\n\n"
      for column in layout.columns { text += "- `\(column.name)`: \(column.meaning)\n" }
      text += "\n"
    }
    return text
  }
}
