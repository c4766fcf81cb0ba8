import LinearAlgebra

/// A formula with what it took from its table: levels, knots and the origin of the trend, so that
/// new rows are coded alike.
public struct FormulaEncoding: Equatable, Sendable {
  /// The formula.
  public let formula: Formula

  private let origin: Double?
  private let levels: [String: [String]]
  private let splines: [String: NaturalSpline]
  /// For each term and factor, whether labels drop their first level.
  private let drops: [[Bool]]

  /// A design and its offset, row by row.
  public struct Rows: Equatable, Sendable {
    /// The design.
    public let design: DesignMatrix

    /// The sum of the formula's offsets; `nil` where it has none.
    public let offset: [Double]?
  }

  /// A response with the rows that explain it.
  public struct Sample: Equatable, Sendable {
    /// The response: numbers, or successes where there are trials.
    public let response: [Double]

    /// The numbers of trials; `nil` where the response is no share.
    public let trials: [Double]?

    /// The design and offset.
    public let rows: Rows

    /// How new rows are coded.
    public let encoding: FormulaEncoding
  }

  init(_ formula: Formula, _ table: FormulaTable) throws(FormulaError) {
    var origin: Double?
    var levels: [String: [String]] = [:]
    var splines: [String: NaturalSpline] = [:]
    for factor in formula.terms.joined() {
      switch factor {
      case .trend:
        origin = try table.times(for: "trend").min()
      case .labels(let name):
        levels[name] = try FormulaEncoding.levels(name, table)
      case .value(.column(let name)) where table.holdsLabels(name):
        levels[name] = try FormulaEncoding.levels(name, table)
      case .spline(let expression, let degrees):
        do {
          splines[factor.text] = try NaturalSpline(
            over: try expression.values(table), degreesOfFreedom: degrees, name: factor.text)
        } catch let error as FormulaError {
          throw error
        } catch let error as RegressionError {
          throw .regression(error)
        } catch {
          throw .invalidTerm(term: factor.text, reason: "\(error)")
        }
      default:
        break
      }
    }
    self.formula = formula
    self.origin = origin
    self.levels = levels
    self.splines = splines
    drops = FormulaEncoding.coding(formula, levels)
  }

  /// Labels of a term are coded against their first level where the term without them is in the
  /// formula too, and in full elsewhere (Chambers and Hastie 1992, Statistical Models, 2.4).
  private static func coding(_ formula: Formula, _ levels: [String: [String]]) -> [[Bool]] {
    var hasConstant = formula.hasIntercept
    return formula.terms.map { term in
      term.map { factor in
        guard labelName(factor, levels) != nil else { return false }
        let rest = term.filter { $0 != factor }
        if rest.isEmpty {
          defer { hasConstant = true }
          return hasConstant
        }
        return formula.terms.contains { Set($0.map(\.text)) == Set(rest.map(\.text)) }
      }
    }
  }

  private static func labelName(
    _ factor: Formula.Factor, _ levels: [String: [String]]
  ) -> String? {
    switch factor {
    case .labels(let name): name
    case .value(.column(let name)) where levels[name] != nil: name
    default: nil
    }
  }

  private static func levels(
    _ name: String, _ table: FormulaTable
  ) throws(FormulaError) -> [String] {
    let labels = Set(try table.labels(name))
    guard labels.count > 1 else {
      throw .invalidTerm(
        term: name, reason: "the column holds one label alone, '\(labels.first ?? "")'; drop it")
    }
    let numbers = labels.compactMap { Double($0) }
    return numbers.count == labels.count
      ? labels.sorted { (Double($0) ?? 0) < (Double($1) ?? 0) } : labels.sorted()
  }

  /// Codes the rows of a table with the same columns.
  ///
  /// Throws `unknownColumn`, `missing`, `unusable`, and `invalidTerm` for a label that the fit has
  /// not seen.
  public func rows(_ table: FormulaTable) throws(FormulaError) -> Rows {
    var names: [String] = []
    var elements: [Double] = []
    if formula.hasIntercept {
      names.append("intercept")
      elements += Array(repeating: 1, count: table.rows)
    }
    for (term, drops) in zip(formula.terms, drops) {
      var columns: [(name: String, values: [Double])] = []
      for (factor, isDropped) in zip(term, drops) {
        let next = try self.columns(factor, table, dropsFirst: isDropped)
        guard !columns.isEmpty else {
          columns = next
          continue
        }
        var products: [(name: String, values: [Double])] = []
        for right in next {
          for left in columns {
            products.append(
              ("\(left.name):\(right.name)", zip(left.values, right.values).map { $0 * $1 }))
          }
        }
        columns = products
      }
      for column in columns {
        names.append(column.name)
        elements += column.values
      }
    }
    var offset: [Double]?
    for expression in formula.offsets {
      let values = try expression.values(table)
      offset = offset.map { zip($0, values).map { $0 + $1 } } ?? values
    }
    do {
      let matrix = try Matrix(rows: table.rows, columns: names.count, columnMajor: elements)
      return Rows(design: try DesignMatrix(matrix, names: names), offset: offset)
    } catch let error as RegressionError {
      throw .regression(error)
    } catch {
      throw .invalidTerm(term: formula.text, reason: "\(error)")
    }
  }

  /// The columns of one factor.
  private func columns(
    _ factor: Formula.Factor, _ table: FormulaTable, dropsFirst: Bool
  ) throws(FormulaError) -> [(name: String, values: [Double])] {
    if let name = FormulaEncoding.labelName(factor, levels) {
      return try dummies(name, table, dropsFirst: dropsFirst)
    }
    switch factor {
    case .value(let expression):
      return [(factor.text, try expression.values(table))]
    case .labels(let name):
      return try dummies(name, table, dropsFirst: dropsFirst)
    case .trend:
      return try timed(.trend(origin: origin ?? 0), table)
    case .step(let name, let time):
      return try timed(.step(name: name, at: time), table)
    case .pulse(let name, let from, let until):
      return try timed(.pulse(name: name, from: from, until: until), table)
    case .slope(let name, let time):
      return try timed(.slopeChange(name: name, at: time), table)
    case .season(let pairs, let period):
      let name = period == 1 ? "" : "\(period)y-"
      return try timed(.cycle(name: name, period: period, pairs: pairs), table)
    case .spline(let expression, _):
      guard let basis = splines[factor.text] else { return [] }
      let rows = try expression.values(table).map { basis.values(at: $0) }
      return (0..<basis.degreesOfFreedom).map { j in
        ("\(factor.text)[\(j + 1)]", rows.map { $0[j] })
      }
    case .powers(let expression, let degree):
      let base = try expression.values(table)
      var power = base
      return (1...degree).map { k in
        if k > 1 { power = zip(power, base).map { $0 * $1 } }
        return (k == 1 ? expression.text : "\(expression.text)^\(k)", power)
      }
    }
  }

  private func timed(
    _ term: DesignTerm, _ table: FormulaTable
  ) throws(FormulaError) -> [(name: String, values: [Double])] {
    let columns = term.columns
    let times = try table.times(for: columns.first?.name ?? "trend")
    return columns.map { ($0.name, $0.evaluate(times)) }
  }

  private func dummies(
    _ name: String, _ table: FormulaTable, dropsFirst: Bool
  ) throws(FormulaError) -> [(name: String, values: [Double])] {
    let known = levels[name] ?? []
    let labels = try table.labels(name)
    for (row, label) in labels.enumerated() where !known.contains(label) {
      throw .invalidTerm(
        term: name,
        reason: "row \(row + 1) holds '\(label)', which is not among the labels of the fit")
    }
    return known.dropFirst(dropsFirst ? 1 : 0).map { level in
      ("\(name)[\(level)]", labels.map { $0 == level ? 1 : 0 })
    }
  }
}

extension Formula {
  /// The response and design that the formula takes from a table.
  ///
  /// Labels are coded against their first level (treatment contrasts). Every value that the
  /// formula reads must be there: a missing one is refused by row and column.
  ///
  /// Throws `unknownColumn`, `missing`, `unusable`, `invalidTerm`, and `regression` for a design
  /// that is refused.
  public func sample(_ table: FormulaTable) throws(FormulaError) -> FormulaEncoding.Sample {
    let encoding = try FormulaEncoding(self, table)
    let values: [Double]
    var trials: [Double]?
    switch response {
    case .value(let expression):
      values = try expression.values(table)
    case .share(let successes, let count):
      values = try successes.values(table)
      trials = try count.values(table)
    }
    return FormulaEncoding.Sample(
      response: values, trials: trials, rows: try encoding.rows(table), encoding: encoding)
  }
}
