/// The readers that stand beside the data.
enum NotebookReaders {
  /// Python's: the standard library, and IPython where the notebook runs.
  static func python(tables: [NotebookTable]) -> String {
    let list = tables.map { table in
      let filter = table.filter.map {
        "\(JSONText.quoted($0.column)): \(JSONText.quoted(SpreadsheetGuard.label($0.value)))"
      }.joined(separator: ", ")
      return """
            \(JSONText.quoted(table.name)): {
                "table": \(JSONText.quoted(table.source)),
                "caption": \(JSONText.quoted(table.caption)),
                "columns": \(JSONText.strings(table.columns).line),
                "where": {\(filter)},
            },
        """
    }.joined(separator: "\n")
    return """
      \"""Reads the run in this folder; needs nothing but Python's standard library.

      rows("forecasts") gives a table of data/ as dictionaries of texts; number() makes a figure of
      one. A figure that disclosure control hides is the text "c".
      \"""

      import csv
      import html
      import json
      import pathlib

      FOLDER = pathlib.Path(__file__).resolve().parent
      HIDDEN = "c"
      FIGURES = {
      \(figureColumns)
      }
      TABLES = {
      \(list)
      }


      def rows(table, **where):
          \"""Rows of data/<table>.csv; only those whose columns have the values given.\"""
          with open(FOLDER / "data" / f"{table}.csv", encoding="utf-8", newline="") as file:
              return [
                  row
                  for row in csv.DictReader(file)
                  if all(row[column] == value for column, value in where.items())
              ]


      def number(text):
          \"""The figure of a text; None where there is none or it is hidden.\"""
          return None if text in ("", HIDDEN) else float(text)


      def shown(text):
          \"""A figure as tables show it.\"""
          value = number(text)
          if value is None:
              return text
          if abs(value) >= 100 or value == int(value):
              return f"{value:,.0f}".replace("-0", "0") if abs(value) < 0.5 else f"{value:,.0f}"
          return f"{value:.3f}" if abs(value) < 1 else f"{value:.1f}"


      def show(bundle):
          try:
              from IPython.display import display
          except ImportError:
              print(bundle["text/plain"])
          else:
              display(bundle, raw=True)


      def show_table(name):
          \"""One of TABLES, made from data/.\"""
          spec = TABLES[name]
          figures = FIGURES[spec["table"]]
          columns = spec["columns"]
          lines = [
              [shown(row[column]) if column in figures else row[column] for column in columns]
              for row in rows(spec["table"], **spec["where"])
          ]
          head = "".join(f'<th scope="col">{html.escape(column)}</th>' for column in columns)
          body = ""
          for line in lines:
              body += "<tr>"
              for column, text in zip(columns, line):
                  style = ' style="text-align:right"' if column in figures else ""
                  body += f"<td{style}>{html.escape(text)}</td>"
              body += "</tr>"
          caption = html.escape(spec["caption"])
          show(
              {
                  "text/html": f"<table><caption>{caption}</caption><thead><tr>{head}</tr></thead>"
                  f"<tbody>{body}</tbody></table>",
                  "text/plain": "\\n".join("\\t".join(line) for line in [columns, *lines]),
              }
          )


      def show_chart(name):
          \"""One of charts/, with its values made again from data/.\"""
          spec = json.loads((FOLDER / "charts" / f"{name}.vl.json").read_text(encoding="utf-8"))
          source = spec["usermeta"]["headroom"]
          figures = FIGURES[source["table"]]
          values = []
          for row in rows(source["table"], **source["where"]):
              value = {
                  column: number(row[column]) if column in figures else row[column]
                  for column in source["columns"]
              }
              if None not in value.values():
                  values.append(value)
          spec["data"] = {"values": values}
          show(
              {
                  "application/vnd.vegalite.v5+json": spec,
                  "text/plain": spec["description"],
              }
          )

      """
  }

  private static var figureColumns: String {
    RunLayout.all.map { layout in
      let names = layout.columns.filter { $0.kind != .text }.map { JSONText.quoted($0.name) }
      return "    \(JSONText.quoted(layout.name)): {\(names.joined(separator: ", "))},"
        .replacingEmptySet
    }.joined(separator: "\n")
  }

  /// R's: base R only.
  static let r = """
    # Reads the run in this folder; needs nothing but base R.
    #
    # rows("forecasts") gives a table of data/ as a data frame of texts; figure() makes numbers of a
    # column. A figure that disclosure control hides is the text "c" and becomes NA.
    # From R: source("read_run.R"). From a shell: Rscript read_run.R prints the totals.

    folder <- local({
      files <- unlist(lapply(sys.frames(), function(frame) frame$ofile))
      script <- sub("^--file=", "", grep("^--file=", commandArgs(FALSE), value = TRUE))
      path <- c(files, script)
      if (length(path) > 0) dirname(normalizePath(path[1])) else "."
    })

    rows <- function(table) {
      read.csv(
        file.path(folder, "data", paste0(table, ".csv")),
        colClasses = "character", na.strings = character(), check.names = FALSE,
        encoding = "UTF-8", stringsAsFactors = FALSE
      )
    }

    figure <- function(text) {
      text[text %in% c("", "c")] <- NA
      as.numeric(text)
    }

    totals <- function() {
      table <- rows("forecasts")
      table <- table[table$split_by == "none", ]
      data.frame(
        scenario = table$scenario, measure = table$measure, period = table$period,
        p10 = figure(table$p10), p50 = figure(table$p50), p90 = figure(table$p90)
      )
    }

    if (!interactive() && sys.nframe() == 0L) print(totals(), row.names = FALSE)

    """
}

extension String {
  /// Python's empty set is not `{}`.
  fileprivate var replacingEmptySet: String {
    hasSuffix(": {},") ? String(dropLast(3)) + "set()," : self
  }
}
