import GoldenCases
import Regression

/// One stored regression as a design of ours: the terms are the names of R's coefficients.
struct StoredRegression {
  let id: String
  let fields: GoldenValue
  let terms: [String]
  let table: ReferenceTable

  /// The data files by the first word of an identifier.
  private static let files = [
    "insurance": "insurance_design", "panel": "panel_counts", "quine": "quine_design",
    "discoveries": "discoveries", "esoph": "esoph", "longley": "longley", "nile": "nile_step",
  ]

  init(_ fields: GoldenValue, in folder: ReferenceFolder) throws {
    id = try fields.string("id")
    self.fields = fields
    let first = id.split(separator: "_").first.map(String.init) ?? id
    guard let file = StoredRegression.files[first] else {
      throw GoldenError(input: "id", reason: "'\(id)' is of no known data set")
    }
    table = try folder.table("golden/data/\(file).csv")
    terms = try fields.object("coef").keys.filter { $0 != "(Intercept)" }.sorted()
  }

  /// The column of a term: its name with R's marks spelt out, or the square of a column.
  private static func column(_ term: String) -> (name: String, isSquare: Bool) {
    if term == "I(t^2)" { return ("t", true) }
    if term.hasPrefix("as.numeric("), term.hasSuffix(")") {
      return (String(term.dropFirst("as.numeric(".count).dropLast()), false)
    }
    return (term, false)
  }

  /// The name of the column in the file: dots, hyphens and signs as the file writes them.
  private func values(_ term: String) throws -> [Double] {
    let (name, isSquare) = StoredRegression.column(term)
    let spelt = String(name.map { $0 == "-" ? "_" : $0 }).split(separator: ">").joined(
      separator: "gt")
    let values = try table.numbers(table.has(name) ? name : spelt)
    return isSquare ? values.map { $0 * $0 } : values
  }

  /// The intercept and the terms.
  func design() throws -> DesignMatrix {
    let columns = try terms.map(values)
    return try DesignMatrix(
      rows: table.rows.map { i in [1] + columns.map { $0[i] } }, names: ["(Intercept)"] + terms)
  }

  /// A named list of the file in the order of our coefficients.
  func named(_ list: String) throws -> [Double] {
    let object = try fields.require(list)
    return try (["(Intercept)"] + terms).map { try object.number($0) }
  }

  /// The rows that were predicted: the periods after the last one, a step staying on.
  func future(_ count: Int) throws -> DesignMatrix {
    let columns = try terms.map(values)
    let next = try table.has("t") ? table.numbers("t").last ?? 0 : 0
    return try DesignMatrix(
      rows: (1...max(count, 1)).map { k in
        [1]
          + zip(terms, columns).map { term, column in
            let t = next + Double(k)
            return term == "t" ? t : term == "I(t^2)" ? t * t : column.last ?? 0
          }
      })
  }
}
