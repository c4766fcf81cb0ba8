import Results

/// A cell of the notebook.
struct NotebookCell {
  enum Content {
    case markdown(String)
    /// Code, and what it shows when it is run.
    case code(String, outputs: [JSONText], tags: [String])
  }

  let id: String
  let content: Content
}

/// The cells of a run's notebook, which are those of its Quarto document too.
enum NotebookCells {
  static func all(
    _ protected: ProtectedRun, charts: [NotebookChart], tables: [NotebookTable]
  ) -> [NotebookCell] {
    let run = protected.run
    let manifest = run.manifest
    var cells = [
      NotebookCell(
        id: "title",
        content: .markdown(
          """
          # \(plain(manifest.title))

          \(plain(manifest.areaName)), \(manifest.firstMonth) to \(manifest.lastMonth). Run \
          `\(manifest.runID)`, Headroom \(manifest.engineVersion), \(manifest.draws) draws. Ranges \
          hold eight in ten of the futures that were drawn; they say nothing of what nobody thought of.

          \(protected.notes.joined(separator: "\n\n"))
          """)),
      NotebookCell(
        id: "parameters",
        content: .code("FOLDER = \".\"", outputs: [], tags: ["parameters"])),
      NotebookCell(
        id: "reader",
        content: .code(
          "import sys\n\nsys.path.insert(0, FOLDER)\nfrom read_run import show_chart, show_table",
          outputs: [], tags: [])),
    ]
    for chart in charts {
      cells.append(
        NotebookCell(
          id: "\(chart.name)-words",
          content: .markdown("## \(plain(chart.measure))\n\n\(plain(chart.description))")))
      cells.append(
        NotebookCell(
          id: "\(chart.name)-chart",
          content: .code(
            "show_chart(\"\(chart.name)\")",
            outputs: [
              output([
                ("application/vnd.vegalite.v5+json", chart.specification(run)),
                ("text/plain", .string(chart.description)),
              ])
            ], tags: [])))
      if let table = tables.first(where: { $0.name == chart.name }) {
        cells.append(cell(table, run))
      }
    }
    let headings = [
      "costs": "## What it costs", "mtfs": "## The budget",
      "accuracy": "## How good past forecasts were",
    ]
    for table in tables {
      guard let heading = headings[table.name] else { continue }
      cells.append(NotebookCell(id: "\(table.name)-words", content: .markdown(heading)))
      cells.append(cell(table, run))
    }
    cells.append(
      NotebookCell(
        id: "sources",
        content: .markdown(
          "## Sources\n\n"
            + manifest.sources.map { "- \(plain($0.citation)) (\(plain($0.licence)))" }
            .joined(separator: "\n"))))
    return cells
  }

  private static func cell(_ table: NotebookTable, _ run: HandoverRun) -> NotebookCell {
    NotebookCell(
      id: "\(table.name)-table",
      content: .code(
        "show_table(\"\(table.name)\")",
        outputs: [
          output([
            ("text/html", .string(table.html(run))), ("text/plain", .string(table.plain(run))),
          ])
        ], tags: []))
  }

  private static func output(_ data: [(String, JSONText)]) -> JSONText {
    .object([
      ("output_type", .string("display_data")), ("data", .object(data)), ("metadata", .object([])),
    ])
  }

  /// Text that Markdown leaves as it is.
  static func plain(_ text: String) -> String {
    var plain = ""
    for character in text {
      if "\\`*_[]<>#|$".contains(character) { plain.append("\\") }
      plain.append(character == "\n" || character == "\r" ? " " : character)
    }
    return plain
  }
}

/// The notebook as a file of nbformat 4.5.
enum NotebookFile {
  static func bytes(_ cells: [NotebookCell], manifest: Manifest) -> [UInt8] {
    let inputs = manifest.inputs.map { file in
      JSONText.flat(.object([("name", .string(file.name)), ("sha256", .string(file.sha256))]))
    }
    var count = 0
    return JSONText.object([
      (
        "cells",
        .array(
          cells.map { cell in
            switch cell.content {
            case .markdown(let text):
              .object([
                ("cell_type", .string("markdown")), ("id", .string(String(cell.id.prefix(64)))),
                ("metadata", .object([])), ("source", .string(text)),
              ])
            case .code(let text, let outputs, let tags):
              code(cell.id, text, outputs, tags, &count)
            }
          })
      ),
      (
        "metadata",
        .object([
          (
            "headroom",
            .object([("run_id", .string(manifest.runID)), ("inputs", .array(inputs))])
          ),
          (
            "kernelspec",
            .object([
              ("display_name", .string("Python 3")), ("language", .string("python")),
              ("name", .string("python3")),
            ])
          ), ("language_info", .object([("name", .string("python"))])),
        ])
      ), ("nbformat", .number(4)), ("nbformat_minor", .number(5)),
    ]).document()
  }

  private static func code(
    _ id: String, _ text: String, _ outputs: [JSONText], _ tags: [String], _ count: inout Int
  ) -> JSONText {
    count += 1
    return .object([
      ("cell_type", .string("code")), ("execution_count", .number(Double(count))),
      ("id", .string(String(id.prefix(64)))),
      ("metadata", .object(tags.isEmpty ? [] : [("tags", .strings(tags))])),
      ("outputs", .array(outputs)), ("source", .string(text)),
    ])
  }
}

/// The same cells for Quarto.
enum QuartoFile {
  static func bytes(_ cells: [NotebookCell], manifest: Manifest) -> String {
    var text = """
      ---
      title: \(JSONText.quoted(NotebookCells.plain(manifest.title)))
      format: html
      jupyter: python3
      ---


      """
    for cell in cells {
      switch cell.content {
      case .markdown(let words):
        // The title stands in the header already.
        let shown =
          words.hasPrefix("# ") ? words.drop { $0 != "\n" }.drop { $0 == "\n" } : words[...]
        text += shown + "\n\n"
      case .code(let code, _, let tags):
        let lines = tags.isEmpty ? "" : "#| tags: [\(tags.joined(separator: ", "))]\n"
        text += "```{python}\n\(lines)\(code)\n```\n\n"
      }
    }
    return text
  }
}
