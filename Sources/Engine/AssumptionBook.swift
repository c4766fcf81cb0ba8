import Periods
import Probability
import ScenarioLanguage

/// A value that may change from month to month, drawn with one uniform per draw: the quantile is
/// the same throughout, so a high draw is high in every period.
struct DatedSampler: Sendable {
  /// Samplers with the first month (an absolute index) each holds from, in date order. The first
  /// one also holds before its month.
  let segments: [(from: Int, sampler: Sampler)]
  let stream: RandomStream
  /// The terms of its normal score where it moves with others; empty where it does not.
  var score: [(weight: Double, stream: RandomStream)] = []

  /// The draw's uniform, strictly inside (0, 1).
  func uniform(draw: Int) -> Double {
    guard !score.isEmpty else { return stream.uniform(replicate: draw, step: 0) }
    var sum = 0.0
    for term in score {
      sum +=
        term.weight
        * SpecialFunctions.normalQuantile(term.stream.uniform(replicate: draw, step: 0))
    }
    return min(1 - 1e-15, max(1e-15, SpecialFunctions.normalCDF(sum)))
  }

  /// Whether nothing about the value is drawn.
  var isCertain: Bool {
    segments.allSatisfy {
      if case .fixed = $0.sampler.law { return true }
      return false
    }
  }

  /// Whether the value is the same in every month.
  var isConstant: Bool { segments.count == 1 }

  func value(uniform: Double, month: Int) -> Double {
    var chosen = segments[0].sampler
    for segment in segments where segment.from <= month { chosen = segment.sampler }
    return chosen.value(uniform)
  }
}

/// The assumptions of one scenario: its overrides in place, names resolved to samplers.
///
/// Streams are named by the assumption and never by the scenario, so that all scenarios share draws.
struct AssumptionBook {
  let model: ScenarioModel
  let overrides: [Override]
  private let byName: [String: Assumption]
  private let copula: AssumptionCopula
  private let register: InputRegister?

  /// - Parameters:
  ///   - copula: how assumptions move with each other.
  ///   - register: takes note of the uncertain values that are asked for.
  init(
    model: ScenarioModel, scenario: Scenario, copula: AssumptionCopula,
    register: InputRegister? = nil
  ) {
    self.model = model
    self.copula = copula
    self.register = register
    overrides = scenario.overrides.enumerated().sorted {
      ($0.element.from?.index ?? Int.min, $0.offset) < (
        $1.element.from?.index ?? Int.min, $1.offset
      )
    }.map(\.element)
    byName = Dictionary(
      model.assumptions.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  func assumption(_ name: String) throws(EngineError) -> Assumption {
    guard let assumption = byName[name] else {
      throw EngineError("No assumption is called `\(name)`.")
    }
    return assumption
  }

  /// The sampler of an assumption, for one item where it is given `for each` item.
  func sampler(_ name: String, item: String? = nil) throws(EngineError) -> DatedSampler {
    try sampler(name, item: item, depth: 0)
  }

  /// The sampler of a value used in place: a literal draws from a stream of its own name.
  func sampler(
    _ value: ValueSpec, item: String? = nil, stream: String
  ) throws(EngineError) -> DatedSampler {
    if case .reference(let name) = value.form { return try sampler(name, item: item) }
    let result = DatedSampler(
      segments: [(Int.min, try Sampler(value))],
      stream: RandomStream(seed: model.settings.seed, name: stream))
    register?.enter(result, stream)
    return result
  }

  /// The value specification behind a value: itself, or the assumption's it refers to, for the
  /// unit and price base.
  func specification(_ value: ValueSpec, item: String? = nil) throws(EngineError) -> ValueSpec {
    guard case .reference(let name) = value.form else { return value }
    let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
    let assumption = try assumption(parts[0])
    switch assumption.body {
    case .single(let inner): return inner
    case .byPeriod(let dated, let onwards):
      if let first = dated.first?.value ?? onwards { return first }
    case .byItem(_, let values):
      let wanted = parts.count == 2 ? parts[1] : item
      if let found = values.first(where: { $0.item == wanted }) { return found.value }
    }
    throw EngineError(
      "`\(name)` has no value\(item.map { " for `\($0)`" } ?? "").",
      location: place(assumption))
  }

  private func place(_ assumption: Assumption) -> String {
    "\(assumption.location.file):\(assumption.location.line):\(assumption.location.column)"
  }

  private func sampler(
    _ name: String, item: String?, depth: Int
  ) throws(EngineError) -> DatedSampler {
    guard depth < 16 else {
      throw EngineError("`\(name)` refers to itself through other assumptions.")
    }
    let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
    let assumption = try assumption(parts[0])
    let wanted = parts.count == 2 ? parts[1] : item
    var segments: [(from: Int, sampler: Sampler)] = []
    var streamName = "assumption|\(assumption.name)"
    /// The stream of the assumption referred to: "as X" moves with X.
    var stream: RandomStream?
    var score: [(weight: Double, stream: RandomStream)] = []
    func append(_ from: Int, _ value: ValueSpec) throws(EngineError) {
      if case .reference(let other) = value.form {
        let inner = try sampler(other, item: item, depth: depth + 1)
        let inForce = inner.segments.last { $0.from <= from } ?? inner.segments[0]
        segments.append((from, inForce.sampler))
        segments += inner.segments.filter { $0.from > from }
        stream = inner.stream
        score = inner.score
      } else {
        segments.append((from, try Sampler(value)))
      }
    }
    switch assumption.body {
    case .single(let value):
      try append(Int.min, value)
    case .byPeriod(let dated, let onwards):
      for entry in dated { try append(entry.period.firstMonth.index, entry.value) }
      if let onwards {
        let from = dated.map { $0.period.lastMonth.index + 1 }.max() ?? Int.min
        try append(from, onwards)
      }
    case .byItem(_, let values):
      guard let found = values.first(where: { $0.item == wanted }) else {
        throw EngineError(
          "`\(assumption.name)` has no value for `\(wanted ?? "total")`. Add a `when` clause.",
          location: place(assumption))
      }
      streamName += ".\(found.item)"
      try append(Int.min, found.value)
    }
    for override in overrides
    where override.assumption == assumption.name
      || (wanted.map { override.assumption == "\(assumption.name).\($0)" } ?? false)
    {
      let from = override.from?.index ?? Int.min
      segments.removeAll { $0.from >= from && $0.from != Int.min || from == Int.min }
      try append(from, override.value)
    }
    if stream == nil { score = self.score(of: assumption.name, item: wanted) }
    let result = DatedSampler(
      segments: segments.sorted { $0.from < $1.from },
      stream: stream ?? RandomStream(seed: model.settings.seed, name: streamName), score: score)
    if stream == nil { register?.enter(result, streamName) }
    return result
  }

  /// The terms of an assumption's normal score as streams.
  private func score(
    of assumption: String, item: String?
  ) -> [(weight: Double, stream: RandomStream)] {
    copula.terms(assumption).map { term in
      let own = term.category == nil ? "" : item.map { ".\($0)" } ?? ""
      return (
        term.weight,
        RandomStream(seed: model.settings.seed, name: "assumption|\(term.assumption)\(own)")
      )
    }
  }
}
