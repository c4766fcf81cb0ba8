/// Part of a formula and the number that it comes to, made together so that they cannot differ.
struct Term {
  /// As a formula writes it, without `=`.
  let text: String
  /// What it comes to.
  let value: Double
  private let strength: Strength

  private enum Strength: Int { case sum, product, atom }

  private init(_ text: String, _ value: Double, _ strength: Strength) {
    self.text = text
    self.value = value
    self.strength = strength
  }

  /// A cell, a function's result or a number.
  init(_ text: String, _ value: Double) { self.init(text, value, .atom) }

  /// A whole number that belongs to the formula, such as the 1 of a growth factor.
  init(_ number: Int) { self.init(String(number), Double(number), .atom) }

  private func within(_ least: Strength) -> String {
    strength.rawValue >= least.rawValue ? text : "(\(text))"
  }

  static func + (a: Term, b: Term) -> Term {
    Term("\(a.text)+\(b.within(.product))", a.value + b.value, .sum)
  }

  static func - (a: Term, b: Term) -> Term {
    Term("\(a.text)-\(b.within(.product))", a.value - b.value, .sum)
  }

  static func * (a: Term, b: Term) -> Term {
    Term("\(a.within(.product))*\(b.within(.atom))", a.value * b.value, .product)
  }

  static func / (a: Term, b: Term) -> Term {
    Term("\(a.within(.product))/\(b.within(.atom))", a.value / b.value, .product)
  }

  /// `ROUND(…)`, halves away from zero.
  func rounded(_ places: Int) -> Term {
    var scale = 1.0
    for _ in 0..<places { scale *= 10 }
    return Term("ROUND(\(text),\(places))", (value * scale).rounded() / scale)
  }

  /// `IF(divisor=0,…)`: a ratio, or another figure where there is nothing to divide by.
  static func ratio(_ a: Term, _ b: Term, otherwise: Int) -> Term {
    Term(
      "IF(\(b.text)=0,\(otherwise),\((a / b).text))",
      b.value == 0 ? Double(otherwise) : a.value / b.value)
  }
}
