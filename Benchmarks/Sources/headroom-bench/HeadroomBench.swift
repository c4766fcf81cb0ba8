import CLAPACKEDirect
import Foundation

/// Measures the commands and the numerical libraries and prints tables in Markdown.
@main
struct HeadroomBench {
  static func main() async {
    do {
      let settings = try Settings(Array(CommandLine.arguments.dropFirst()))
      // Commands first: their peak memory is counted from this process's own.
      let scratch = FileManager.default.temporaryDirectory
        .appendingPathComponent("headroom-bench-\(getpid())").path
      try FileManager.default.createDirectory(
        atPath: scratch, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(atPath: scratch) }
      if settings.tables.contains(.commands) { try commands(settings, scratch) }
      fflush(nil)
      if settings.tables.contains(.backTest) {
        try BackTestTable(settings: settings, scratch: scratch).print()
      }
      fflush(nil)
      if settings.tables.contains(.leastSquares) { try leastSquares(settings) }
      fflush(nil)
      if settings.tables.contains(.regression) {
        try RegressionTable(settings: settings, scratch: scratch).print()
      }
      fflush(nil)
      if settings.tables.contains(.forecasting) {
        try await ForecastingTable(settings: settings).print()
      }
      fflush(nil)
      if settings.tables.contains(.cohorts) { try await CohortTable(settings: settings).print() }
      fflush(nil)
      if settings.tables.contains(.libraries) { try libraries(settings) }
      fflush(nil)
      if settings.tables.contains(.language) { try LanguageBenchmark(settings: settings).print() }
    } catch {
      FileHandle.standardError.write(Data("headroom-bench: \(error)\n".utf8))
      exit(1)
    }
  }

  private static func commands(_ settings: Settings, _ scratch: String) throws {
    print("\nCommands, each run a process of its own:\n")
    print(
      Markdown.header([
        "Command", "Median wall", "Lowest to highest", "Median CPU", "Peak memory", "Target",
      ]))
    for row in try CommandBenchmarks(settings: settings, scratch: scratch).rows() {
      print(Markdown.row(row))
    }
  }

  private static func leastSquares(_ settings: Settings) throws {
    let processors = Int32(ProcessInfo.processInfo.activeProcessorCount)
    let result = try LeastSquaresBenchmark(
      rounds: settings.repetitions(15), peerThreads: processors > 1 ? [1, processors] : [1])
    print(
      "\nLeast squares of \(LeastSquaresData.observations) rows and"
        + " \(LeastSquaresData.terms) columns, in turn with LAPACKE's `dgels`"
        + " (\(String(cString: openblas_get_config()).trimmingCharacters(in: .whitespaces))):\n")
    print(
      Markdown.header([
        "Side", "Median wall", "Lowest to highest", "Median CPU", "Wall against dgels with copy",
        "without copy", "CPU against dgels with copy", "without copy", "Target",
      ]))
    for comparison in result.comparisons {
      let count = comparison.peerThreads
      let threads = count == 1 ? "1 thread" : "\(count) threads"
      let sides =
        [
          (
            "`LeastSquaresSolution`, 1 thread, beside dgels on \(threads)", comparison.solution,
            count == 1 ? 0.35 : nil
          ),
          ("`LeastSquares.fit`, 1 thread, beside dgels on \(threads)", comparison.model, nil),
          ("`LAPACKE_dgels` with the copy it needs, \(threads)", comparison.peer, nil),
          ("`LAPACKE_dgels` alone, \(threads)", comparison.peerSolveOnly, nil),
        ] as [(String, Sample, Double?)]
      for (name, sample, target) in sides {
        let ratios = [comparison.peer, comparison.peerSolveOnly].flatMap {
          [
            median(sample.wall) / median($0.wall),
            median(sample.cpu) / median($0.cpu),
          ]
        }
        print(
          Markdown.row([
            name, Markdown.time(median(sample.wall)), Markdown.range(sample.wall),
            Markdown.time(median(sample.cpu)),
            Markdown.ratio(sample.wall, comparison.peer.wall),
            Markdown.ratio(sample.wall, comparison.peerSolveOnly.wall),
            Markdown.ratio(sample.cpu, comparison.peer.cpu),
            Markdown.ratio(sample.cpu, comparison.peerSolveOnly.cpu),
            target.map { limit in
              Markdown.verdict(
                "at most \(Markdown.digits(limit, 2))", isMet: ratios.allSatisfy { $0 <= limit })
            } ?? "",
          ]))
      }
    }
    let agreement = String(format: "%.1e", result.disagreement)
    let verdict = result.disagreement <= 1e-10 ? "within" : "OUTSIDE"
    print(
      "\nLargest difference between the two sides' coefficients, relative to the largest"
        + " coefficient: \(agreement) (\(verdict) 1e-10).")
  }

  private static func libraries(_ settings: Settings) throws {
    let repetitions = settings.repetitions(9)
    let regression = try LibraryBenchmarks.poissonRegression(repetitions: repetitions)
    let draws = 1_000_000
    let blocks = RandomBenchmarks.blocks(100 * draws, repetitions: repetitions)
    let filled = RandomBenchmarks.filled(10 * draws, width: 1_000, repetitions: repetitions)
    let uniforms = LibraryBenchmarks.uniforms(10 * draws, repetitions: repetitions)
    let inversions = try RandomBenchmarks.binomialInversions(
      10 * draws, trials: 40, probability: 0.1, repetitions: repetitions)
    let small = try LibraryBenchmarks.binomialDraws(
      draws, trials: 40, probability: 0.1, repetitions: repetitions)
    let laws = try RandomBenchmarks.binomialLaws(
      draws, trials: 40, probability: 0.1, repetitions: repetitions)
    let large = try LibraryBenchmarks.binomialDraws(
      draws, trials: 3_000, probability: 0.05, repetitions: repetitions)
    print("\nLibraries, called in one process on one thread:\n")
    print(
      Markdown.header([
        "Work", "Median wall", "Lowest to highest", "Median CPU", "Rate by CPU time", "Target",
      ]))
    let rows: [(String, Sample, Int?, Double?)] = [
      ("Poisson regression, 10,000 rows and 10 terms", regression, nil, nil),
      ("Philox blocks of four words, consecutive counters, 100 million", blocks, 100 * draws, 100),
      (
        "Uniforms by `RandomAddress.fill`, 1,000 an address, 10 million", filled, 10 * draws, nil
      ),
      ("Uniforms one by one, each at its own address, 10 million", uniforms, 10 * draws, nil),
      (
        "Binomial inversions, 40 trials at 0.1, law made once, uniforms at hand, 10 million",
        inversions, 10 * draws, 15
      ),
      ("The same with an addressed uniform for each, 1 million", small, draws, 15),
      ("The same with a law made anew for each too, 1 million", laws, draws, nil),
      (
        "Binomial draws, 3,000 trials at 0.05, with an addressed uniform for each, 1 million",
        large, draws, nil
      ),
    ]
    for (name, sample, count, target) in rows {
      let rate = count.map { Double($0) / median(sample.cpu) / 1e6 }
      print(
        Markdown.row([
          name, Markdown.time(median(sample.wall)), Markdown.range(sample.wall),
          Markdown.time(median(sample.cpu)),
          rate.map { Markdown.digits($0, 1) + " million a second" } ?? "",
          target.map { least in
            Markdown.verdict(
              "at least \(Markdown.digits(least, 0)) million", isMet: (rate ?? 0) >= least)
          } ?? "",
        ]))
    }
  }
}
