import Foundation

/// One nonlinear set as NIST published it.
struct NonlinearSet {
  let starts: [[Double]]
  let parameters: [Double]
  let standardDeviations: [Double]
  let residualSumOfSquares: Double
  let residualStandardDeviation: Double
  let response: [Double]
  let predictors: [[Double]]

  /// Reads the published text; the response of Nelson is modelled by its logarithm.
  init(_ name: String, in folder: ReferenceFolder) throws(VerificationError) {
    let file = "nist-strd/original/nonlinear/\(name).dat"
    let lines = try folder.text(file).split(separator: "\n", omittingEmptySubsequences: false).map {
      $0.trimmingCharacters(in: .whitespaces)
    }
    func figures(_ line: String) -> [Double] {
      line.split(whereSeparator: \.isWhitespace).compactMap { Double($0) }
    }
    let table = lines.prefix(60).filter { line in
      line.first == "b" && line.contains("=") && figures(line).count == 4
    }.map(figures)
    let labelled = { (label: String) -> Double? in
      lines.first { $0.hasPrefix(label) }.flatMap { figures($0).first }
    }
    let data = lines.dropFirst(60).map(figures).filter { $0.count >= 2 }
    guard !table.isEmpty, data.count > table.count,
      let squares = labelled("Residual Sum of Squares"),
      let deviation = labelled("Residual Standard Deviation")
    else {
      throw VerificationError(
        file: folder.full(file), reason: "has no certified parameters, residuals or data")
    }
    starts = [table.map { $0[0] }, table.map { $0[1] }]
    parameters = table.map { $0[2] }
    standardDeviations = table.map { $0[3] }
    residualSumOfSquares = squares
    residualStandardDeviation = deviation
    response = data.map { name == "Nelson" ? log($0[0]) : $0[0] }
    predictors = data.map { Array($0.dropFirst()) }
  }
}
