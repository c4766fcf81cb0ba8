import Foundation
import LinearAlgebra
import Regression
import Testing

@Suite("Formulas")
struct FormulaTests {
  private func table() throws -> FormulaTable {
    try FormulaTable([
      ("period", .init(fields: ["2019", "2020", "2021", "2022", "2023", "2024"])),
      ("area", .init(fields: ["b", "a", "c", "a", "b", "c"])),
      ("age", .init(fields: ["1", "2", "4", "8", "16", "32"])),
      ("population", .numbers([10, 20, 30, 40, 50, 60])),
      ("count", .numbers([3, 5, 6, 9, 12, 20])),
      ("holes", .init(fields: ["1", "", "3", "NA", "5", "6"])),
      ("Group size", .numbers([1, 2, 1, 2, 1, 2])),
    ])
  }

  private func design(_ text: String) throws -> DesignMatrix {
    try Formula("count ~ \(text)").sample(table()).rows.design
  }

  @Test func numbersAndFunctions() throws {
    let design = try design("age + log(age) + age^2 + I(age * 2 - population / 10) + `Group size`")
    #expect(
      design.names == [
        "intercept", "age", "log(age)", "age^2", "I(age * 2 - population / 10)", "Group size",
      ])
    #expect(design.matrix.row(2) == [1, 4, log(4), 16, 5, 1])
    #expect(try self.design("sqrt(age) + exp(age)").matrix.row(2) == [1, 2, exp(4)])
    #expect(try self.design("poly(age, 3)").names == ["intercept", "age", "age^2", "age^3"])
    #expect(try self.design("poly(age, 3)").matrix.row(1) == [1, 2, 4, 8])
  }

  @Test func timeTerms() throws {
    let design = try design(
      "trend + step(2021) + pulse(2020-01, 2022) + slope(2022-07-01) + season(1, 4)")
    #expect(
      design.names == [
        "intercept", "trend", "step(2021)", "pulse(2020-01,2022)", "slope(2022-07-01)",
        "4.0y-cos1", "4.0y-sin1",
      ])
    let row = design.matrix.row(4)
    #expect(Array(row.prefix(5)) == [1, 4, 1, 0, 0.5])
    #expect(design.matrix.row(1)[3] == 1)
    #expect(abs(row[5] - cos(2 * Double.pi * 2023 / 4)) < 1e-9)
    #expect(try self.design("season(2)").names == ["intercept", "cos1", "sin1", "cos2", "sin2"])
  }

  static let dateTexts: [(String, Double)] = [
    ("2020-Q3", 2020.5), ("2020/21", 2020), ("2020-07", 2020.5), ("2020.25", 2020.25),
    ("2020-10-01", 2020.75),
  ]

  @Test(arguments: dateTexts)
  func dates(text: String, time: Double) throws {
    let table = try FormulaTable([
      ("date", .labels([text, "2031-12"])), ("y", .numbers([1, 2])),
    ])
    let design = try Formula("y ~ slope(\(text))").sample(table).rows.design
    #expect(design.matrix[0, 1] == 0)
    #expect(abs(design.matrix[1, 1] - (2031 + 11.0 / 12 - time)) < 1e-12)
  }

  @Test(
    "texts that are no period are refused with their row",
    arguments: [
      "2020/22", "2020/2022", "2020/20", "2020-Q5", "2020-Q0", "2020-13", "2020-00", "2020-01-32",
      "20-01", "2020-01-01-01", "spring", "inf",
    ])
  func noDates(text: String) throws {
    let table = try FormulaTable([
      ("date", .labels(["2031-12", text])), ("y", .numbers([1, 2])),
    ])
    #expect {
      try Formula("y ~ trend").sample(table)
    } throws: { error in
      guard case .unusable("date", 2, text, _) = error as? FormulaError else { return false }
      return true
    }
  }

  @Test("years that begin in one and end in the next, in short and in full")
  func doubleYears() throws {
    let table = try FormulaTable([
      ("date", .labels(["1999/00", "1999/2000", "2019/20", "2019/2020"])),
      ("y", .numbers([1, 2, 3, 4])),
    ])
    let design = try Formula("y ~ trend").sample(table).rows.design
    #expect((0..<4).map { design.matrix[$0, 1] } == [0, 0, 20, 20])
  }

  @Test(
    "arithmetic without a finite result names the row", arguments: ["age / zero", "age ^ 9999"])
  func overflow(term: String) throws {
    let table = try FormulaTable([
      ("age", .numbers([0.5, 3])), ("zero", .numbers([1, 0])), ("y", .numbers([1, 2])),
    ])
    #expect {
      try Formula("y ~ I(\(term))").sample(table)
    } throws: { error in
      guard case .unusable(_, 2, "inf", _) = error as? FormulaError else { return false }
      return true
    }
  }

  @Test func labelsAreCodedAgainstTheFirst() throws {
    let design = try design("area")
    #expect(design.names == ["intercept", "area[b]", "area[c]"])
    #expect(design.matrix.column(1) == [1, 0, 0, 0, 1, 0])
    #expect(try self.design("0 + area").names == ["area[a]", "area[b]", "area[c]"])
    #expect(try self.design("area - 1").names == ["area[a]", "area[b]", "area[c]"])
    #expect(
      try self.design("0 + area + factor(`Group size`)").names == [
        "area[a]", "area[b]", "area[c]", "Group size[2]",
      ])
    #expect(
      try self.design("factor(age)").names
        == ["intercept", "age[2]", "age[4]", "age[8]", "age[16]", "age[32]"])
  }

  @Test func interactions() throws {
    let star = try design("area * age")
    #expect(
      star.names == ["intercept", "area[b]", "area[c]", "age", "area[b]:age", "area[c]:age"])
    #expect(star.matrix.row(4) == [1, 1, 0, 16, 16, 0])
    // Without its main effect every level has a slope of its own.
    #expect(
      try design("area:age").names == ["intercept", "area[a]:age", "area[b]:age", "area[c]:age"])
    #expect(
      try design("age:age + age").names == ["intercept", "age"])
  }

  @Test func offsetsAndShares() throws {
    let sample = try Formula("share(count, population) ~ 1 + offset(log(population)) + offset(age)")
      .sample(table())
    #expect(sample.response == [3, 5, 6, 9, 12, 20])
    #expect(sample.trials == [10, 20, 30, 40, 50, 60])
    #expect(sample.rows.offset?[1] == log(20) + 2)
    #expect(sample.rows.design.names == ["intercept"])
    #expect(sample.encoding.formula.trials == "population")
    #expect(try Formula("log(count) ~ age").sample(table()).response[0] == log(3))
  }

  @Test func newRowsAreCodedAlike() throws {
    let formula = try Formula("count ~ trend + area + spline(age, 2)")
    let encoding = try formula.sample(table()).encoding
    let future = try FormulaTable([
      ("period", .numbers([2030])), ("area", .labels(["c"])), ("age", .numbers([3])),
    ])
    let row = try encoding.rows(future).design
    #expect(
      row.names == [
        "intercept", "trend", "area[b]", "area[c]", "spline(age, 2)[1]", "spline(age, 2)[2]",
      ])
    #expect(Array(row.matrix.row(0).prefix(4)) == [1, 11, 0, 1])
    let strange = try FormulaTable([
      ("period", .numbers([2030])), ("area", .labels(["z"])), ("age", .numbers([3])),
    ])
    #expect(
      throws: FormulaError.invalidTerm(
        term: "area", reason: "row 1 holds 'z', which is not among the labels of the fit")
    ) { try encoding.rows(strange) }
  }

  @Test("the response explains itself wholly, so it is no term")
  func responseAmongTerms() throws {
    for text in ["count ~ age + count", "log(count) ~ log(count)"] {
      #expect {
        try Formula(text)
      } throws: { error in
        "\(error)".contains("is the response itself")
      }
    }
    #expect(try Formula("count ~ log(count)").responseText == "count")
    #expect(try Formula("share(met, all) ~ 1").responseText == "share(met, all)")
  }

  @Test(arguments: [
    ("count age", 7), ("count ~ ", 9), ("count ~ age +", 14), ("count ~ age)", 12),
    ("count ~ log(age", 16), ("count ~ step(soon)", 14), ("count ~ foo(age)", 9),
    ("count ~ season(1.5)", 16), ("count ~ `age", 9), ("count ~ age - area", 15),
    ("share(count) ~ age", 12), ("~ age", 1), ("", 1), ("count ~ 5x", 9),
  ])
  func mistakesAreNamedByCharacter(text: String, character: Int) throws {
    do {
      _ = try Formula(text)
      Issue.record("'\(text)' must be refused")
    } catch FormulaError.syntax(_, let place, let reason) {
      #expect(place == character, "\(text): \(reason)")
    }
  }

  @Test func refusals() throws {
    let expected: [(String, FormulaError)] = [
      ("holes", .missing(column: "holes", row: 2)),
      ("factor(holes)", .missing(column: "holes", row: 2)),
      (
        "2 * age",
        .syntax(found: "2", character: 9, reason: "a term begins with the name of a column")
      ),
      (
        "pulse(2022, 2020)",
        .invalidTerm(
          term: "pulse(2022,2020)", reason: "the first date must be before the second")
      ),
    ]
    for (text, error) in expected { #expect(throws: error) { try design(text) } }
    for text in [
      "nothing", "log(area)", "log(age - 1)", "season(0)", "spline(age, 0)", "poly(age, 101)",
      "spline(`Group size`, 4)", "0", "spline(holes, 2)", "age / 2",
    ] {
      #expect(throws: FormulaError.self, "\(text)") { try design(text) }
    }
    #expect(throws: FormulaError.self) {
      try Formula("y ~ trend").sample(FormulaTable([("y", .numbers([1, 2]))]))
    }
    #expect(throws: FormulaError.self) {
      try Formula("y ~ trend").sample(
        FormulaTable([("y", .numbers([1, 2])), ("date", .labels(["2020-13", "2021"]))]))
    }
    #expect(throws: FormulaError.self) {
      try Formula("y ~ x").sample(
        FormulaTable([("y", .numbers([1, 2])), ("x", .labels(["a", "a"]))]))
    }
    #expect(throws: FormulaError.self) {
      try Formula("y ~ y + x").sample(
        FormulaTable([("y", .numbers([1, 2])), ("x", .numbers([1, .infinity]))]))
    }
  }

  @Test func tables() throws {
    #expect(throws: FormulaError.self) { try FormulaTable([]) }
    #expect(throws: FormulaError.self) {
      try FormulaTable([("a", .numbers([1])), ("b", .numbers([1, 2]))])
    }
    #expect(throws: FormulaError.self) {
      try FormulaTable([("a", .numbers([1])), ("a", .numbers([1]))])
    }
    #expect(FormulaTable.Column(fields: ["1", "x"]) == .labels(["1", "x"]))
    #expect(FormulaTable.Column(fields: ["", "NA"]) == .labels(["", ""]))
  }

  @Test func messagesNameTheirPlace() {
    let errors: [(FormulaError, String)] = [
      (.syntax(found: "", character: 3, reason: "r"), "character 3: the end"),
      (.unknownColumn(name: "x", available: ["a", "b"]), "'x'; it has a, b"),
      (.invalidTerm(term: "t", reason: "r"), "term t"),
      (.missing(column: "c", row: 4), "c, row 4"),
      (.unusable(column: "c", row: 4, value: "v", reason: "r"), "'v'"),
      (.invalidTable("r"), "table: r"),
      (.regression(.tooFewRows(rows: 1, needed: 2)), "1 rows"),
    ]
    for (error, part) in errors { #expect(error.description.contains(part)) }
  }

  @Test func aPanelOfCountsByFormula() throws {
    let sample = try Formula("count ~ trend + offset(log(population))").sample(table())
    let model = try GeneralisedRegression.fit(
      sample.rows.design, response: sample.response, family: .poisson, offset: sample.rows.offset)
    let direct = try CountRegression.fit(
      DesignMatrix(rows: (0..<6).map { [1, Double($0)] }), counts: sample.response,
      exposure: [10, 20, 30, 40, 50, 60], family: .poisson)
    #expect(correctDigits(model.coefficients, direct.coefficients) > 12)
  }
}
