import Periods

/// Joins the tables of each census and applies the rules.
struct PlanBuilder {
  /// A row that others belong to.
  enum Parent {
    case used(Int)
    case setAside
  }

  var findings: PlanFindings
  let establishments: [String: String]
  private var children = PlanChildren()
  var censuses: [Int: PlanCensus] = [:]

  init(findings: PlanFindings, establishments: [String: String]) {
    self.findings = findings
    self.establishments = establishments
  }

  /// What was read.
  var returns: PlanReturns {
    PlanReturns(
      censuses: censuses.values.sorted { $0.year < $1.year }, report: findings.report)
  }

  /// Reads the tables whose keys belong together.
  mutating func read(_ tables: [PlanRows]) {
    var join = PlanJoin(builder: self)
    for table in PlanTable.allCases {
      let members = tables.filter { $0.table == table }
      if table == .collection, members.isEmpty { join.assumeCensus(of: tables) }
      for rows in members { join.take(rows) }
    }
    join.finish()
    self = join.builder
  }

  /// The child of a row of persons.
  mutating func child(_ identifiers: [String], except taken: Set<Int>) -> Int {
    children.child(identifiers, except: taken)
  }
}
