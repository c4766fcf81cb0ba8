/// The uncertain values that a plan draws from, by the names of their streams, in the order in which
/// the plan first needs them. One for each planning; it never leaves the planner's thread.
final class InputRegister {
  private(set) var inputs: [(name: String, sampler: DatedSampler)] = []
  private var known: Set<String> = []

  func enter(_ sampler: DatedSampler, _ name: String) {
    guard !sampler.isCertain, known.insert(name).inserted else { return }
    inputs.append((name, sampler))
  }

  /// A stream's name as a reader knows it: an assumption by its own name, others by what they are
  /// of, such as `delivery of step-down`.
  static func label(_ stream: String) -> String {
    let parts = stream.split(separator: "|").map(String.init)
    guard parts.count > 1, parts[0] != "assumption" else { return parts.last ?? stream }
    return parts.count > 2 ? "\(parts[2]) of \(parts[1])" : parts[1]
  }
}
