/// The expected stock of an age that has no age before it to come from.
public enum EntryRule: Hashable, Sendable {
  /// The stock of the last census, held.
  case lastLevel
  /// People per head of population, and the population of that age in each projected year.
  case rate(perHead: Double, population: [Double])
}
