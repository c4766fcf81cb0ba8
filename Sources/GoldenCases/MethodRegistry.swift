/// One method of the golden files: inputs in, result out, refusals thrown.
///
/// The thrown error's description becomes the message of the case, so it must name the input.
public typealias Method = @Sendable (GoldenValue, BaseFolder) throws -> GoldenValue

/// The methods a golden runner can answer, by name.
public struct MethodRegistry: Sendable {
  private let methods: [String: Method]

  /// A registry of those methods; where two tables share a name the later one counts.
  public init(_ tables: [[String: Method]]) {
    methods = tables.reduce(into: [:]) { $0.merge($1) { _, later in later } }
  }

  /// The method of that name, or `nil` where it is not offered.
  public subscript(name: String) -> Method? { methods[name] }

  /// The names of all methods, sorted.
  public var names: [String] { methods.keys.sorted() }

  /// Every method this package offers, one table per field in `Methods/`.
  public static let standard = MethodRegistry([
    specialFunctionMethods,
    sampleStatisticsMethods,
    distributionMethods,
    randomMethods,
    samplerMethods,
    scoreMethods,
    intervalMethods,
    uncertaintyMethods,
    cohortMethods,
    survivalMethods,
    stayMethods,
    markovChainMethods,
    planMethods,
    regressionMethods,
    seriesMethods,
    reconciliationMethods,
    financeMethods,
    transportMethods,
    blockBedMethods,
    sufficiencyMethods,
    emergencyMethods,
    disclosureMethods,
  ])
}
