import BudgetPlan
import DelimitedText
import Testing

@Suite("Actuals beside the last forecast")
struct TrackingTests {
  private func points(_ means: [Double], spread: Double = 10) -> [ForecastPoint] {
    means.enumerated().map {
      ForecastPoint(
        period: "P\($0.offset)", mean: $0.element, p10: $0.element - spread, p50: $0.element,
        p90: $0.element + spread)
    }
  }

  private func actuals(_ values: [Double]) -> [String: Double] {
    Dictionary(uniqueKeysWithValues: values.enumerated().map { ("P\($0.offset)", $0.element) })
  }

  @Test("Inside, above, below; runs on one side start again when the side changes")
  func places() {
    let series = TrackedSeries(
      subject: "cla", forecast: points([100, 100, 100, 100, 100]),
      actuals: actuals([105, 111, 100, 89, 95]), runLength: 2)
    #expect(series.points.map(\.place) == [.inside, .above, .inside, .below, .inside])
    #expect(series.points.map(\.run) == [1, 2, 0, 1, 2])
    #expect(series.hasSignal)
    #expect(series.detectableFrom == nil && series.offCourseFrom == nil)
  }

  @Test("A saving: what is delivered, when its failure would show, since when it is off course")
  func saving() {
    let plan = points([100, 100, 95, 90, 85])
    let without = points([100, 105, 110, 115, 120])
    let failing = TrackedSeries(
      subject: "residential", forecast: plan, without: without,
      actuals: actuals([100, 105, 110]), runLength: 6)
    #expect(failing.detectableFrom == "P2")
    #expect(failing.offCourseFrom == "P2")
    #expect(failing.points.map(\.delivered) == [nil, 0, 0])
    let good = TrackedSeries(
      subject: "residential", forecast: plan, without: without, actuals: actuals([100, 99, 96, 88]))
    #expect(good.offCourseFrom == nil)
    #expect(good.points.last?.delivered == 27.0 / 25)
    let slow = TrackedSeries(
      subject: "residential", forecast: plan, without: without,
      actuals: actuals([101, 101, 96, 91]), runLength: 4)
    #expect(slow.offCourseFrom == "P3")
    let text = PlanText.tracking([failing, good])
    #expect(text.contains("off course since P2") && text.contains("not off course"))
  }

  private let forecasts =
    "scenario,measure,split_by,split,calendar,period,unit,mean,sd,p10,p50,p80,p90\n"
    + "baseline,cla,none,total,census,2027-03-31,children,350,10,340,350,358,362\n"
    + "plan,cla,none,total,census,2027-03-31,children,340,10,330,340,348,352\n"
  private let costs =
    "scenario,cost,kind,fund,split,financial_year,price_base,mean,sd,p10,p50,p80,p90\n"
    + "baseline,care,cost,general-fund,total,2026/27,cash,40,2,37,40,42,43\n"
    + "plan,care,cost,general-fund,total,2026/27,cash,38,2,35,38,40,41\n"
    + "plan,training,investment,general-fund,total,2026/27,cash,1,0,1,1,1,1\n"

  private func track(_ rows: String, scenario: String = "plan") throws -> [TrackedSeries] {
    try RunTracking.series(
      actuals: ActualsFile(
        bytes: Array(("subject,split,period,value\n" + rows).utf8), file: "a.csv"),
      forecasts: Array(forecasts.utf8), costs: Array(costs.utf8), folder: "run",
      scenario: scenario, baseline: "baseline", runLength: 6)
  }

  @Test("Measures and costs of a run are tracked by their own periods")
  func run() throws {
    let series = try track("cla,,2027-03-31,353\ncare,total,2026/27,37\n")
    #expect(series.map(\.subject) == ["cla", "care"])
    #expect(series.map { $0.points[0].place } == [.above, .inside])
    #expect(series[0].offCourseFrom == "2027-03-31")
    #expect(series[1].points[0].delivered == 1.5)
    #expect(
      String(decoding: PlanText.trackingTable(series).bytes, as: UTF8.self)
        .contains("cla,2027-03-31,353,340,330,340,352,above"))
  }

  @Test("An unknown subject, period or scenario, an empty figure and a repeated one are refused")
  func refusals() {
    for (rows, scenario, words) in [
      ("ehcps,,2027-01,5\n", "plan", "a.csv:2: the run forecasts no ehcps, total"),
      ("cla,,2027-01,5\n", "plan", "Its periods are 2027-03-31"),
      ("cla,,2027-03-31,5\n", "other", "it has baseline, plan"),
      ("cla,,2027-03-31,\n", "plan", "is empty"),
      ("cla,,2027-03-31,5\ncla,total,2027-03-31,5\n", "plan", "comes twice"),
      ("", "plan", "no actual"),
    ] {
      let error = #expect(throws: BudgetPlanError.self) { try track(rows, scenario: scenario) }
      let message = error?.description ?? ""
      #expect(message.contains(words), "\(message)")
    }
  }
}
