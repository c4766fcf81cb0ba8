import Charts
import Testing

@Suite struct ScaleTests {
  @Test func ticksAreRoundAndEncloseTheFigures() {
    var random = TestNumbers(state: 7)
    for _ in 0..<5_000 {
      let magnitude = random.magnitude()
      let (a, b) = (random.uniform(-1, 1) * magnitude, random.uniform(-1, 1) * magnitude)
      let ticks = Ticks(lower: min(a, b), upper: max(a, b), count: 6)
      let slack = magnitude * 1e-6
      #expect(ticks.lower <= min(a, b) + slack)
      #expect(ticks.upper >= max(a, b) - slack)
      #expect(ticks.values.count >= 2 && ticks.values.count <= 8)
    }
  }

  @Test func ticksOfKnownRanges() {
    #expect(Ticks(lower: 284, upper: 420, count: 6).values == [275, 300, 325, 350, 375, 400, 425])
    #expect(Ticks(lower: 0, upper: 9918, count: 6).values == [0, 2000, 4000, 6000, 8000, 10000])
    #expect(Ticks(lower: 1826, upper: 9918, count: 6, fromZero: true).lower == 0)
    #expect(Ticks(lower: .nan, upper: 1, count: 6).values == [0, 1])
  }

  @Test func aScaleOfOneFigurePutsItInTheMiddle() {
    let scale = LinearScale(lower: 5, upper: 5, start: 0, end: 10)
    #expect(scale(5) == 5)
  }

  @Test func figuresAreWrittenWithGroupingAndATrueMinus() {
    #expect(FigureStyle.count.text(1_234_567) == "1,234,567")
    #expect(FigureStyle.count.text(-12) == "−12")
    #expect(FigureStyle.millions.text(76_077_918) == "£76.1m")
    #expect(FigureStyle.millions.text(-2_433_000) == "−£2.4m")
    #expect(FigureStyle.grouped(0.999, 2) == "1.00")
    #expect(FigureStyle.grouped(1.05, 1) == "1.1")
  }

  @Test func contrastOfThePalette() {
    #expect(abs(Palette.contrast("#000000", "#FFFFFF") - 21) < 1e-9)
    #expect(abs(Palette.contrast("#12436D", "#F46A25") - 3.38) < 0.005)
    for pair in Palette.pairs {
      let contrast = Palette.contrast(pair.front, pair.back)
      #expect(contrast >= pair.least, "\(pair.front) on \(pair.back)")
    }
  }
}
