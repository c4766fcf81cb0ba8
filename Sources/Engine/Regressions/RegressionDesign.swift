import Foundation
import Periods
import ScenarioLanguage

/// The columns of a count regression, for any month and item.
///
/// Trend is in years from the middle of the months fitted. A trend that levels off goes on after the
/// last month fitted by 1/12 · 0.98^j in the j-th month, as against 1/12. A covariate is measured
/// from its mean over the months fitted.
struct RegressionDesign: Sendable {
  /// What the trend keeps of its slope from month to month where it levels off.
  static let monthlyDamping = 0.98

  private struct Column: Sendable {
    enum Variable: Sendable {
      case one
      case trend(levellingOff: Bool)
      case month(Int)
      case covariate(Int)
    }
    let name: String
    let variable: Variable
    /// The item it acts in; `nil` for all.
    let item: Int?
  }

  private let columns: [Column]
  private let covariates: [CovariateTable]
  private let centres: [Double]
  private let first: Int
  private let last: Int

  var names: [String] { columns.map(\.name) }

  /// - Parameters:
  ///   - covariates: tables by name.
  ///   - window: the months fitted.
  init(
    _ regression: CountRegression, items: [String], covariates tables: [String: CovariateTable],
    window: ClosedRange<Month>
  ) throws(EngineError) {
    first = window.lowerBound.index
    last = window.upperBound.index
    var columns = [Column(name: "level", variable: .one, item: nil)]
    if regression.levelVariesBy != nil {
      for (position, item) in items.enumerated().dropFirst() {
        columns.append(Column(name: "level:\(item)", variable: .one, item: position))
      }
    }
    var covariates: [CovariateTable] = []
    var centres: [Double] = []
    func add(_ name: String, _ variable: Column.Variable, _ apart: Bool) {
      guard apart else {
        columns.append(Column(name: name, variable: variable, item: nil))
        return
      }
      for (position, item) in items.enumerated() {
        columns.append(Column(name: "\(name):\(item)", variable: variable, item: position))
      }
    }
    for term in regression.terms {
      let apart = !term.togetherWith.isEmpty && items.count > 1
      switch term.variable {
      case .trend(let levellingOff):
        add("trend", .trend(levellingOff: levellingOff), apart)
      case .season:
        for month in 2...12 { add("season \(Month.names[month - 1])", .month(month), apart) }
      case .covariate(let name):
        guard let table = tables[name] else {
          throw EngineError(
            "`\(regression.name)` is explained by `\(name)`, which is not a covariate.",
            location: regression.location.text)
        }
        var sum = 0.0
        for month in first...last {
          for item in items.indices { sum += table.value(Month(index: month), item) }
        }
        centres.append(sum / Double((last - first + 1) * items.count))
        covariates.append(table)
        add(name, .covariate(covariates.count - 1), apart)
      }
    }
    self.columns = columns
    self.covariates = covariates
    self.centres = centres
  }

  /// The row of a month (an absolute index) and item.
  func row(_ month: Int, _ item: Int) -> [Double] {
    columns.map { column in
      guard column.item == nil || column.item == item else { return 0 }
      switch column.variable {
      case .one: return 1
      case .trend(let levellingOff): return trend(month, levellingOff)
      case .month(let number): return Month(index: month).monthOfYear == number ? 1 : 0
      case .covariate(let place):
        return covariates[place].value(Month(index: month), item) - centres[place]
      }
    }
  }

  private func trend(_ month: Int, _ levellingOff: Bool) -> Double {
    let middle = Double(first + last) / 2
    guard levellingOff, month > last else { return (Double(month) - middle) / 12 }
    let damping = RegressionDesign.monthlyDamping
    let ahead = damping * (1 - pow(damping, Double(month - last))) / (1 - damping)
    return (Double(last) - middle + ahead) / 12
  }
}

extension SourceLocation {
  /// `file:line:column`, as errors show it.
  var text: String { "\(file):\(line):\(column)" }
}
