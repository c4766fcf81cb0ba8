import Periods

/// The code sets of SEN2, with the censuses from which a code is valid.
enum PlanCodes {
  /// Types of need (`sentype`) and the January census from which each is valid. Down syndrome is a
  /// need of its own from January 2026.
  static let needs: [String: Int] = [
    "SPLD": 2023, "MLD": 2023, "SLD": 2023, "PMLD": 2023, "SEMH": 2023, "SLCN": 2023, "HI": 2023,
    "VI": 2023, "MSI": 2023, "PD": 2023, "ASD": 2023, "OTH": 2023, "DS": 2026,
  ]

  /// Settings without an establishment number (`sensetting`).
  static let settings: Set<String> = [
    "OLA", "OPA", "EHE", "EYP", "OTH", "NEET", "NIEC", "NIEO",
  ]

  /// Reasons why a plan ceased (`ceasereason`), 1 maximum age to 9 other.
  static let ceaseReasons: Set<String> = Set((1...9).map(String.init))

  /// Outcomes of a request or an assessment: yes, no, awaited, withdrawn, and historical where the
  /// decision is older than the collection year.
  static let outcomes: Set<String> = ["Y", "N", "A", "W", "H"]
}
