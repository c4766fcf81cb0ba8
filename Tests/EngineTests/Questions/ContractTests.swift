import Foundation
import Results
import Testing

@Suite("Contracts to the pound")
struct ContractTests {
  private func text(
    _ clauses: String, price: String = "£100", scenario: String = "", ask: String = ""
  )
    -> String
  {
    """
    edition 2026
    title "Contracts"
    settings
      horizon April 2026 to March 2029
      weeks by calendar days
      runs 200, seed 3
    end settings
    category kind is own, spot
    fund general-fund is "Council General Fund"
    measure all counts children
      starts at 40 children
    \(QuestionFixture.evidence)
    end measure
    assumption each is 1 child per child
    \(QuestionFixture.evidence)
    end assumption
    assumption shares for each kind
      when own: 75%
      when spot: 25%
    \(QuestionFixture.evidence)
    end assumption
    measure cared counts children
      split by kind
      follows all at each, shared by shares
    end measure
    assumption rate for each kind
      when own: £50 per child per week cash
      when spot: £200 per child per week cash
    \(QuestionFixture.evidence)
    end assumption
    cost care charged to general-fund
      for each child in cared
      at rate
    end cost
    contract block charged to general-fund
      provides 8 beds
      at \(price) per bed per week cash
      replaces care
      from April 2027
    \(clauses)
    \(QuestionFixture.evidence)
    end contract
    scenario baseline
      covers all, cared
    end scenario
    scenario beds extends baseline
      use contract block\(scenario)
    end scenario
    compare beds with baseline
      show saving from 2026/27 to 2028/29, median only
    end compare
    \(ask)
    """
  }

  @Test("paid whether or not occupied: the price of every bed, less the spot price of those filled")
  func paidWhenEmpty() async throws {
    let run = try await QuestionFixture.run(
      text(
        """
          serves cared where kind is spot
          paid whether or not occupied
          filled to 75%
        """))
    // 2027/28 has 366 days. Six of eight beds are filled.
    let weeks = 366.0 / 7
    let found = try QuestionFixture.saving(run, "2027/28").mean
    #expect(abs(found - (6 * 200 - 8 * 100) * weeks) < 0.01)
    #expect(try QuestionFixture.saving(run, "2026/27").mean == 0)
  }

  @Test("paid only when occupied: the price of the filled beds alone")
  func paidWhenOccupied() async throws {
    let run = try await QuestionFixture.run(
      text(
        """
          serves cared where kind is spot
          paid only when occupied
          filled to 75%
        """))
    #expect(abs(try QuestionFixture.saving(run, "2028/29").mean - 6 * 100 * 365.0 / 7) < 0.01)
  }

  @Test("children of the dearest item fill it first, and no more than there are")
  func dearestFirst() async throws {
    let run = try await QuestionFixture.run(
      text(
        """
          serves cared
          paid only when occupied
          filled to 100%
        """
      ).replacingOccurrences(of: "provides 8 beds", with: "provides 12 beds"))
    // Ten children at £200 first, then two at £50.
    let saved = 10 * 200.0 + 2 * 50 - 12 * 100
    #expect(abs(try QuestionFixture.saving(run, "2028/29").mean - saved * 365 / 7) < 0.01)
  }

  @Test("a contract builds up in a straight line after its lag while it is paid for")
  func buildsUp() async throws {
    let run = try await QuestionFixture.run(
      text(
        """
          serves cared where kind is spot
          paid whether or not occupied
          lag 3 months
          over 6 months, straight-line
        """, scenario: ", delayed 6 months"))
    // Paid from October 2027; children from January 2028: twelfths 1, 3, 5 of eight beds.
    let days = (31.0, 29.0, 31.0)
    let filled = 8 * (days.0 * 1 + days.1 * 3 + days.2 * 5) / 12
    let paid = 8.0 * (31 + 30 + 31 + 31 + 29 + 31)
    let exact = (filled * 200 - paid * 100) / 7
    #expect(abs(try QuestionFixture.saving(run, "2027/28").mean - exact) < 0.01)
  }

  @Test(
    "the best size is the number of children, where a filled bed pays and an empty one does not")
  func size() async throws {
    let run = try await QuestionFixture.run(
      text(
        """
          serves cared where kind is spot
          paid whether or not occupied
        """, price: "£120",
        ask: """
          ask "How many beds?"
            starting with beds
            size contract block between 0 and 14, lowest expected cost
          end ask
          """))
    let answer = try #require(run.answers.first)
    #expect(answer.sentences.first?.contains("at 10 places") == true)
    let even = try QuestionFixture.row(
      run, "size", "use at which a place pays for itself", "break-even")
    #expect(abs(even.value - 0.6) < 1e-9)
    func cost(_ size: Int) throws -> Double {
      try QuestionFixture.row(run, "size", "expected cost", "\(size)").value
    }
    let weeks = (366.0 + 365) / 7
    #expect(abs(try cost(4) - cost(5) - 80 * weeks) < 0.01)
    #expect(abs(try cost(12) - cost(11) - 120 * weeks) < 0.01)
  }
}
