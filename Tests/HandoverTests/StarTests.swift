import DelimitedText
import Foundation
import Handover
import Testing

@Suite("The Power BI project")
struct StarTests {
  private func table(_ package: ExportPackage, _ name: String) throws -> DelimitedTable {
    try DelimitedTable(
      bytes: package.files.first { $0.path == "data/\(name).csv" }?.bytes ?? [], file: name)
  }

  private func values(_ table: DelimitedTable, _ column: String) throws -> [String] {
    let place = try table.requiredPosition(of: column)
    return (0..<table.rowCount).map { table.text(row: $0, column: place) }
  }

  @Test("has no key of a fact without its row in the dimension")
  func keys() throws {
    let package = try PowerBIExport(try Fixture.open()).package()
    let relationships = Fixture.text(
      package, "headroom.SemanticModel/definition/relationships.tmdl"
    ).split(separator: "\n")
    var count = 0
    for (index, line) in relationships.enumerated() where line.hasPrefix("relationship") {
      let from = relationships[index + 1].split(separator: " ")[1].split(separator: ".")
      let to = relationships[index + 2].split(separator: " ")[1].split(separator: ".")
      let facts = try values(try table(package, String(from[0])), String(from[1]))
      let keys = try values(try table(package, String(to[0])), String(to[1]))
      #expect(Set(facts).isSubset(of: keys))
      #expect(Set(keys).count == keys.count)
      count += 1
    }
    #expect(count == 23)
  }

  @Test("has a date table without gaps, of whole years, that knows census days")
  func dates() throws {
    let dates = try table(try PowerBIExport(try Fixture.open()).package(), "dim_date")
    let days = try values(dates, "date")
    #expect(days.first == "2026-01-01" && days.last == "2028-12-31")
    #expect(days.count == 365 + 365 + 366)
    let census = try values(dates, "is_census_day")
    let marked = zip(days, census).filter { $0.1 == "true" }.map(\.0)
    #expect(marked == ["2027-01-21", "2028-01-20"])
    let row = days.firstIndex(of: "2027-04-01") ?? 0
    #expect(try values(dates, "financial_year")[row] == "2027/28")
    #expect(try values(dates, "academic_year")[row] == "2026/27")
  }

  @Test("hides figures as blanks that say so, and lists no assumptions for the public")
  func hidden() throws {
    let package = try PowerBIExport(try Fixture.safe()).package()
    let facts = try table(package, "fact_forecast")
    let means = try values(facts, "mean")
    let flags = try values(facts, "is_suppressed")
    for (mean, flag) in zip(means, flags) { #expect(mean.isEmpty == (flag == "true")) }
    #expect(flags.contains("true"))
    #expect(try table(package, "dim_assumption").rowCount == 0)
    let open = try PowerBIExport(try Fixture.open()).package()
    #expect(try values(try table(open, "dim_assumption"), "source") == ["'@council"])
  }

  @Test("declares every column of every file in the model")
  func model() throws {
    let package = try PowerBIExport(try Fixture.open()).package()
    let data = package.files.filter { $0.path.hasPrefix("data/") }
    #expect(data.count == 15)
    for file in data {
      let name = file.path.dropFirst(5).dropLast(4)
      let model = Fixture.text(package, "headroom.SemanticModel/definition/tables/\(name).tmdl")
      let declared = model.split(separator: "\n").filter { $0.hasPrefix("\tcolumn ") }
        .map { String($0.dropFirst(8)) }
      #expect(declared == (try table(package, String(name)).columns))
      #expect(model.contains("Columns=\(declared.count),"))
      #expect(!model.contains("summarizeBy: sum"))
    }
    let all = Fixture.text(package, "headroom.SemanticModel/definition/model.tmdl")
    #expect(all.components(separatedBy: "ref table ").count == 16)
    for file in package.files
    where [".json", ".pbip", ".pbir", ".pbism"].contains(where: file.path.hasSuffix) {
      let isJSON = (try? JSONSerialization.jsonObject(with: Data(file.bytes))) != nil
      #expect(isJSON, "\(file.path)")
    }
  }

  @Test("measures are blank unless the selection is one computed figure")
  func measures() throws {
    let package = try PowerBIExport(try Fixture.open()).package()
    let facts = Fixture.text(
      package, "headroom.SemanticModel/definition/tables/fact_forecast.tmdl")
    #expect(facts.components(separatedBy: "\tmeasure '").count == 17)
    #expect(facts.contains("Selected = 1, MAX(fact_forecast[p50])"))
    #expect(!facts.contains("SUM(fact_forecast"))
  }
}
