import CLAPACKEDirect
import Foundation
import LinearAlgebra
import Regression

/// Least squares beside numpy, its memory, and a Poisson regression beside R, on a million rows.
struct RegressionTable {
  let settings: Settings

  /// A folder for the peers' data; the caller removes it.
  let scratch: String

  /// The lines of ratios, with what there is to say of the agreement of the results.
  private struct Outcome {
    var ratios: [PeerRatio] = []
    var notes: [String] = []
  }

  /// Prints the tables.
  func print() throws {
    openblas_set_num_threads(1)
    var (design, response) = LeastSquaresData.standard()
    Swift.print(
      "\nRegressions of \(LeastSquaresData.observations) rows and \(LeastSquaresData.terms) columns"
        + " on one thread, every side on the same numbers:\n")
    Swift.print(Markdown.header(["Side", "Median wall", "Lowest to highest", "Median CPU"]))
    var outcome = Outcome()
    outcome.notes.append(try peakOverInput(design, response))
    let counts = try LeastSquaresData.counts(design)
    try write(design.elements, "design")
    try write(response, "response")
    try write(counts, "counts")
    try leastSquares(design, response, "standard normal columns", &outcome)
    try poisson(design, counts, &outcome)
    LeastSquaresData.makeIllConditioned(&design)
    try write(design.elements, "design")
    try leastSquares(design, response, "two columns almost alike", &outcome)
    Swift.print("\n" + Markdown.table(outcome.ratios))
    Swift.print("\n" + outcome.notes.map { "- \($0)" }.joined(separator: "\n"))
  }

  private func leastSquares(
    _ design: Matrix, _ response: [Double], _ name: String, _ outcome: inout Outcome
  ) throws {
    var own = Sample()
    var dgels = Sample()
    var dgelsAlone = Sample()
    var peer = DgelsPeer(design, response)
    var solution: LeastSquaresSolution?
    for round in -1..<settings.repetitions(9) {
      var current = Sample()
      let found = try current.measure {
        try LeastSquaresSolution(design: design, response: response)
      }
      solution = found
      var copied = Sample()
      var alone = Sample()
      try peer.solve(design, response, whole: &copied, solve: &alone)
      guard round >= 0 else { continue }
      own.append(current)
      dgels.append(copied)
      dgelsAlone.append(alone)
    }
    guard let solution else { return }
    let numpy = report("least_squares", .python, "response", repetitions: settings.repetitions(6))
    let lstsq = numpy?.samples["lstsq"]
    line("`LeastSquaresSolution`, \(name)", own)
    line("`LAPACKE_dgels` alone, \(name)", dgelsAlone)
    line("`LAPACKE_dgels` with the copy it needs, \(name)", dgels)
    line("\(numpy?.version ?? "numpy"), `linalg.lstsq`, \(name)", lstsq)
    outcome.ratios += [
      PeerRatio(
        name: "Least squares, dgels alone, \(name)", ours: own, peer: dgelsAlone, target: 0.35),
      PeerRatio(name: "Least squares, numpy lstsq, \(name)", ours: own, peer: lstsq, target: 0.25),
    ]
    let differences =
      [("dgels", peer.distance(to: solution.coefficients))]
      + (numpy?.values["lstsq"].map { [("numpy", distance($0, solution.coefficients))] } ?? [])
    outcome.notes.append(
      "Least squares, \(name): condition number \(scientific(solution.conditionNumber)),"
        + " \(solution.refinementSteps) refinement steps; largest difference of the coefficients,"
        + " relative to the largest, "
        + differences.map { "to \($0.0) \(scientific($0.1))" }.joined(separator: ", ") + ".")
  }

  private func poisson(
    _ matrix: Matrix, _ counts: [Double], _ outcome: inout Outcome
  ) throws {
    let design = try DesignMatrix(matrix)
    var own = Sample()
    var coefficients: [Double] = []
    for _ in 0..<settings.repetitions(3) {
      coefficients = try own.measure {
        try GeneralisedRegression.fit(design, response: counts, family: .poisson).coefficients
      }
    }
    let peer = report("poisson_regression", .r, "counts", repetitions: 1)
    line("`GeneralisedRegression.fit`, Poisson", own)
    for name in ["glm", "glm.fit"] {
      let sample = peer?.samples[name]
      line("\(peer?.version ?? "R"), `\(name)`, Poisson, run once", sample)
      outcome.ratios.append(
        PeerRatio(
          name: "Poisson regression, R \(name)", ours: own, peer: sample,
          target: name == "glm" ? 1.0 / 3 : nil))
    }
    if let values = peer?.values["glm"] {
      outcome.notes.append(
        "Poisson regression: largest difference of the coefficients to R's, relative to the"
          + " largest, \(scientific(distance(values, coefficients))).")
    }
  }

  /// The memory of the first solution of this process, beyond the design and the response.
  private func peakOverInput(_ design: Matrix, _ response: [Double]) throws -> String {
    let before = residentMemory("VmRSS")
    _ = try LeastSquaresSolution(design: design, response: response)
    guard let before, let peak = residentMemory("VmHWM") else {
      return "Memory of the least squares: not measured: no /proc/self/status."
    }
    let input = Double(8 * (design.elements.count + response.count))
    let ratio = 1 + max(0, peak - before) / input
    return "Memory of `LeastSquaresSolution`, input and the most taken beside it, over the input: "
      + Markdown.verdict("\(Markdown.digits(ratio, 3)), at most 1.100", isMet: ratio <= 1.1) + "."
  }

  /// A size in bytes that the system reports of this process.
  private func residentMemory(_ name: String) -> Double? {
    let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)
    let line = status?.split(separator: "\n").first { $0.hasPrefix("\(name):") }
    return line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap {
      Double($0).map { 1024 * $0 }
    }
  }

  private func report(
    _ script: String, _ language: Peer.Language, _ response: String, repetitions: Int
  ) -> Peer.Report? {
    Peer(script: script, language: language, settings: settings).run([
      "\(scratch)/design", "\(scratch)/\(response)", "\(LeastSquaresData.observations)",
      "\(LeastSquaresData.terms)", "\(repetitions)",
    ])
  }

  private func line(_ name: String, _ sample: Sample?) {
    guard let sample else {
      Swift.print(Markdown.row([name, "peer not here", "", ""]))
      return
    }
    Swift.print(
      Markdown.row([
        name, Markdown.time(median(sample.wall)), Markdown.range(sample.wall),
        Markdown.time(median(sample.cpu)),
      ]))
    fflush(nil)
  }

  private func write(_ values: [Double], _ name: String) throws {
    guard settings.peers else { return }
    try values.withUnsafeBytes {
      try Data($0).write(to: URL(fileURLWithPath: "\(scratch)/\(name)"))
    }
  }

  private func distance(_ a: [Double], _ b: [Double]) -> Double {
    guard a.count == b.count else { return .infinity }
    let scale = b.reduce(0) { max($0, abs($1)) }
    return zip(a, b).reduce(0) { max($0, abs($1.0 - $1.1)) } / scale
  }

  private func scientific(_ value: Double) -> String { String(format: "%.1e", value) }
}
