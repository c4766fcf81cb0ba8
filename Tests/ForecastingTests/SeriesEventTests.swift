import Forecasting
import Probability
import Testing

@Suite("Outliers and level shifts")
struct SeriesEventTests {
  private let growing: [Double] = [
    2108, 2155, 2203, 2291, 2410, 2598, 2869, 3113, 3391, 3702, 4118, 4533,
  ]

  private func noise(_ count: Int, _ trial: Int) -> [Double] {
    let address = RandomStream(seed: 3, name: "events").at(replicate: trial, step: count)
    return (0..<count).map { SpecialFunctions.normalQuantile(address.uniform($0)) }
  }

  @Test func smoothGrowthIsOrdinary() throws {
    #expect(try SeriesEvents.find(growing, falseAlarms: .fivePercent).isEmpty)
  }

  /// Noise about a line and a random walk are flagged no oftener than asked for.
  @Test func falseAlarms() throws {
    for length in [8, 10, 12, 15, 24] {
      for walk in [false, true] {
        var flagged: [FalseAlarmRate: Int] = [:]
        let trials = 1000
        for trial in 0..<trials {
          var level = 100.0
          let series = noise(length, trial).enumerated().map { place, z in
            level += walk ? z : 0.7
            return walk ? level : level + z
          }
          for rate in FalseAlarmRate.allCases {
            flagged[rate, default: 0] +=
              try SeriesEvents.find(series, falseAlarms: rate).isEmpty ? 0 : 1
          }
        }
        // Four standard errors above the rate.
        #expect(flagged[.onePercent, default: 0] <= 23, "\(length) \(walk)")
        #expect(flagged[.fivePercent, default: 0] <= 78, "\(length) \(walk)")
        #expect(flagged[.fivePercent, default: 0] >= 15, "\(length) \(walk)")
      }
    }
  }

  @Test func anOutlierIsFoundAndDated() throws {
    for length in [8, 10, 15] {
      var found = 0
      for trial in 0..<100 {
        var series = noise(length, trial).enumerated().map { 50 + 2 * Double($0) + $1 }
        series[length / 2] += 25
        let events = try SeriesEvents.find(series)
        if events.contains(where: {
          $0.kind == .outlier && $0.index == length / 2 && abs($0.size - 25) < 6
        }) {
          found += 1
        }
      }
      #expect(found >= 75, "\(length): \(found)")
    }
  }

  @Test func aLevelShiftIsFoundAndDated() throws {
    for length in [10, 12, 15] {
      var found = 0
      for trial in 0..<100 {
        var series = noise(length, trial).enumerated().map { 50 + 2 * Double($0) + $1 }
        for place in (length / 2)..<length { series[place] -= 30 }
        let events = try SeriesEvents.find(series)
        if events.contains(where: {
          $0.kind == .levelShift && $0.index == length / 2 && abs($0.size + 30) < 7
        }) {
          found += 1
        }
      }
      #expect(found >= 75, "\(length): \(found)")
    }
  }

  @Test func kindsWithoutNoise() throws {
    let line = (0..<12).map { 10 * Double($0) }
    var outlier = line
    outlier[4] += 40
    let one = try #require(try SeriesEvents.find(outlier).first)
    #expect(one.kind == .outlier && one.index == 4 && one.size == 40 && one.followingValues == 7)
    #expect(one.zScore > one.criticalValue)
    var shift = line
    for place in 7..<12 { shift[place] -= 35 }
    let two = try SeriesEvents.find(shift)
    #expect(two.count == 1 && two[0].kind == .levelShift && two[0].index == 7)
    #expect(two[0].size == -35 && two[0].zScore < 0)
    var last = line
    last[11] += 50
    let three = try SeriesEvents.find(last)
    #expect(three.map(\.kind) == [.unresolved] && three[0].index == 11 && three[0].size == 50)
    var first = line
    first[0] -= 60
    #expect(try SeriesEvents.find(first).map(\.kind) == [.outlier])
    #expect(try SeriesEvents.find(first)[0].index == 0)
    var both = line
    both[2] += 70
    for place in 8..<12 { both[place] += 90 }
    let found = try SeriesEvents.find(both)
    #expect(found.map(\.kind) == [.outlier, .levelShift] && found.map(\.index) == [2, 8])
    #expect(one.description.contains("outlier at [4]: +40.0"))
    #expect(two[0].description.contains("level shift at [7]: -35.0"))
    #expect(three[0].description.contains("outlier or level shift at [11]"))
  }

  @Test func zeroVarianceAndSmallCounts() throws {
    #expect(try SeriesEvents.find(Array(repeating: 0, count: 9)).isEmpty)
    #expect(try SeriesEvents.find(Array(repeating: 7.3, count: 9)).isEmpty)
    #expect(try SeriesEvents.find([0, 0, 0, 1, 0, 0, 0, 0, 1, 0]).isEmpty)
    #expect(try SeriesEvents.find((0..<9).map { 0.1 * Double($0) }).isEmpty)
    let odd = try SeriesEvents.find([5, 5, 5, 5, 5, 19, 5, 5, 5, 5])
    #expect(odd.map(\.index) == [5] && odd[0].size == 14)
    let decimal = try SeriesEvents.find([5.5, 5.5, 5.5, 5.5, 5.5, 5.9, 5.5, 5.5, 5.5, 5.5])
    #expect(decimal.map(\.index) == [5] && decimal[0].zScore.isFinite)
  }

  @Test func scalesAndUnits() throws {
    var series = growing
    series[5] += 900
    let plain = try SeriesEvents.find(series)
    #expect(plain.map(\.index) == [5] && plain[0].kind == .outlier)
    for scale in [1e300, 1e-300] {
      let scaled = try SeriesEvents.find(series.map { $0 * scale })
      #expect(scaled.map(\.index) == [5])
      #expect(abs(scaled[0].size / scale - plain[0].size) < 1e-6)
    }
  }

  @Test func refusals() {
    #expect(throws: ForecastingError.self) { try SeriesEvents.find([1, 2, 3, 4, 5, 6, 7]) }
    #expect(throws: ForecastingError.self) {
      try SeriesEvents.find([1, 2, 3, 4, .nan, 6, 7, 8])
    }
  }

  /// Long series are judged by the limits beyond the table.
  @Test func longSeries() throws {
    var series = noise(120, 1)
    #expect(try SeriesEvents.find(series).isEmpty)
    series[60] += 12
    #expect(try SeriesEvents.find(series).map(\.index) == [60])
  }
}
