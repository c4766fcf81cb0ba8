import ArgumentParser
import Foundation
import Periods
import PlanPipeline
import Publishing

/// `headroom pipeline plans FILE --from MONTH`.
struct PipelinePlansCommand: AsyncParsableCommand {
  enum Table: String, ExpressibleByArgument, CaseIterable {
    case years
    case months
  }

  static let configuration = CommandConfiguration(
    commandName: "plans",
    abstract: "Requests, assessments, refusals, appeals and plans by month and year.",
    discussion: """
      The file (CSV) has a row for each number: parameter, then value, or low and high (90% likely \
      between), or events and of. Parameters: \
      \(PipelineParameter.allCases.map(\.rawValue).joined(separator: ", ")).

      Ranges hold what is not known of the numbers and what chance does. The 20 weeks run from the \
      request; with assessments_per_week they get longer as assessments queue.

      Example:
        headroom pipeline plans demonstration/pipeline/bromley.csv --from 2026-04 \\
          --months 60
      """)

  @Argument(help: ArgumentHelp("The numbers of the pipeline.", valueName: "file"))
  var file: String
  @Option(name: .long, help: ArgumentHelp("The first month.", valueName: "YYYY-MM"))
  var from: String
  @Option(name: .long, help: "How many months.")
  var months = 60
  @Option(name: .long, help: "By financial year, or by month.")
  var by: Table = .years
  @Option(name: .long, help: "How many futures.")
  var simulations = 1000
  @Option(name: .long, help: "The seed of the random numbers.")
  var seed: UInt64 = 1
  @Option(name: .long, help: "Threads; the result is the same for any number.")
  var threads: Int = ProcessInfo.processInfo.activeProcessorCount
  @Option(name: .long, help: "The format: table or csv.")
  var format: TableFormat = .table
  @Option(name: .shortAndLong, help: ArgumentHelp("Write to a file.", valueName: "file"))
  var output: String?

  func run() async throws {
    let forecast: PipelineForecast
    do {
      let parameters = try PipelineParameters(bytes: InputBytes.read(file), file: file)
      forecast = try await PipelineForecast(
        parameters, first: try PipelineText.month(from), months: months, replicates: simulations,
        seed: seed, threads: threads)
    } catch {
      Terminal.message("headroom: \(error)")
      throw Failure.couldNot.exitCode
    }
    guard forecast.violations == 0 else {
      Terminal.message(
        "headroom: children were not conserved in \(forecast.violations) futures. This is a fault of "
          + "Headroom; please report it with the file.")
      throw Failure.couldNot.exitCode
    }
    let text =
      format == .csv
      ? PipelineText.csv(forecast, byMonth: by == .months)
      : PipelineText.page(forecast, byMonth: by == .months)
    try reporting { try OutputFile.write(text, to: output) }
  }
}
