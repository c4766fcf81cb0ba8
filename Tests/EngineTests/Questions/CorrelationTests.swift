import Foundation
import Results
import Testing

@Suite("Assumptions that move with each other")
struct CorrelationTests {
  private func text(_ correlation: String, also: String = "") -> String {
    QuestionFixture.text(
      """
      assumption heat is between £400 and £600 per place per financial year cash, 90% likely, shaped normal
        \(correlation)
      \(QuestionFixture.evidence)
      end assumption
      assumption light is between £40 and £60 per place per financial year cash, 90% likely, shaped normal
      \(QuestionFixture.evidence)
      end assumption
      \(also)
      cost heating charged to general-fund
        for each place in homes
        at heat
      end cost
      cost lighting charged to general-fund
        for each place in homes
        at light
      end cost
      figure both in £ is rents + heating
      ask "Both?"
        starting with baseline
        rank assumptions by both in 2027/28
        chance that both in 2027/28 is over £160,000 cash
      end ask

      """)
  }

  private func cost(_ run: Run, _ name: String) throws -> Summary {
    try #require(
      run.costs.first {
        $0.cost == name && $0.financialYear == "2027/28" && $0.split == "total"
          && $0.scenario == "baseline"
      }
    ).summary
  }

  @Test("the rank correlation written is the one drawn", arguments: [0.6, -0.5])
  func recovered(_ rank: Double) async throws {
    let run = try await QuestionFixture.run(text("moves with rent, correlation \(rank)"))
    // Equal spreads, so the first-order share of either is ((1 + ρ)² s²)/(2(1 + ρ) s²) = (1 + ρ)/2.
    let pearson = 2 * sin(Double.pi * rank / 6)
    for name in ["rent", "heat"] {
      let share = try QuestionFixture.row(run, "rank", "variance share", name)
      #expect(abs(share.value - (1 + pearson) / 2) < 4 * (share.monteCarloError ?? 0))
    }
  }

  @Test("what does not move with anything draws the same to the bit")
  func others() async throws {
    let alone = try await QuestionFixture.run(text(""))
    let moved = try await QuestionFixture.run(text("moves with rent, correlation 0.6"))
    for name in ["rents", "lighting"] {
      #expect(try cost(alone, name) == cost(moved, name))
    }
    #expect(try cost(alone, "heating") != cost(moved, "heating"))
    // Its own law is as it was.
    #expect(abs(try cost(moved, "heating").sd / cost(alone, "heating").sd - 1) < 0.05)
  }

  @Test("adding an assumption leaves the draws of others alone")
  func adding() async throws {
    let more = """
      assumption spare is between 1% and 9% per financial year, 90% likely
        moves with light, correlation 0.3
      \(QuestionFixture.evidence)
      end assumption
      """
    let alone = try await QuestionFixture.run(text(""))
    let added = try await QuestionFixture.run(text("", also: more))
    #expect(alone.costs == added.costs)
    #expect(alone.answers == added.answers)
  }
}
