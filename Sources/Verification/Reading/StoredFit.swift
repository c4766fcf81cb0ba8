import GoldenCases

/// One fit of a file in `golden/`, with the series it was made of.
struct StoredFit {
  let fields: GoldenValue
  let dataset: String
  let series: [Double]

  /// The periods in a season of the data sets that have one.
  static let seasons = ["AirPassengers": 12, "co2": 12, "nottem": 12, "UKgas": 4, "QTR20": 4]

  /// The periods in a season; 1 for none.
  var season: Int { StoredFit.seasons[dataset] ?? 1 }

  init(_ fields: GoldenValue, in folder: ReferenceFolder) throws {
    self.fields = fields
    dataset = try fields.string("dataset")
    series = try StoredFit.series(dataset, in: folder)
  }

  /// The values of a data set of `golden/data`.
  static func series(_ dataset: String, in folder: ReferenceFolder) throws -> [Double] {
    let table = try folder.table("golden/data/\(dataset).csv")
    let column = table.columns.last { $0 != "t" } ?? "y"
    return try table.numbers(table.has("y") ? "y" : column)
  }

  /// The fits of a file, under `models`.
  static func all(_ file: String, in folder: ReferenceFolder) throws -> [StoredFit] {
    try folder.json("golden/\(file).json").array("models").map { try StoredFit($0, in: folder) }
  }

  /// A number of the object of that name; `nil` where it is absent.
  func part(_ object: String, _ name: String) throws -> Double? {
    try fields.member(object)?.optionalNumber(name)
  }

  /// The number of steps of the stored forecast; 0 where there is none.
  var horizon: Int { (try? fields.require("forecast").numbers("mean").count) ?? 0 }
}
