import Foundation
import GoldenCases
import Testing

@Suite("Golden values")
struct GoldenValueTests {
  func value(_ text: String) throws -> GoldenValue { try GoldenValue(json: Data(text.utf8)) }

  @Test(
    "survive a round trip through JSON with sorted keys",
    arguments: [
      #"{"a": [1.0, -2.5, null, true], "b": {"c": "x\"y\\z\n"}}"#, "0.1", "1e-300",
      #""\u0001\t\r é""#, "[]", "{}",
    ])
  func roundTrip(text: String) throws {
    let first = try value(text)
    #expect(try value(first.json) == first)
  }

  @Test("write numbers with the fewest digits and figures that are not finite as null")
  func numbers() {
    #expect(GoldenValue.number(0.1).json == "0.1")
    #expect(GoldenValue.number(.nan).json == "null")
    #expect(GoldenValue.object(["b": .integer(1), "a": .null]).json == #"{"a": null, "b": 1.0}"#)
  }

  @Test("name the input that is missing or of the wrong kind")
  func inputs() throws {
    let inputs = try value(
      #"{"n": 1.5, "s": "x", "l": [1, "a"], "m": [[1, 2], [3]], "o": {}, "z": null, "t": true}"#)
    #expect(throws: GoldenError(input: "q", reason: "is missing; the method needs it")) {
      try inputs.number("q")
    }
    #expect(throws: GoldenError.self) { try inputs.number("z") }
    #expect(throws: GoldenError.self) { try inputs.number("s") }
    #expect(throws: GoldenError.self) { try inputs.integer("n") }
    #expect(throws: GoldenError(input: "l[1]", reason: "must be a finite number, not a string")) {
      try inputs.numbers("l")
    }
    #expect(throws: GoldenError.self) { try inputs.strings("l") }
    #expect(throws: GoldenError.self) { try inputs.integers("m") }
    #expect(
      throws: GoldenError(input: "m[1]", reason: "has 1 columns where the first row has 2")
    ) {
      try inputs.matrix("m")
    }
    #expect(throws: GoldenError.self) { try inputs.string("n") }
    #expect(throws: GoldenError.self) { try inputs.array("o") }
    #expect(throws: GoldenError.self) { try inputs.object("l") }
    #expect(throws: GoldenError.self) { try inputs.bool("n") }
    #expect(try inputs.bool("t"))
    #expect(try inputs.optionalNumber("z") == nil)
    #expect(try inputs.optionalNumber("n") == 1.5)
    #expect(try inputs.raggedMatrix("m") == [[1, 2], [3]])
    #expect(try inputs.object("o").isEmpty)
  }

  @Test("compare leaf by leaf")
  func comparison() throws {
    let expected = try value(#"{"a": [1.0, 2.0], "b": null}"#)
    let loose = GoldenComparison.Tolerance.within(relative: 1e-3, absolute: 0)
    let close = GoldenComparison(
      result: try value(#"{"a": [1.0001, 2.0], "b": null, "extra": 3}"#), expected: expected,
      tolerance: loose)
    #expect(close.passes)
    #expect(abs((close.worstLRE ?? 0) - 4) < 1e-6)
    for wrong in [
      #"{"a": [1.0, 2.0], "b": 0}"#, #"{"a": [1.0], "b": null}"#, #"{"a": [1.0, 2.0]}"#,
      #"{"a": [1.0, "2"], "b": null}"#, #"{"a": [1.0, null], "b": null}"#, "[]",
    ] {
      #expect(
        !GoldenComparison(result: try value(wrong), expected: expected, tolerance: loose).passes)
    }
    let exact = GoldenComparison(
      result: try value("1.0000000000000002"), expected: try value("1"), tolerance: .exact)
    #expect(!exact.passes && exact.firstFailure == "result")
    #expect(GoldenComparison.logRelativeError(3, 3) == 15)
    #expect(GoldenComparison.logRelativeError(1e-4, 0) == 4)
    #expect(GoldenComparison.logRelativeError(.nan, 1) == 0)
    #expect(GoldenComparison.logRelativeError(50, 1) == 0)
  }
}
