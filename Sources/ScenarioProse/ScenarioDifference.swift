public import ScenarioLanguage

/// What differs between two scenario files, declaration by declaration, in sentences.
public struct ScenarioDifference: Sendable, Equatable {
  /// One declaration that is not the same in both.
  public struct Item: Sendable, Equatable {
    /// `levers`, `assumptions` or `other`: what the council decides, how the world works, the rest.
    public let group: String
    /// What it is.
    public let kind: String
    /// Its name.
    public let name: String
    /// How the first file has it; `nil` where it has not.
    public let before: String?
    /// How the second file has it; `nil` where it has not.
    public let after: String?
  }

  /// The differences: levers, then assumptions, then the rest, each by name.
  public let items: [Item]

  /// Compares two models.
  ///
  /// - Parameters:
  ///   - before: the first model.
  ///   - after: the second.
  ///   - scenarios: a scenario of each; levers, contracts and overrides of others are left out.
  public init(
    _ before: ScenarioModel, _ after: ScenarioModel, scenarios: (String, String)? = nil
  ) {
    let old = Self.readings(before, scenarios?.0)
    let new = Self.readings(after, scenarios?.1)
    var items: [Item] = []
    for key in Set(old.keys).union(new.keys) where old[key] != new[key] {
      guard let any = old[key] ?? new[key] else { continue }
      let group =
        ["lever", "contract"].contains(any.kind)
        ? "levers" : any.kind == "assumption" ? "assumptions" : "other"
      items.append(
        Item(
          group: group, kind: any.kind, name: any.name, before: old[key]?.text,
          after: new[key]?.text))
    }
    let order = ["levers", "assumptions", "other"]
    self.items = items.sorted {
      (order.firstIndex(of: $0.group) ?? 3, $0.kind, $0.name)
        < (order.firstIndex(of: $1.group) ?? 3, $1.kind, $1.name)
    }
  }

  private static func readings(_ model: ScenarioModel, _ scenario: String?) -> [String: Reading] {
    var model = model
    if let scenario {
      let chosen = model.scenarios.first { $0.name == scenario }
      let levers = Set(chosen?.levers.map(\.lever) ?? [])
      let contracts = Set(chosen?.contracts.map(\.contract) ?? [])
      model.levers = model.levers.filter { levers.contains($0.name) }
      model.contracts = model.contracts.filter { contracts.contains($0.name) }
      model.asks = []
      // One name for the scenario of each side, so that its own text is compared.
      model.scenarios = model.scenarios.filter { $0.name == scenario }.map {
        var renamed = $0
        renamed.name = "scenario"
        return renamed
      }
    }
    return Dictionary(
      ScenarioProse(model).readings.map { ("\($0.kind) \($0.name)", $0) },
      uniquingKeysWith: { first, _ in first })
  }
}
