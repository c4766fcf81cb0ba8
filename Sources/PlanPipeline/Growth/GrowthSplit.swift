/// Growth of the stock of plans between two moments, split into population, rate and duration.
///
/// With P people, N new plans in the year before and S plans in force, S = P × (N ÷ P) × (S ÷ N): people,
/// new plans a person, and plans in force for each new one, which is the years that a plan lasts where the
/// stock is steady. Each factor's effect is its Shapley value: the mean, over the six orders in which the
/// three can change from the earlier to the later figure, of what its change adds. Effects add to the
/// growth exactly and depend on no order (Shapley 1953; Sun, "Changes in energy consumption and energy
/// intensity: a complete decomposition model", Energy Economics 20, 1998, which comes to the same).
/// Groups, such as ages, are split each for itself and added up.
public struct GrowthSplit: Sendable, Hashable {
  /// One group at one moment.
  public struct Group: Sendable, Hashable {
    /// People of the group.
    public var population: Double
    /// New plans in the year before.
    public var newPlans: Double
    /// Plans in force.
    public var plans: Double

    /// A group.
    public init(population: Double, newPlans: Double, plans: Double) {
      self.population = population
      self.newPlans = newPlans
      self.plans = plans
    }
  }

  /// Plans that come from more or fewer people.
  public let population: Double
  /// Plans that come from more or fewer new plans a person.
  public let rate: Double
  /// Plans that come from plans lasting longer or less long.
  public let duration: Double
  /// The growth: the sum of the three.
  public var total: Double { population + rate + duration }

  /// The split of one group's growth.
  ///
  /// - Throws: ``PipelineError`` where people or new plans are not above 0, or plans below 0: a rate or a
  ///   duration would be no number.
  public init(from before: Group, to after: Group) throws(PipelineError) {
    for group in [before, after] {
      guard group.population > 0, group.newPlans > 0, group.plans >= 0,
        group.population.isFinite, group.newPlans.isFinite, group.plans.isFinite
      else {
        throw PipelineError(
          "People and new plans have to be above 0 to speak of a rate and a duration; these are "
            + "\(group.population), \(group.newPlans) and \(group.plans) plans. Put ages together until "
            + "each has some.")
      }
    }
    let old = [
      before.population, before.newPlans / before.population, before.plans / before.newPlans,
    ]
    let new = [after.population, after.newPlans / after.population, after.plans / after.newPlans]
    func effect(_ factor: Int) -> Double {
      let others = [0, 1, 2].filter { $0 != factor }
      let (a, b) = (others[0], others[1])
      return (new[factor] - old[factor])
        * ((old[a] * old[b] + new[a] * new[b]) / 3 + (old[a] * new[b] + new[a] * old[b]) / 6)
    }
    population = effect(0)
    rate = effect(1)
    duration = effect(2)
  }

  /// The sum of several groups' splits.
  public init(adding splits: [GrowthSplit]) {
    population = splits.reduce(0) { $0 + $1.population }
    rate = splits.reduce(0) { $0 + $1.rate }
    duration = splits.reduce(0) { $0 + $1.duration }
  }
}
