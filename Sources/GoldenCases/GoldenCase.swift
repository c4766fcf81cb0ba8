/// One case of a golden file, checked for shape.
struct GoldenCase {
  let id: String
  let method: String
  let inputs: GoldenValue
  let expected: GoldenValue
  let tolerance: GoldenComparison.Tolerance

  /// Whether the method must refuse the inputs.
  var expectsRefusal: Bool { expected.member("error") == .bool(true) }

  init(_ value: GoldenValue) throws(GoldenError) {
    id = try value.string("id")
    method = try value.string("method")
    inputs = .object(try value.object("inputs"))
    expected = try value.require("expected")
    let tolerance = GoldenValue.object(try value.object("tol"))
    if tolerance.member("exact") == .bool(true) {
      self.tolerance = .exact
    } else {
      let relative = try tolerance.number("rel")
      let absolute = try tolerance.number("abs")
      guard relative >= 0, absolute >= 0 else {
        throw GoldenError(input: "tol", reason: "must not be negative")
      }
      self.tolerance = .within(relative: relative, absolute: absolute)
    }
  }
}
