import ArgumentParser
import CouncilReturns
import Engine
import Foundation
import RecordProjections
import Returns

/// `headroom reconcile --returns DIR --area NAME --year YEAR`.
struct ReconcileCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reconcile",
    abstract: "Looked-after children by records, by published statistics, and by both together.",
    discussion: """
      Projects from 31 March of YEAR by the council's SSDA903 returns (headroom project cla) and \
      by the published statistics (headroom run), and combines them draw by draw. A row per 31 \
      March and placement: \
      date,placement,records_mean,records_sd,published_mean,published_sd,mean,sd,p10,p50,p90,\
      disagreement,z. \
      A disagreement beyond two standard deviations is a warning, exit code 1.

      Example:
        headroom reconcile --returns demonstration --area Bromley --year 2024 \\
          --years 3
      """)

  @OptionGroup var statistics: StatisticsOptions

  @Option(
    name: .long, help: ArgumentHelp("Folder of SSDA903 returns.", valueName: "dir"),
    completion: .directory)
  var returns: String

  @Option(name: .long, help: "The council, by name or code.")
  var area: String

  @Option(name: .long, help: "The year whose 31 March both start from.")
  var year: Int

  @Option(name: .long, help: "Years ahead, 1 to 20.")
  var years: Int = 3

  @Option(name: .long, help: "Months of record that rates are estimated from.")
  var windowMonths: Int = 36

  @Option(name: .long, help: "The correlation of the two sources' errors, 0 to 1.")
  var shared: Double = 0.5

  @Option(name: .long, help: "Simulated futures.")
  var simulations: Int = 4_000

  @Option(name: .long, help: "The seed of the simulation.")
  var seed: UInt64 = 1

  @Option(name: .long, help: "Threads to use; the results are the same for any number.")
  var threads: Int?

  func validate() throws {
    guard (1...20).contains(years) else { throw ValidationError("--years takes 1 to 20.") }
    if let threads, !(1...4_096).contains(threads) {
      throw ValidationError("--threads takes a whole number from 1 to 4096.")
    }
  }

  func run() async throws {
    let depths: CareDepths
    do {
      let loaded = try statistics.load()
      let published = try PublishedStock.forecast(
        loaded, measure: "cla", area: try loaded.index.area(named: area).code, origin: year,
        years: years)
      depths = try await CareDepths(
        returns: CareReturns.read(folder: returns), windowMonths: windowMonths,
        totals: PublishedTotals(
          origin: year, means: published.means, logSpreads: published.logSpreads),
        shared: shared, replicates: simulations, seed: seed,
        threads: threads ?? ProcessInfo.processInfo.activeProcessorCount)
    } catch {
      Terminal.message("headroom: \(error)")
      throw Failure.couldNot.exitCode
    }
    Terminal.out(depths.csv)
    for warning in depths.warnings { Terminal.message("headroom: \(warning)") }
    if !depths.warnings.isEmpty { throw ExitCode(1) }
  }
}
