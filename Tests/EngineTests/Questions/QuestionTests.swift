import Foundation
import Probability
import Results
import Testing

@Suite("Questions with answers known in closed form")
struct QuestionTests {
  private let cut = QuestionFixture.lever(
    "fewer",
    """
      reduce homes by 10 places, leaving the service
      from April 2026
    """)

  private func ask(_ clauses: String, suppose: String = "") -> String {
    """
    ask "What then?"
      starting with baseline
      \(suppose)
      \(clauses)
    end ask

    """
  }

  @Test("the chance that a normal cost is over a limit is its tail, with the binomial error")
  func chance() async throws {
    let run = try await QuestionFixture.run(
      QuestionFixture.text(ask("chance that rents in 2027/28 is over £105,000 cash")))
    let found = try QuestionFixture.row(run, "chance", "chance")
    let exact = 1 - SpecialFunctions.normalCDF(5000 / (100 * QuestionFixture.priceDeviation))
    let error = (found.value * (1 - found.value) / 4000).squareRoot()
    #expect(abs(found.value - exact) < 4 * error)
    #expect(abs((found.monteCarloError ?? 0) - error) < 1e-12)
    #expect(!found.isExploratory)
    let sentence = try #require(run.answers.first?.sentences.first)
    #expect(sentence.contains("rents in 2027/28 is over £105k"))
  }

  @Test("chances that a limit is passed in any month, with the year in which it first is")
  func firstMonth() async throws {
    let grow = """
      assumption growth is between 5% and 15% per financial year, hard limits
      \(QuestionFixture.evidence)
      end assumption
      measure beds counts places
        starts at 100 places
        forecast by growth
      \(QuestionFixture.evidence)
      end measure
      scenario growing extends baseline
        covers beds
      end scenario
      ask "When is it full?"
        starting with growing
        chance that beds in any month from 2026/27 to 2028/29 is over 115 places
      end ask

      """
    let run = try await QuestionFixture.run(QuestionFixture.text(grow))
    let rows = run.answers.flatMap(\.rows)
    let whole = try #require(rows.first)
    let parts = rows.dropFirst().reduce(0) { $0 + $1.value }
    #expect(abs(whole.value - parts) < 1e-12)
    // A level grows from the first day of the horizon: (1 + g)³ > 1.15 from g = 4.8%.
    #expect(whole.value == 1)
    // By March 2028 it has grown 24 months: over 115 where g > 1.15^(1/2) − 1 = 7.24%.
    let early = rows.filter { $0.label.contains("2026/27") || $0.label.contains("2027/28") }
      .reduce(0) { $0 + $1.value }
    let exact = (0.15 - (pow(1.15, 0.5) - 1)) / 0.10
    #expect(abs(early - exact) < 4 * (exact * (1 - exact) / 4000).squareRoot())
  }

  @Test("the setting found is the root of the linear effect, within its stated error")
  func find() async throws {
    let run = try await QuestionFixture.run(
      QuestionFixture.text(
        cut
          + ask(
            "find lever fewer between 0% and 300% so that rents in 2027/28 at most £90,000 cash, 80% likely",
            suppose: "suppose lever fewer")))
    let found = try QuestionFixture.row(run, "find", "smallest setting")
    let price = 1000 + SpecialFunctions.normalQuantile(0.8) * QuestionFixture.priceDeviation
    let exact = (100 - 90_000 / price) / 10
    let error = try #require(found.monteCarloError)
    #expect(error > 0 && error < 0.1)
    #expect(abs(found.value - exact) < 4 * error + 3.0 / 4 / 256)
    #expect(found.label == "fewer")
  }

  @Test("a target out of reach is an answer with the nearest setting")
  func unreachable() async throws {
    let run = try await QuestionFixture.run(
      QuestionFixture.text(
        cut
          + ask(
            "find lever fewer between 0% and 100% so that rents in 2027/28 at most £90,000 cash, 80% likely",
            suppose: "suppose lever fewer")))
    let sentence = try #require(run.answers.first?.sentences.last)
    #expect(sentence.hasPrefix("Not reachable"))
    #expect(sentence.contains("100%"))
    #expect(!run.answers.flatMap(\.rows).contains { $0.quantity == "smallest setting" })
  }

  @Test("a sum of independent normals has the known variance shares and swings")
  func rank() async throws {
    let heat = """
      assumption heat is between £400 and £800 per place per financial year cash, 90% likely, shaped normal
      \(QuestionFixture.evidence)
      end assumption
      cost heating charged to general-fund
        for each place in homes
        at heat
      end cost
      figure both in £ is rents + heating
      ask "What matters?"
        starting with baseline
        rank assumptions by both in 2027/28
      end ask

      """
    let run = try await QuestionFixture.run(QuestionFixture.text(heat))
    for (name, exact, deviation) in [("heat", 0.8, 200.0), ("rent", 0.2, 100.0)] {
      let share = try QuestionFixture.row(run, "rank", "variance share", name)
      #expect(abs(share.value - exact) < 4 * (share.monteCarloError ?? 0))
      let swing = try QuestionFixture.row(
        run, "rank", "swing from its 10th to its 90th percentile", name)
      let known =
        100 * 2 * SpecialFunctions.normalQuantile(0.9) * deviation
        / SpecialFunctions.normalQuantile(0.95)
      #expect(abs(swing.value - known) < 4 * (swing.monteCarloError ?? 0))
    }
    let rest = try QuestionFixture.row(
      run, "rank", "variance share", "the forecasts, chance, and inputs together")
    #expect(rest.value < 0.05)
    #expect(run.answers.flatMap(\.rows).first?.label == "heat")
  }

  @Test("what a lever delivers is ranked beside the assumptions")
  func delivery() async throws {
    let lever = QuestionFixture.lever(
      "fewer",
      """
        reduce homes by 50 places, leaving the service
        from April 2026
        delivers between 40% and 90%, 90% likely
      """)
    let run = try await QuestionFixture.run(
      QuestionFixture.text(
        lever + ask("rank assumptions by saving in 2027/28", suppose: "suppose lever fewer")))
    let share = try QuestionFixture.row(run, "rank", "variance share", "delivery of fewer")
    #expect(share.value > 0.8)
  }

  @Test("the parts of levers add up to the whole change")
  func rankLevers() async throws {
    let more = QuestionFixture.lever(
      "fewer-still",
      """
        reduce homes by 20% of baseline, leaving the service
        from April 2026
      """)
    let run = try await QuestionFixture.run(
      QuestionFixture.text(
        cut + more
          + ask(
            "rank levers by saving in 2027/28",
            suppose: "suppose lever fewer\n  suppose lever fewer-still")))
    let rows = run.answers.flatMap(\.rows).filter { $0.kind == "rank" }
    #expect(rows.count == 2)
    // The first thousand draws of a price of mean £1,000: 10 and 20 places.
    #expect(abs((rows[1].value) / rows[0].value - 2) < 1e-9)
    #expect(abs(rows[0].value - 10_000) < 4 * 10 * QuestionFixture.priceDeviation / 31.6)
  }

  @Test("a supposition without evidence marks the answer and every table it is in")
  func exploratory() async throws {
    let run = try await QuestionFixture.run(
      QuestionFixture.text(
        ask(
          "show saving from 2027/28 to 2027/28, median with 80% range",
          suppose: """
            suppose on homes
                reduce homes by 10 places, leaving the service
                from April 2026
              end suppose
            """)))
    let marks = run.answers.map(\.isExploratory)
    #expect(marks == [true])
    let row = try QuestionFixture.row(run, "show", "median")
    #expect(row.isExploratory)
    #expect(abs(row.value - 10_000) < 60)
    let names = Set(run.costs.map(\.scenario)).union(run.forecasts.map(\.scenario))
    #expect(names == ["baseline", "ask-1 (exploratory)"])
  }

  @Test("the same answers on one thread and on two")
  func threads() async throws {
    let text = QuestionFixture.text(
      cut
        + ask(
          """
          find lever fewer between 0% and 300% so that rents in 2027/28 at most £90,000 cash, 80% likely
            chance that rents in 2027/28 is over £90,000 cash
            rank assumptions by rents in 2027/28
            rank levers by rents in 2027/28
          """, suppose: "suppose lever fewer"))
    let one = try await QuestionFixture.run(text, threads: 1)
    let two = try await QuestionFixture.run(text, threads: 2)
    #expect(one.answers == two.answers)
    #expect(one.answers.first?.sentences.count == 4)
  }
}
