import Foundation
import Results
import Testing

@Suite("Levers that set, cap and fade, in closed form")
struct LeverFormTests {
  private func run(_ clauses: String, _ extra: String = "", use: String = "use lever act")
    async throws -> Run
  {
    try await QuestionFixture.run(
      QuestionFixture.text(
        QuestionFixture.lever("act", clauses)
          + """
          \(extra)
          scenario plan extends baseline
            \(use)
          end scenario
          compare plan with baseline
            show homes from 2026/27 to 2028/29, median only
          end compare

          """, runs: "50"))
  }

  private func change(_ run: Run, _ year: String) throws -> Double {
    try QuestionFixture.saving(run, year, subject: "homes").mean
  }

  @Test("set holds a level from its month, and half way through a build-up half of it")
  func sets() async throws {
    let run = try await run(
      """
        set homes to 130 places
        from April 2027
      """)
    #expect(try change(run, "2026/27") == 0)
    #expect(abs(try change(run, "2027/28") - 30) < 1e-9)
  }

  @Test("cap takes what is above the level and nothing below it")
  func caps() async throws {
    let low = try await run(
      """
        cap homes at 80 places
        from April 2027
      """)
    #expect(abs(try change(low, "2028/29") + 20) < 1e-9)
    let high = try await run(
      """
        cap homes at 120 places
        from April 2027
      """)
    #expect(try change(high, "2028/29") == 0)
  }

  @Test("a level that fades by 8% a year is what is left at each month's middle")
  func fades() async throws {
    let run = try await run(
      """
        increase homes by 10 places, joining the service
        from April 2027
        fades by 8% per financial year
      """)
    var sum = 0.0
    let days = [30.0, 31, 30, 31, 31, 30, 31, 30, 31, 31, 28, 31]
    for (month, length) in days.enumerated() {
      sum += 10 * pow(0.92, (12 + Double(month) + 0.5) / 12) * length
    }
    #expect(abs(try change(run, "2028/29") - sum / 365) < 1e-9)
  }

  @Test("delayed by no month is not delayed, and by six is half a year later")
  func delays() async throws {
    let clauses = """
        reduce homes by 12 places, leaving the service
        from April 2027
      """
    let plain = try await run(clauses)
    let none = try await run(clauses, use: "use lever act, delayed 0 months")
    let late = try await run(clauses, use: "use lever act, delayed 6 months")
    #expect(none.comparisons == plain.comparisons)
    #expect(none.costs == plain.costs)
    #expect(abs(try change(late, "2027/28") + 12 * 183.0 / 366) < 1e-9)
  }
}
