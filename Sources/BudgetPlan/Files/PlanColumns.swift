/// The columns of a plan file: one row a line and financial year.
enum PlanColumn: String, CaseIterable {
  case ref, fund, service, description
  case budgetCode = "budget_code"
  case owner, type, term, reverses
  case priceBasis = "price_basis"
  case priceIndex = "price_index"
  case range
  case savingKind = "saving_kind"
  case start
  case rampMonths = "ramp_months"
  case confidence
  case deliveryRisk = "delivery_risk"
  case actsOn = "acts_on"
  case sourceRun = "source_run"
  case assumptions
  case signedOffBy = "signed_off_by"
  case signedOffOn = "signed_off_on"
  case financialYear = "financial_year"
  case low, central, high
  case cumulativeLow = "cumulative_low"
  case cumulativeCentral = "cumulative_central"
  case cumulativeHigh = "cumulative_high"
  case fullYear = "full_year"

  /// Columns a file can't do without; the others are read where they are there.
  static let needed: [PlanColumn] = [.ref, .fund, .type, .priceBasis, .financialYear, .central]

  /// Columns that hold for the whole line and say the same in each of its rows.
  static let ofLine: [PlanColumn] = [
    .service, .description, .budgetCode, .owner, .type, .term, .reverses, .priceBasis, .priceIndex,
    .range, .savingKind, .start, .rampMonths, .confidence, .deliveryRisk, .actsOn, .sourceRun,
    .assumptions, .signedOffBy, .signedOffOn,
  ]
}
