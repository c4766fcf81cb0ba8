import Foundation

/// A term of a trend regression in time, measured in years.
public enum DesignTerm: Equatable, Sendable {
  /// The level: one everywhere.
  case intercept

  /// Years since `origin`.
  case trend(origin: Double)

  /// A change of slope: max(0, t − time).
  case slopeChange(name: String, at: Double)

  /// A lasting step: one from `at` on.
  case step(name: String, at: Double)

  /// A pulse: one for `from` ≤ t < `until`.
  case pulse(name: String, from: Double, until: Double)

  /// Season as that number of cosine and sine pairs of a cycle of one year.
  case season(pairs: Int)

  /// A cycle of `period` years as that number of cosine and sine pairs, named after the cycle.
  case cycle(name: String, period: Double, pairs: Int)

  /// A measured value for each time.
  case covariate(name: String, values: [Double])

  /// One column of a design.
  struct Column {
    let name: String
    let evaluate: ([Double]) -> [Double]

    func values(_ times: [Double]) throws(RegressionError) -> [Double] {
      let values = evaluate(times)
      guard values.count == times.count else {
        throw .lengthMismatch(input: name, expected: times.count, found: values.count)
      }
      return values
    }

    init(_ name: String, _ function: @escaping (Double) -> Double) {
      self.name = name
      evaluate = { $0.map(function) }
    }

    init(_ name: String, values: [Double]) {
      self.name = name
      evaluate = { _ in values }
    }
  }

  /// The columns of the term, in order.
  var columns: [Column] {
    switch self {
    case .intercept:
      [Column("intercept") { _ in 1 }]
    case .trend(let origin):
      [Column("trend") { $0 - origin }]
    case .slopeChange(let name, let time):
      [Column(name) { Swift.max(0, $0 - time) }]
    case .step(let name, let time):
      [Column(name) { $0 >= time ? 1 : 0 }]
    case .pulse(let name, let from, let until):
      [Column(name) { $0 >= from && $0 < until ? 1 : 0 }]
    case .season(let pairs):
      Column.cycle(name: "", period: 1, pairs: pairs)
    case .cycle(let name, let period, let pairs):
      Column.cycle(name: name, period: period, pairs: pairs)
    case .covariate(let name, let values):
      [Column(name, values: values)]
    }
  }
}

extension DesignTerm.Column {
  static func cycle(name: String, period: Double, pairs: Int) -> [DesignTerm.Column] {
    var columns: [DesignTerm.Column] = []
    var m = 1
    while m <= pairs {
      let frequency = 2 * Double.pi * Double(m) / period
      columns.append(.init("\(name)cos\(m)") { cos(frequency * $0) })
      columns.append(.init("\(name)sin\(m)") { sin(frequency * $0) })
      m += 1
    }
    return columns
  }
}
