import Charts
import Testing

/// Every mark inside its plot, every text inside the frame, no text on another: on random data.
@Suite struct LayoutTests {
  @Test func fanChartsOfRandomSeries() {
    var random = TestNumbers(state: 11)
    for index in 0..<1_500 {
      let chart = fan(&random, index)
      for size in [ChartSize.wide, .narrow] {
        let faults = chart.draw(size).faults
        #expect(faults.isEmpty, "series \(index), \(size): \(faults.prefix(2))")
      }
    }
  }

  private func fan(_ random: inout TestNumbers, _ index: Int) -> FanChart {
    let magnitude = random.magnitude()
    let isSigned = random.whole(0, 9) == 0
    func figure(_ random: inout TestNumbers) -> Double {
      random.uniform(isSigned ? -1 : 0, 1) * magnitude
    }
    let past = random.whole(0, 12)
    let history = (0..<past).map {
      FanChart.Sample(time: 2025 - Double(past - 1 - $0), value: figure(&random))
    }
    let forecast = (0..<random.whole(0, 8)).map { step in
      let ends = [figure(&random), figure(&random), figure(&random)].sorted()
      return FanChart.Range(
        time: 2026 + Double(step), low: ends[0], middle: ends[1], high: ends[2],
        pastError: random.whole(0, 1) == 0 ? random.uniform(0, 0.5) : nil)
    }
    let baselines = ["Last value", "Linear trend", "Constant growth"].prefix(random.whole(0, 3)).map
    {
      name in
      FanChart.Baseline(
        name: name,
        samples: (0..<5).map { FanChart.Sample(time: 2026 + Double($0), value: figure(&random)) })
    }
    let times = (0..<18).map { (time: 2015 + Double($0), name: "\(2015 + $0)") }
    return FanChart(
      id: "c\(index)", title: "Title", description: "Description", history: history,
      forecast: forecast, baselines: Array(baselines), times: times,
      style: magnitude > 1e5 ? .millions : .count)
  }

  @Test func bridgesOfRandomSteps() {
    var random = TestNumbers(state: 13)
    for index in 0..<1_000 {
      let magnitude = random.magnitude()
      let steps = (0..<random.whole(1, 14)).map { row in
        BridgeChart.Step(
          name: "A row with a name of some length \(row)",
          value: random.uniform(-1, 1) * magnitude, isTotal: random.whole(0, 4) == 0)
      }
      let chart = BridgeChart(
        id: "b\(index)", title: "T", description: "D", steps: steps,
        style: magnitude > 1e5 ? .millions : .count)
      for size in [ChartSize.wide, .narrow] {
        let faults = chart.draw(size).faults
        #expect(faults.isEmpty, "\(index), \(size): \(faults.prefix(2))")
      }
    }
  }

  @Test func tornadoesOfRandomSwings() {
    var random = TestNumbers(state: 17)
    for index in 0..<1_000 {
      let magnitude = random.magnitude()
      let swings = (0..<random.whole(1, 12)).map { row in
        TornadoChart.Swing(
          name: "Assumption about something \(row)", atLow: random.uniform(0, 1) * magnitude,
          atHigh: random.uniform(0, 1) * magnitude)
      }
      let chart = TornadoChart(
        id: "t\(index)", title: "T", description: "D", swings: swings,
        centre: random.uniform(0, 1) * magnitude, style: magnitude > 1e5 ? .millions : .count)
      for size in [ChartSize.wide, .narrow] {
        let faults = chart.draw(size).faults
        #expect(faults.isEmpty, "\(index), \(size): \(faults.prefix(2))")
      }
      let widths = chart.swings.map { abs($0.atHigh - $0.atLow) }
      #expect(widths == widths.sorted(by: >))
    }
  }

  @Test func smallMultiplesOfRandomPanels() {
    var random = TestNumbers(state: 19)
    for index in 0..<500 {
      let panels = (0..<random.whole(1, 9)).map { panel in
        let magnitude = random.uniform(0, 5_000)
        return SmallMultiples.Panel(
          name: "Independent special school \(panel)",
          forecast: (0..<random.whole(1, 6)).map { year in
            let ends = (0..<3).map { _ in random.uniform(0, magnitude) }.sorted()
            return FanChart.Range(
              time: Double(2026 + year), low: ends[0], middle: ends[1], high: ends[2])
          })
      }
      let chart = SmallMultiples(
        id: "m\(index)", title: "T", description: "D", panels: panels, style: .count)
      for size in [ChartSize.wide, .narrow] {
        let faults = chart.draw(size).faults
        #expect(faults.isEmpty, "\(index), \(size): \(faults.prefix(2))")
      }
    }
  }

  @Test func figuresThatAreNoneAreLeftOut() {
    let chart = FanChart(
      id: "n", title: "<T> & \"t\"", description: "D",
      history: [.init(time: 2024, value: .nan), .init(time: 2025, value: 10)],
      forecast: [.init(time: 2026, low: 9, middle: 11, high: .infinity)], baselines: [],
      times: [(2025, "2025")], style: .count)
    let drawing = chart.draw(.wide)
    #expect(drawing.faults.isEmpty)
    #expect(!drawing.svg.contains("nan"))
    #expect(drawing.svg.contains("&lt;T&gt; &amp; &quot;t&quot;"))
    #expect(drawing.svg.contains("role=\"img\""))
  }

  @Test func aBridgeEndsWhereItsStepsLead() {
    let chart = BridgeChart(
      id: "s", title: "T", description: "D",
      steps: [
        .init(name: "2025/26", value: 50, isTotal: true), .init(name: "Demand", value: 10),
        .init(name: "Savings", value: -4), .init(name: "2026/27", value: 56, isTotal: true),
      ], style: .count)
    let drawing = chart.draw(.wide)
    let bars = drawing.marks.map(\.box)
    #expect(abs(bars[0].right - bars[1].x) < 1e-9)
    #expect(abs(bars[2].x - bars[3].right) < 1e-9)
    #expect(drawing.svg.contains(">+10<") && drawing.svg.contains(">−4<"))
  }
}
