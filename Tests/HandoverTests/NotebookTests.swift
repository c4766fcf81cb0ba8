import Foundation
import Handover
import Results
import Testing

/// Programs that run an exported notebook, where the machine has them.
enum Tools {
  static func succeeds(_ arguments: [String]) -> Bool { (try? run(arguments))?.status == 0 }

  static func run(_ arguments: [String], in folder: String? = nil) throws -> (
    status: Int32, output: String
  ) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = arguments
    if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder) }
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
  }

  static let python = ProcessInfo.processInfo.environment["HEADROOM_PYTHON"] ?? "python3"
  static let hasNotebooks = succeeds([python, "-c", "import nbclient, nbformat, ipykernel"])
  static let hasJSONSchema = succeeds([python, "-c", "import jsonschema"])
  static let hasPython = succeeds([python, "-c", "pass"])
  static let hasR = succeeds(["Rscript", "-e", "1"])
}

@Suite("The notebook")
struct NotebookTests {
  private func inTemporary(_ body: (String) throws -> Void) throws {
    let folder = NSTemporaryDirectory() + "notebook-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder)
  }

  /// Runs every cell, and fails where a cell's output is not the one that is stored, or where
  /// anything warns.
  private static let execution = """
    import json, pathlib, sys, warnings
    import nbformat
    from nbclient import NotebookClient

    path = pathlib.Path(sys.argv[1])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        notebook = nbformat.read(path, as_version=4)
        nbformat.validate(notebook)
    before = json.loads(json.dumps(notebook))["cells"]
    NotebookClient(
        notebook, timeout=120, resources={"metadata": {"path": str(path.parent)}}
    ).execute()
    after = json.loads(json.dumps(notebook))["cells"]
    for old, new in zip(before, after, strict=True):
        if old.get("outputs") != new.get("outputs"):
            sys.exit(f"cell {old['id']} shows something else when it is run")
    print(sum(len(cell.get("outputs", [])) for cell in after))
    """

  @Test("holds stored tables and charts, each in an output of its own")
  func cells() throws {
    let package = NotebookExport(try Fixture.open()).package()
    let text = Fixture.text(package, "forecast.ipynb")
    let notebook =
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any] ?? [:]
    #expect(notebook["nbformat"] as? Int == 4 && notebook["nbformat_minor"] as? Int == 5)
    let cells = notebook["cells"] as? [[String: Any]] ?? []
    let ids = cells.compactMap { $0["id"] as? String }
    #expect(Set(ids).count == cells.count)
    let outputs = cells.flatMap { $0["outputs"] as? [[String: Any]] ?? [] }
    let kinds = outputs.map { Set(($0["data"] as? [String: Any] ?? [:]).keys) }
    #expect(kinds.count { $0.contains("application/vnd.vegalite.v5+json") } == 1)
    #expect(kinds.count { $0.contains("text/html") } == 4)
    #expect(kinds.allSatisfy { $0.contains("text/plain") && $0.count == 2 })
    #expect(text.contains("\"parameters\""))
    #expect(text.contains("0123456789ab"))
    let paths = package.files.map(\.path)
    for path in ["forecast.qmd", "read_run.py", "read_run.R", "run.json", "charts/plans.svg"] {
      #expect(paths.contains(path))
    }
  }

  @Test("shows words as words: a title is no markup, a label no formula")
  func escaping() throws {
    let open = try Fixture.open(Fixture.run(title: "<script>alert(1)</script> & \"more\""))
    let package = NotebookExport(open).package()
    #expect(!Fixture.text(package, "README.md").contains("<script>"))
    #expect(!Fixture.text(package, "forecast.ipynb").contains("<script>"))
    #expect(!Fixture.text(package, "forecast.qmd").contains("<script>"))
    #expect(Fixture.text(package, "forecast.ipynb").contains("&#x27;=home+1"))
    #expect(Fixture.text(package, "data/forecasts.csv").contains(",'=home+1,"))
  }

  @Test("draws every mark inside its chart")
  func chart() throws {
    var run = Fixture.run()
    let together = Fixture.text(NotebookExport(try Fixture.open(run)).package(), "charts/plans.svg")
    #expect(together.contains(">baseline + 1 the same</text>"))
    for index in run.forecasts.indices where run.forecasts[index].scenario == "move" {
      run.forecasts[index].summary = Fixture.summary(run.forecasts[index].summary.mean * 0.8)
    }
    let svg = Fixture.text(NotebookExport(try Fixture.open(run)).package(), "charts/plans.svg")
    #expect(!svg.contains("the same"))
    #expect(svg.contains("role=\"img\"") && svg.contains("<desc id=\"description\">plans"))
    let points = svg.matches(of: /points="([^"]+)"/).flatMap { $0.1.split(separator: " ") }
    #expect(points.count == 4 + 2 + 2)
    for point in points {
      let place = point.split(separator: ",").compactMap { Double($0) }
      #expect(place.count == 2 && (70...560).contains(place[0]) && (56...296).contains(place[1]))
    }
    #expect(XMLCheck.isWellFormed(svg))
  }

  @Test("hides in tables and charts what is hidden in the data")
  func hidden() throws {
    let package = NotebookExport(try Fixture.safe()).package()
    let text = Fixture.text(package, "forecast.ipynb")
    #expect(text.contains("<td style=\\\"text-align:right\\\">c</td>"))
    for file in package.files where file.path.hasSuffix(".csv") || file.path.hasSuffix(".json") {
      let text = String(decoding: file.bytes, as: UTF8.self)
      #expect(!text.contains("2.175") && !text.contains("2.825"), "\(file.path)")
    }
  }

  @Test(
    "gives the stored outputs again when it is run, without a warning",
    .enabled(if: Tools.hasNotebooks, "python3 has no nbclient, nbformat and ipykernel"),
    arguments: [true, false])
  func execution(_ isPublic: Bool) throws {
    let package = NotebookExport(isPublic ? try Fixture.safe() : try Fixture.open()).package()
    try inTemporary { folder in
      try package.write(to: folder)
      let result = try Tools.run([
        Tools.python, "-c", Self.execution, "\(folder)/forecast.ipynb",
      ])
      #expect(result.status == 0, "\(result.output)")
      #expect(result.output == "5\n")
    }
  }

  @Test(
    "kept as the example of the shipped seeds gives its stored outputs again",
    .enabled(if: Tools.hasNotebooks, "python3 has no nbclient, nbformat and ipykernel"))
  func keptExample() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().path
    let result = try Tools.run([
      Tools.python, "-B", "-c", Self.execution, "\(root)/notebooks-export/forecast.ipynb",
    ])
    #expect(result.status == 0, "\(result.output)")
  }

  @Test(
    "has a reader for Python that needs no packages",
    .enabled(if: Tools.hasPython, "there is no python3"))
  func python() throws {
    try inTemporary { folder in
      try NotebookExport(try Fixture.safe()).package().write(to: folder)
      let code = """
        from read_run import rows, number
        found = rows("forecasts", split="day", calendar="financial-year", scenario="baseline")
        print([number(row["mean"]) for row in found])
        print([number(row["mean"]) for row in rows("forecasts", split="special")])
        """
      let result = try Tools.run([Tools.python, "-B", "-W", "error", "-S", "-c", code], in: folder)
      #expect(result.output == "[300.0, 310.0]\n[None, None, None, None, None, None, None, None]\n")
    }
  }

  @Test("has a reader for R that needs no packages", .enabled(if: Tools.hasR, "there is no R"))
  func r() throws {
    try inTemporary { folder in
      try NotebookExport(try Fixture.open()).package().write(to: folder)
      let code =
        "options(warn = 2); source(\"\(folder)/read_run.R\"); t <- totals(); "
        + "cat(nrow(t), t$p50[1], sum(is.na(figure(c(\"c\", \"\", \"3\")))))"
      let result = try Tools.run(["Rscript", "-e", code])
      #expect(result.output == "8 343 2")
    }
  }
}

/// Whether a text's tags are closed in the order in which they were opened.
enum XMLCheck {
  static func isWellFormed(_ text: String) -> Bool {
    var open: [Substring] = []
    for match in text.matches(of: /<(\/?)([A-Za-z]+)[^>]*?(\/?)>/) {
      if !match.3.isEmpty { continue }
      if match.1.isEmpty {
        open.append(match.2)
      } else if open.popLast() != match.2 {
        return false
      }
    }
    return open.isEmpty
  }
}
