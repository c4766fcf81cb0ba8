/// A ledger of the plan. Two are never netted: a plan has one table a fund and no total over funds.
public struct PlanFund: Hashable, Sendable {
  /// The name files use.
  public let id: String
  /// The name tables print.
  public let label: String
  /// Whether it is a block of the dedicated schools grant (DSG), which has an account of its own.
  public let isSchoolsGrant: Bool

  /// The funds a plan file may name. Provision in plans and top-ups are paid from the high needs
  /// block; children looked after, transport and the staff who assess from the general fund.
  public static let known: [PlanFund] = [
    PlanFund(id: "general-fund", label: "General Fund", isSchoolsGrant: false),
    PlanFund(id: "high-needs", label: "DSG high needs block", isSchoolsGrant: true),
    PlanFund(id: "dsg-central", label: "DSG central block", isSchoolsGrant: true),
    PlanFund(id: "grant", label: "Specific grant", isSchoolsGrant: false),
    PlanFund(id: "health", label: "Health contribution", isSchoolsGrant: false),
  ]

  /// What tables call a fund: its label where it is known, else its name.
  public static func label(_ id: String) -> String { known.first { $0.id == id }?.label ?? id }
}
