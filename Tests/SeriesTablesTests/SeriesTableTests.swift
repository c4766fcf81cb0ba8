import DelimitedText
import Forecasting
import SeriesTables
import Testing

@Suite("Long tables of series")
struct SeriesTableTests {
  private func table(_ text: String) throws -> SeriesTable {
    try SeriesTable(bytes: Array(text.utf8), file: "plans.csv")
  }

  private func refusal(_ text: String) -> SeriesTableError? {
    do {
      _ = try table(text)
      return nil
    } catch {
      return error as? SeriesTableError
    }
  }

  @Test("Series keep the order of the file, whatever the order of its columns and rows")
  func order() throws {
    let read = try table(
      "value,series_id,note,period\n5,B,x,2020\n1,A,,2019\n6,B,,2021\n2.5,A,,2020\n")
    #expect(read.series.map(\.id) == ["B", "A"])
    #expect(read.series.map(\.values) == [[5, 6], [1, 2.5]])
    #expect(read.series[1].periods == ["2019", "2020"])
    #expect(read.series.allSatisfy { $0.skipped == 0 })
    #expect(read.missingMarks.isEmpty)
  }

  @Test(
    "A period left out is a missing value",
    arguments: [
      ("2019", "2022", 2), ("2019/20", "2021/22", 1), ("2023-11", "2024-02", 2),
      ("2023Q4", "2024Q2", 1), ("2023-Q4", "2024-Q3", 2), ("2023-12-30", "2024-01-05", 0),
      ("spring", "autumn", 0), ("2099/00", "2102/03", 2),
    ])
  func gaps(first: String, last: String, skipped: Int) throws {
    let read = try table("series_id,period,value\nA,\(first),1\nA,\(last),2\n")
    #expect(read.series[0].skipped == skipped)
    #expect(read.series[0].values.count == skipped + 2)
    #expect(read.series[0].values.first == 1)
    #expect(read.series[0].values.last == 2)
    #expect(read.series[0].values.count { $0.isNaN } == skipped)
    #expect(read.series[0].periods.last == last)
  }

  @Test("Marks of missing values are counted by mark")
  func marks() throws {
    let read = try table("series_id,period,value\nA,1,\nA,2,c\nA,3,NA\nA,4,c\nA,5,7\n")
    #expect(read.missingMarks.map(\.mark) == ["", "NA", "c"])
    #expect(read.missingMarks.map(\.count) == [1, 1, 2])
    #expect(read.series[0].values.count { $0.isNaN } == 4)
  }

  @Test("A value that is no number is refused with its place")
  func noNumber() throws {
    let error = try #require(refusal("series_id,period,value\nA,1,5\nA,2,\"1,200\"\n"))
    #expect(error.line == 3)
    #expect(error.column == 6)
    #expect(error.description.hasPrefix("plans.csv:3:6: '1,200' is no number"))
  }

  @Test(
    "Periods twice, backwards or of two kinds are refused with the line",
    arguments: [
      ("2020", "2020", "occurs twice"), ("2020", "2019", "after a later one"),
      ("2020", "2020-05", "write all periods of a series in one way"),
      ("spring", "spring", "would be lost"), ("2020", "20200", "leaves 18179 periods out"),
      ("2024-03-31", "2024-03-30", "after a later one"),
    ])
  func periods(first: String, second: String, reason: String) throws {
    let error = try #require(
      refusal("series_id,period,value\nA,\(first),1\nB,\(first),1\nA,\(second),2\n"))
    #expect(error.line == 4)
    #expect(error.column == 3)
    #expect(error.reason.contains(reason))
  }

  @Test("An empty table and a missing column are refused")
  func empty() throws {
    let error = try #require(refusal("series_id,period,value\n"))
    #expect(error.reason.contains("no row below the header"))
    #expect(throws: DelimitedTextError.self) { try table("series,period,value\nA,1,2\n") }
  }
}

@Suite("Tables of forecasts")
struct ForecastTableTests {
  @Test("One row for each series and step, a pair of limits for each level")
  func rows() throws {
    let forecaster = try SeriesForecaster(method: .naive, horizon: 2)
    var table = ForecastTable(levels: [95, 80])
    try table.append("A, one", forecaster.forecast([1, 3, 2]))
    let lines = String(decoding: table.bytes, as: UTF8.self).split(separator: "\n")
    #expect(lines[0] == "series_id,step,mean,lower95,upper95,lower80,upper80")
    #expect(lines.count == 3)
    #expect(lines[1].hasPrefix("\"A, one\",1,2,"))
    let limits = lines[2].split(separator: ",").suffix(4).compactMap { Double($0) }
    #expect(limits.count == 4)
    #expect(limits[0] <= limits[2] && limits[2] < limits[3] && limits[3] <= limits[1])
    #expect(limits[0] == 0, "counts do not fall below zero")
  }

  @Test("A level outside 1 to 99 is refused")
  func level() throws {
    let forecast = try SeriesForecaster(method: .naive, horizon: 1).forecast([1, 2])
    var table = ForecastTable(levels: [100])
    #expect(throws: ForecastingError.self) { try table.append("A", forecast) }
  }
}
