import CLAPACKEDirect
import Foundation

/// Measures the commands and the numerical libraries and prints tables in Markdown.
@main
struct HeadroomBench {
  static func main() {
    do {
      let settings = try Settings(Array(CommandLine.arguments.dropFirst()))
      // Commands first: their peak memory is counted from this process's own.
      if settings.tables.contains(.commands) { try commands(settings) }
      fflush(nil)
      if settings.tables.contains(.leastSquares) { try leastSquares(settings) }
      fflush(nil)
      if settings.tables.contains(.libraries) { try libraries(settings) }
    } catch {
      FileHandle.standardError.write(Data("headroom-bench: \(error)\n".utf8))
      exit(1)
    }
  }

  private static func commands(_ settings: Settings) throws {
    let scratch = FileManager.default.temporaryDirectory
      .appendingPathComponent("headroom-bench-\(getpid())").path
    try FileManager.default.createDirectory(
      atPath: scratch, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: scratch) }
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
      "\nLeast squares of \(LeastSquaresBenchmark.observations) rows and"
        + " \(LeastSquaresBenchmark.terms) columns, in turn with LAPACKE's `dgels`"
        + " (\(String(cString: openblas_get_config()).trimmingCharacters(in: .whitespaces))):\n")
    print(
      Markdown.header([
        "Side", "Median wall", "Lowest to highest", "Median CPU", "Wall against dgels with copy",
        "without copy", "CPU against dgels with copy", "without copy",
      ]))
    for comparison in result.comparisons {
      let count = comparison.peerThreads
      let threads = count == 1 ? "1 thread" : "\(count) threads"
      let sides = [
        ("`LeastSquaresSolution`, 1 thread, beside dgels on \(threads)", comparison.solution),
        ("`LeastSquares.fit`, 1 thread, beside dgels on \(threads)", comparison.model),
        ("`LAPACKE_dgels` with the copy it needs, \(threads)", comparison.peer),
        ("`LAPACKE_dgels` alone, \(threads)", comparison.peerSolveOnly),
      ]
      for (name, sample) in sides {
        print(
          Markdown.row([
            name, Markdown.time(median(sample.wall)), Markdown.range(sample.wall),
            Markdown.time(median(sample.cpu)),
            Markdown.ratio(sample.wall, comparison.peer.wall),
            Markdown.ratio(sample.wall, comparison.peerSolveOnly.wall),
            Markdown.ratio(sample.cpu, comparison.peer.cpu),
            Markdown.ratio(sample.cpu, comparison.peerSolveOnly.cpu),
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
    let uniforms = LibraryBenchmarks.uniforms(10 * draws, repetitions: repetitions)
    let small = try LibraryBenchmarks.binomialDraws(
      draws, trials: 40, probability: 0.1, repetitions: repetitions)
    let large = try LibraryBenchmarks.binomialDraws(
      draws, trials: 3_000, probability: 0.05, repetitions: repetitions)
    print("\nLibraries, called in one process on one thread:\n")
    print(Markdown.header(["Work", "Median wall", "Lowest to highest", "Rate"]))
    let rows = [
      ("Poisson regression, 10,000 rows and 10 terms", regression, ""),
      (
        "Addressed Philox uniforms, 10 million", uniforms,
        Markdown.rate(10 * draws, uniforms)
      ),
      ("Binomial draws, 40 trials at 0.1, 1 million", small, Markdown.rate(draws, small)),
      ("Binomial draws, 3,000 trials at 0.05, 1 million", large, Markdown.rate(draws, large)),
    ]
    for (name, sample, rate) in rows {
      print(
        Markdown.row([name, Markdown.time(median(sample.wall)), Markdown.range(sample.wall), rate]))
    }
  }
}
