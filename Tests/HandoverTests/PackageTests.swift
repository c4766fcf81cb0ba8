import Foundation
import Handover
import Results
import Testing

@Suite("Packages")
struct PackageTests {
  private func inTemporary(_ body: (String) throws -> Void) throws {
    let folder = NSTemporaryDirectory() + "handover-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder)
  }

  @Test("are written whole, once, and never over anything else")
  func writing() throws {
    let package = NotebookExport(try Fixture.open()).package()
    try inTemporary { folder in
      let target = "\(folder)/notebook"
      #expect(try package.write(to: target))
      #expect(try !package.write(to: target + "/"))
      for file in package.files {
        let there = FileManager.default.contents(atPath: "\(target)/\(file.path)")
        #expect(there.map(Array.init) == file.bytes)
      }
      try Data("mine".utf8).write(to: URL(fileURLWithPath: "\(target)/README.md"))
      #expect(throws: HandoverError.self) { try package.write(to: target) }
      let kept = FileManager.default.contents(atPath: "\(target)/README.md")
      #expect(kept == Data("mine".utf8))
      try Data().write(to: URL(fileURLWithPath: "\(folder)/file"))
      #expect(throws: HandoverError.self) { try package.write(to: "\(folder)/file/notebook") }
      let left = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
      #expect(left == ["file", "notebook"])
    }
  }

  @Test("of one run are the same bytes every time")
  func deterministic() throws {
    let first = NotebookExport(try Fixture.safe()).package()
    #expect(first == NotebookExport(try Fixture.safe()).package())
    let project = try PowerBIExport(try Fixture.safe()).package()
    let again = try PowerBIExport(try Fixture.safe()).package()
    #expect(project == again)
  }

  @Test("of open data hold the standard's columns, periods and symbols")
  func openData() throws {
    let package = try OpenDataExport(try Fixture.safe(), geography: .init(oldCode: "305")).package()
    #expect(
      package.files.map(\.path) == [
        "plans_census.csv", "plans_census.meta.csv", "plans_financial_year.csv",
        "plans_financial_year.meta.csv",
      ])
    let rows = Fixture.text(package, "plans_financial_year.csv").split(separator: "\n")
    #expect(
      rows[0]
        == "time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,old_la_code,new_la_code,la_name,scenario,breakdown_topic,breakdown,mean,median,lower_80,upper_80"
    )
    let start =
      "202627,Financial year,Local authority,E92000001,England,E12000007,London,305,E09000006,Bromley,Baseline"
    #expect(rows[1] == "\(start),Total,Total,343,343,298,388")
    #expect(rows[4] == "\(start),Setting,'=home+1,c,c,c,c")
    #expect(rows[5] == "\(start),Setting,None yet,0,0,0,0")
    #expect(
      Fixture.text(package, "plans_census.csv").contains("\n2027,January,Local authority,"))
    let meta = Fixture.text(package, "plans_census.meta.csv").split(separator: "\n")
    #expect(
      meta[0]
        == "col_name,col_type,label,indicator_grouping,indicator_unit,indicator_dp,filter_hint,filter_grouping_column"
    )
    #expect(meta.count == 7)
    for line in meta.dropFirst() { #expect(line.contains("Filter") || line.contains("Indicator")) }
  }

  @Test("of open data show a figure that rounds to nothing as low, and need an area and its code")
  func openDataEdges() throws {
    var run = Fixture.run()
    run.forecasts[3].summary = Fixture.summary(0.2)
    let package = try OpenDataExport(try Fixture.open(run)).package()
    #expect(Fixture.text(package, "plans_census.csv").contains("'=home+1,low,low,low,low"))
    #expect(package.notes.contains { $0.contains("--old-la-code") })
    run.manifest.areaCode = ""
    let open = try Fixture.open(run)
    #expect(throws: HandoverError.self) { try OpenDataExport(open) }
    let whole = try Fixture.open()
    #expect(throws: HandoverError.self) {
      try OpenDataExport(whole, geography: .init(oldCode: "3o5"))
    }
    var long = Fixture.run()
    long.forecasts[1].split = String(repeating: "x", count: 121)
    let tooLong = try Fixture.open(long)
    #expect(throws: HandoverError.self) { try OpenDataExport(tooLong) }
  }

  @Test("as JSON hold every row, with hidden figures as c")
  func json() throws {
    let bytes = RunDocument.bytes(try Fixture.safe())
    let document =
      try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any] ?? [:]
    #expect(document["kind"] as? String == "headroom-run")
    #expect(document["seed"] as? UInt64 == .max)
    let tables = document["tables"] as? [String: [[String: Any]]] ?? [:]
    #expect(tables["forecasts"]?.count == Fixture.run().forecasts.count)
    let home = tables["forecasts"]?.first { $0["split"] as? String == "=home+1" }
    #expect(home?["mean"] as? String == "c")
    #expect(Set(tables.keys) == Set(RunLayout.all.map(\.name)))
    let schema =
      try JSONSerialization.jsonObject(with: Data(RunDocumentSchema.bytes())) as? [String: Any]
      ?? [:]
    let required = Set(schema["required"] as? [String] ?? [])
    #expect(required == Set(document.keys))
    let properties = (schema["properties"] as? [String: Any])?["tables"] as? [String: Any]
    #expect(Set(properties?["required"] as? [String] ?? []) == Set(tables.keys))
  }

  @Test(
    "as JSON are valid by the published schema",
    .enabled(if: Tools.hasJSONSchema, "python3 has no jsonschema"), arguments: [true, false])
  func schema(_ isPublic: Bool) throws {
    let protected = isPublic ? try Fixture.safe() : try Fixture.open()
    try inTemporary { folder in
      for (name, bytes) in [
        ("run.json", RunDocument.bytes(protected)), ("schema.json", RunDocumentSchema.bytes()),
      ] {
        try Data(bytes).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
      }
      let code = """
        import json, jsonschema
        schema = json.load(open("schema.json"))
        jsonschema.Draft202012Validator.check_schema(schema)
        jsonschema.Draft202012Validator(schema).validate(json.load(open("run.json")))
        """
      let result = try Tools.run([Tools.python, "-c", code], in: folder)
      #expect(result.status == 0, "\(result.output)")
    }
  }
}
