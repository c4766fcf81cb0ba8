import Engine
import Results
import Returns
import ScenarioLanguage
import Testing

@Suite("Rates beside those of others")
struct BenchmarkTests {
  private let year = 2024

  private func rate(_ code: String) throws -> Double {
    let index = Fixture.statistics.index
    let count = try #require(index.series(measure: "cla", area: code)[year])
    let children = try #require(index.series(measure: "population-0-17", area: code)[year - 1])
    return count / children * 10_000
  }

  @Test("own, neighbours', region's and England's rates are counts over children, per 10,000")
  func benchmark() async throws {
    var model = Fixture.model(runs: 50)
    model.asks = [
      Ask(
        title: "How do we compare?", start: "baseline", scenario: "baseline", shows: [],
        questions: [
          .benchmark(
            BenchmarkQuestion(
              measure: "cla", census: "ssda903", year: year, per: 10_000,
              peers: [.statisticalNeighbours, .region, .england], location: Fixture.place))
        ], location: Fixture.place)
    ]
    let answer = try #require(try await Fixture.run(model).answers.first)
    func value(_ label: String) throws -> Double {
      try #require(answer.rows.first { $0.label == label }, "\(label)").value
    }
    #expect(abs(try value("Bromley") - rate("E09000006")) < 1e-9)
    #expect(abs(try value("London") - rate("E12000007")) < 1e-9)
    #expect(abs(try value("England") - rate("E92000001")) < 1e-9)
    let neighbours = Fixture.statistics.index.neighbours(of: "E09000006")
    let known = neighbours.compactMap { try? rate($0) }
    #expect(known.count > 5)
    let mean = known.reduce(0, +) / Double(known.count)
    #expect(abs(try value("mean of \(known.count) statistical neighbours") - mean) < 1e-9)
    #expect(answer.rows.allSatisfy { $0.monteCarloError == nil })
    #expect(answer.sentences.first?.contains("per 10,000 children") == true)
  }

  @Test("every authority lies in one of the nine regions")
  func regions() {
    let regions = Set(
      Fixture.statistics.index.observations.areas.filter { $0.level == .regional }.map(\.code))
    for area in Fixture.statistics.index.authorities {
      let region = EnglishRegion.code(of: area.code)
      #expect(region.map(regions.contains) == true, "\(area.name)")
    }
    #expect(EnglishRegion.code(of: "E08000025") == "E12000005")
    #expect(EnglishRegion.code(of: "E06000014") == "E12000003")
    #expect(EnglishRegion.code(of: "E92000001") == nil)
    #expect(EnglishRegion.code(of: "") == nil)
  }
}
