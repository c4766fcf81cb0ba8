/// One thing of a scenario file that needs another: a cost its measure, a measure its assumptions.
///
/// Both are written with their kind, such as `cost placements-spend` or `assumption inflation`,
/// because a lever and a scenario may have one name. What a figure rests on is all that its subject
/// needs, and all that those need in turn.
public struct LineageLink: Sendable, Hashable, Codable {
  /// The measure, cost, lever, contract, figure, pathway, regression or scenario.
  public var name: String
  /// What it needs; `file PATH` and `published SERIES` are where a line ends.
  public var needs: String

  /// A link.
  public init(name: String, needs: String) {
    self.name = name
    self.needs = needs
  }
}
