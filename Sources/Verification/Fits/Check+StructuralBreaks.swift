import GoldenCases
import Regression

extension Check {
  /// strucchange's breaks and sup-F statistics of the flow of the Nile.
  static let structuralBreaks = Check(
    area: "Structural breaks", needs: "golden/structural_breaks.json"
  ) { folder in
    let area = "Structural breaks"
    let file = try folder.json("golden/structural_breaks.json")
    let table = try folder.table("golden/data/nile_step.csv")
    let response = try table.numbers("y")
    let times = try table.numbers("t")
    var sums = Agreement()
    var dates = Agreement()
    for id in ["nile_mean", "nile_trend"] {
      let expected = try file.require(id)
      try computing(id, failed: { sums.fail($0) }) {
        let design = try DesignMatrix(rows: times.map { id == "nile_mean" ? [1] : [1, $0] })
        let analysis = try BreakAnalysis(design, response: response)
        sums.compare(
          analysis.segmentations.map(\.residualSumOfSquares),
          try expected.numbers("rss_by_breaks"), "\(id) sum of squares")
        sums.compare(
          analysis.segmentations.map(\.bic), try expected.numbers("bic_by_breaks"), "\(id) BIC")
        let stored = try expected.array("breaks_for_m").map { try $0.asNumbers("breaks_for_m") }
        let found = analysis.segmentations.dropFirst().map { $0.breaks.map(Double.init) }
        dates.compare(
          found.flatMap(\.self), stored.flatMap(\.self), "\(id) breaks")
        dates.compare(
          analysis.best.breaks.map(Double.init), try expected.numbers("optimal_index"),
          "\(id) chosen breaks")
      }
    }
    let supremum = try file.require("supF_nile")
    try computing("sup-F", failed: { sums.fail($0) }) {
      let test = try SupremumTest(
        DesignMatrix(rows: response.map { _ in [1] }), response: response)
      let first = try supremum.numbers("first_Fstats")
      sums.compare(Array(test.statistics.prefix(first.count)), first, "F statistics")
      sums.compare(test.statistic, try supremum.number("statistic"), "sup-F")
      dates.compare(Double(test.row), try supremum.number("argmax"), "sup-F")
    }
    let r = "R strucchange 1.5-3"
    return [
      sums.finding(
        area, "sums of squares, BIC, F statistics", against: r, target: .atMost(1e-10)),
      dates.finding(area, "dates of the breaks", against: r, target: .atMost(0)),
    ]
  }
}
