/// One series of a forecasting competition with the values that followed.
struct CompetitionSeries: Sendable {
  let id: String
  let season: Int
  let training: [Double]
  let test: [Double]
  /// The benchmark's forecast: the last value, of the seasonally adjusted series where there is a
  /// season.
  let naive2: [Double]

  /// The series of a file; throws ``VerificationError`` for a row that has no values.
  static func read(
    _ file: String, in folder: ReferenceFolder
  ) throws(VerificationError) -> [CompetitionSeries] {
    let table = try folder.table(file)
    var result: [CompetitionSeries] = []
    for row in table.rows {
      let season = try table.number(row, "m")
      let series = CompetitionSeries(
        id: try table.text(row, "id"), season: Int(min(max(season, 1), 1_000)),
        training: try table.list(row, "train"), test: try table.list(row, "test"),
        naive2: try table.list(row, "naive2"))
      guard !series.training.isEmpty, !series.test.isEmpty,
        series.naive2.count == series.test.count
      else {
        throw VerificationError(
          file: table.file,
          reason: "row \(row + 1): needs training values, and as many of naive2 as of test")
      }
      result.append(series)
    }
    return result
  }
}
