import Probability

/// The chance of having left by each type of exit up to t (Aalen and Johansen 1978).
///
/// Fᶜ(t) = Σ(tᵢ ≤ t) S(tᵢ−) dᶜᵢ/rᵢ. The types compete: 1 − Kaplan-Meier of one type alone would
/// count children who have already left for another reason as still at risk.
public struct CumulativeIncidence: Hashable, Sendable {
  /// The distinct times of exits of any type, ascending.
  public let time: [Double]

  /// Fᶜ just after each time, by type of exit; types that never occur are absent.
  public let incidence: [Int: [Double]]

  /// The chance of still being there just after each time; with the incidences it adds up to 1.
  public let survival: [Double]

  /// The estimate of those stays.
  public init(_ stays: ObservedStays) {
    let table = RiskTable(stays)
    let causes = Set(stays.event.filter { $0 > 0 }).sorted()
    let byCause = causes.map { cause in
      RiskTable(
        stays, rows: (0..<stays.count).filter { stays.event[$0] == cause }, times: table.time
      ).events
    }
    var sums = [CompensatedSum](repeating: CompensatedSum(), count: causes.count)
    var curves = [[Double]](repeating: [], count: causes.count)
    var level = 1.0
    var survival: [Double] = []
    for index in table.time.indices {
      let r = Double(table.atRisk[index])
      for cause in causes.indices {
        sums[cause].add(level * Double(byCause[cause][index]) / r)
        curves[cause].append(sums[cause].value)
      }
      level *= (r - Double(table.events[index])) / r
      survival.append(level)
    }
    time = table.time
    self.survival = survival
    incidence = Dictionary(zip(causes, curves), uniquingKeysWith: { first, _ in first })
  }
}
