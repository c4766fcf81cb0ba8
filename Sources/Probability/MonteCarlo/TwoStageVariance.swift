/// The split of a variance into process and parameter parts from nested runs.
public struct TwoStageVariance: Hashable, Sendable {
  /// The mean variance within parameter draws.
  public let process: Double

  /// The variance of the draws' means less process/m, at least 0.
  public let parameter: Double

  /// Process plus parameter variance.
  public var total: Double { process + parameter }

  /// The parameter part of the total; 0 where nothing varies.
  public var parameterShare: Double { total > 0 ? parameter / total : 0 }

  /// The split of groups of equal size, one per parameter draw, each of process replicates.
  ///
  /// Throws ``ParameterError`` unless there are at least two groups of at least two replicates.
  public init(groups: [[Double]]) throws(ParameterError) {
    guard groups.count >= 2 else {
      throw ParameterError("groups", "\(groups.count) groups", "must have at least 2 groups")
    }
    let size = groups[0].count
    guard size >= 2 else {
      throw ParameterError("groups[0]", "\(size) replicates", "must have at least 2 replicates")
    }
    var means: [Double] = []
    var within = CompensatedSum()
    for (index, group) in groups.enumerated() {
      guard group.count == size else {
        throw ParameterError(
          "groups[\(index)]", "\(group.count) replicates", "must have \(size), as the first has")
      }
      let moments = try SampleMoments(group)
      means.append(moments.mean)
      within.add(moments.variance)
    }
    process = within.value / Double(groups.count)
    parameter = max(0, try SampleMoments(means).variance - process / Double(size))
  }
}
