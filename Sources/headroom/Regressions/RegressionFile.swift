import DelimitedText
import Regression

/// A CSV file as the table of a formula.
enum RegressionFile {
  static func table(_ path: String) throws -> FormulaTable {
    let source = try DelimitedTable(bytes: InputBytes.read(path), file: path)
    guard source.rowCount > 0 else {
      throw RegressionProblem("\(path): there is no row below the header.")
    }
    return try FormulaTable(
      source.columns.enumerated().map { j, name in
        (name, .init(fields: (0..<source.rowCount).map { source.text(row: $0, column: j) }))
      })
  }
}

/// A mistake in how the command was used with its file.
struct RegressionProblem: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
