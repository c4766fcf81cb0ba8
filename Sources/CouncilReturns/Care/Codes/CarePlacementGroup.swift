/// Groups of the placement codes of SSDA903 (PLACE).
public enum CarePlacementGroup: String, CaseIterable, Sendable {
  /// Foster carers: U1 to U6.
  case foster
  /// Children's homes, residential care and schools, family centres: K2, R1, R3, S1.
  case residential
  /// Secure children's homes: K1.
  case secure
  /// Independent living and supported accommodation: H5 and P2 before 2025, K3 from 2024/25.
  case supported
  /// Own parents or others with parental responsibility: P1.
  case parents
  /// Placed for adoption: A3 to A6.
  case adoption
  /// NHS or other health establishment: R2.
  case nhs
  /// Young offender institution: R5.
  case custody
  /// Temporary moves: T0 to T4.
  case temporary
  /// Residential employment (P3) and other placements: Z1, from 2025/26 Z11 to Z14.
  case other
  /// No code, or one that no code set holds; never counted with ``other``.
  case unknown

  /// The group of a code.
  init(_ code: CareCode) { self = CarePlacementGroup.groups[code] ?? .unknown }

  private static let groups: [CareCode: CarePlacementGroup] = {
    let lists: [(CarePlacementGroup, String)] = [
      (.foster, "U1 U2 U3 U4 U5 U6"), (.residential, "K2 R1 R3 S1"), (.secure, "K1"),
      (.supported, "H5 P2 K3"), (.parents, "P1"), (.adoption, "A3 A4 A5 A6"), (.nhs, "R2"),
      (.custody, "R5"), (.temporary, "T0 T1 T2 T3 T4"), (.other, "P3 Z1 Z11 Z12 Z13 Z14"),
    ]
    var groups: [CareCode: CarePlacementGroup] = [:]
    for (group, codes) in lists {
      for code in codes.split(separator: " ").compactMap({ CareCode($0) }) { groups[code] = group }
    }
    return groups
  }()
}
