import Foundation
import Periods
import ScenarioLanguage

/// A figure of one scenario with its names resolved, that gives one value a month in each draw.
///
/// An amount or a price `per week` (or another calendar unit) counts as much as falls in the month;
/// the result is divided by the calendar units of the figure's own `per` that fall in the month. So
/// a unit of time in numerator and denominator cancels, and a figure `per month` is the month's.
/// A value that is not defined, such as a quotient by nought, is nought.
struct FigureEvaluator: Sendable {
  /// A node of the expression; months are positions among the months computed.
  indirect enum Node: Sendable {
    case amount(Double, perMonth: [Double]?)
    case measure(Int, items: Range<Int>)
    case sampler(DatedSampler, perMonth: [Double]?)
    case cost(Int)
    case total(Node, isStock: Bool)
    /// Times the cash price of `to` over that of `from`; a `nil` year is the month's own.
    case repriced(Node, from: FinancialYear?, to: FinancialYear, inflation: DatedSampler)
    case add(Node, Node)
    case subtract(Node, Node)
    case multiply(Node, Node)
    case divide(Node, Node)
  }

  let figure: Figure
  let root: Node
  private let timeline: Timeline
  /// Calendar units of the figure's own `per` in each month; `nil` for one without.
  private let perMonth: [Double]?

  /// - Throws: ``EngineError`` where a name is not known in the scenario, or a cost is not to be had.
  init(_ figure: Figure, names: FigureNames) throws(EngineError) {
    self.figure = figure
    timeline = names.timeline
    perMonth = figure.unit.perTime.map(names.units.perMonth)
    root = try FigureResolver(figure: figure, names: names).node(figure.expression)
  }

  /// Values of one draw, one a month computed.
  ///
  /// - Parameter span: the months that `total of` adds up for a month: by default the month alone.
  func months(
    draw: Int, source: some FigureSource, span: (Int) -> Range<Int> = { $0..<$0 + 1 }
  ) -> [Double] {
    var result = values(root, draw, source, span)
    for month in result.indices {
      if let units = perMonth {
        result[month] = units[month] > 0 ? result[month] / units[month] : 0
      }
      if !result[month].isFinite { result[month] = 0 }
    }
    return result
  }

  private func values(
    _ node: Node, _ draw: Int, _ source: some FigureSource, _ span: (Int) -> Range<Int>
  ) -> [Double] {
    let count = timeline.monthCount
    switch node {
    case .amount(let amount, let perMonth):
      return perMonth.map { $0.map { amount * $0 } } ?? [Double](repeating: amount, count: count)
    case .sampler(let sampler, let perMonth):
      let uniform = sampler.uniform(draw: draw)
      let first = timeline.firstMonth.index
      let constant = sampler.isConstant ? sampler.value(uniform: uniform, month: first) : nil
      return (0..<count).map { month in
        (constant ?? sampler.value(uniform: uniform, month: first + month))
          * (perMonth.map { $0[month] } ?? 1)
      }
    case .measure(let measure, let items):
      var sum = [Double](repeating: 0, count: count)
      for item in items {
        for (month, value) in source.months(measure: measure, item: item).enumerated() {
          sum[month] += value
        }
      }
      return sum
    case .cost(let cost):
      return source.months(cost: cost)
    case .total(let inner, let isStock):
      let monthly = values(inner, draw, source, span)
      return (0..<count).map { month in
        var sum = 0.0
        var days = 0.0
        for other in span(month) {
          let weight = isStock ? Double(timeline.month(other).days) : 1
          sum += monthly[other] * weight
          days += weight
        }
        return isStock && days > 0 ? sum / days : sum
      }
    case .repriced(let inner, let from, let to, let inflation):
      var monthly = values(inner, draw, source, span)
      let uniform = inflation.uniform(draw: draw)
      var factors: [FinancialYear: Double] = [:]
      for month in monthly.indices {
        let base = from ?? timeline.month(month).financialYear
        if factors[base] == nil {
          factors[base] = FigureEvaluator.index(inflation, uniform, from: base, to: to)
        }
        monthly[month] *= factors[base] ?? 1
      }
      return monthly
    case .add(let left, let right):
      return zipped(left, right, draw, source, span, +)
    case .subtract(let left, let right):
      return zipped(left, right, draw, source, span, -)
    case .multiply(let left, let right):
      return zipped(left, right, draw, source, span, *)
    case .divide(let left, let right):
      return zipped(left, right, draw, source, span, /)
    }
  }

  private func zipped(
    _ left: Node, _ right: Node, _ draw: Int, _ source: some FigureSource,
    _ span: (Int) -> Range<Int>, _ operation: (Double, Double) -> Double
  ) -> [Double] {
    zip(values(left, draw, source, span), values(right, draw, source, span)).map {
      operation($0.0, $0.1)
    }
  }

  /// The price level of `to` over that of `from`.
  static func index(
    _ inflation: DatedSampler, _ uniform: Double, from: FinancialYear, to: FinancialYear
  ) -> Double {
    var factor = 1.0
    var year = min(from, to)
    while year < max(from, to) {
      year = year.advanced(by: 1)
      factor *= 1 + inflation.value(uniform: uniform, month: year.firstMonth.index)
    }
    return from <= to ? factor : 1 / factor
  }
}
