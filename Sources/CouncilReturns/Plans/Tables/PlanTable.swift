/// The tables of a SEN2 person-level return (modules 0 to 5c) by the keys that join them.
enum PlanTable: String, CaseIterable, Sendable {
  case collection = "sen2"
  case person
  case request = "requests"
  case assessment
  case namedPlan = "namedplan"
  case planDetail = "plandetail"
  case activePlan = "activeplans"
  case placement = "placementdetail"
  case need = "senneed"

  /// The column that numbers the table's rows.
  var key: String { "\(rawValue)tableid" }

  /// The table that each row belongs to.
  var parent: PlanTable? {
    switch self {
    case .collection: nil
    case .person: .collection
    case .request: .person
    case .assessment, .activePlan: .request
    case .namedPlan: .assessment
    case .planDetail: .namedPlan
    case .placement, .need: .activePlan
    }
  }

  /// A column that no other table has, by which it is known where its key is missing or renamed.
  var signature: String {
    switch self {
    case .collection: "referencedate"
    case .person: "personbirthdate"
    case .request: "receiveddate"
    case .assessment: "assessmentoutcome"
    case .namedPlan: "ceasedate"
    case .planDetail: "plandetailorderseqcolumn"
    case .activePlan: "transferla"
    case .placement: "entrydate"
    case .need: "sentype"
    }
  }

  /// The columns that are read; others of any version of the return are passed over.
  var columns: [String] {
    switch self {
    case .collection: ["year", "referencedate"]
    case .person:
      ["surname", "forename", "personbirthdate", "upn", "uniquelearnernumber", "sourceid"]
    case .request: ["receiveddate", "requestoutcomedate", "requestoutcome"]
    case .assessment: ["assessmentoutcome", "assessmentoutcomedate", "week20"]
    case .namedPlan: ["startdate", "ceasedate", "ceasereason"]
    case .planDetail, .placement:
      ["urn", "ukprn", "sensetting", "placementrank", "entrydate", "leavingdate"]
        + ["senunitindicator", "resourcedprovisionindicator"]
    case .activePlan: ["transferla", "phasetransferduedate", "phasetransferfinaldate"]
    case .need: ["sentype", "sentyperank"]
    }
  }

  /// Dates that nothing is counted from: one that cannot be read leaves the row in use.
  var checkedDates: Set<String> {
    self == .activePlan ? ["phasetransferduedate", "phasetransferfinaldate"] : []
  }

  /// The columns without which a row says nothing.
  var required: [String] {
    switch self {
    case .collection: ["referencedate"]
    case .person: ["personbirthdate"]
    case .request: ["receiveddate"]
    case .assessment: ["assessmentoutcome"]
    case .namedPlan: ["startdate", "ceasedate"]
    case .planDetail, .placement: ["sensetting"]
    case .activePlan: []
    case .need: ["sentype"]
    }
  }

  /// Whether rows of another table belong to its rows.
  var hasChildren: Bool { PlanTable.allCases.contains { $0.parent == self } }

  /// The table with those columns, in lower case: by the key furthest from the return's root, since
  /// a table also holds its parent's key, else by a column of its own.
  static func detect(_ columns: Set<String>) -> PlanTable? {
    let deepestFirst = allCases.reversed()
    return deepestFirst.first { columns.contains($0.key) && $0.fits(columns) }
      ?? deepestFirst.first { columns.contains($0.signature) && $0.fits(columns) }
  }

  private func fits(_ columns: Set<String>) -> Bool {
    columns.contains(signature) || columns.contains(parent?.key ?? "year")
  }
}
