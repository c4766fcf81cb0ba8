import Foundation

/// The accuracy of `headroom backtest` on the seeds, which is the same on every machine.
struct BackTestTable {
  let settings: Settings
  let scratch: String

  /// Prints the table.
  func print() throws {
    Swift.print(
      "\nAccuracy of `headroom backtest`, all areas of the seeds, origins 2019 to 2022, one to three"
        + " years ahead:\n")
    Swift.print(
      Markdown.header(["Measure", "Forecasts", "Mean of absolute error over actual", "Target"]))
    for (measure, target) in [("plans", 0.047), ("cla", 0.078)] {
      let path = "\(scratch)/backtest-\(measure).csv"
      let process = ChildProcess(
        program: settings.program,
        arguments: [
          "backtest", "--statistics", "\(settings.root)/seeds", "--measure", measure, "--area",
          "all", "--origin", "2019-2022", "--horizon", "3", "--format", "csv", "--summary", path,
        ], accepted: [0])
      var ignored = Sample()
      try process.run(into: &ignored)
      let (count, error) = try overall(path)
      Swift.print(
        Markdown.row([
          measure, "\(count)", Markdown.digits(error, 4),
          Markdown.verdict("at most \(Markdown.digits(target, 3))", isMet: error <= target),
        ]))
    }
  }

  /// The line of our forecast over all years ahead.
  private func overall(_ path: String) throws -> (String, Double) {
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
      .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    guard let names = lines.first, let column = names.firstIndex(of: "mean_relative_error"),
      let count = names.firstIndex(of: "forecasts"),
      let row = lines.first(where: { $0.count == names.count && $0[1...2] == ["forecast", "all"] }),
      let error = Double(row[column])
    else {
      throw ChildProcess.Failure(description: "no line of all forecasts in the back-test's summary")
    }
    return (row[count], error)
  }
}
