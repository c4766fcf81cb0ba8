import Periods

/// The code sets of the children looked after return, 2015/16 to 2025/26.
///
/// Source: Department for Education, "Children looked-after by local authorities in England: guide to
/// the SSDA903 collection", editions 2015 to 2026.
extension CareCodeSet {
  /// RNE: why an episode began.
  static let reason = CareCodeSet("S L P T B U")

  /// LS: care orders C, placement and freeing orders D and E, section 20 V, protection L, youth
  /// justice J.
  static let legalStatus = CareCodeSet("C1 C2 D1 E1 V2 V3 V4 L1 L2 L3 J1 J2 J3")

  /// CIN: the main need at the start of care.
  static let need = CareCodeSet("N1 N2 N3 N4 N5 N6 N7 N8")

  /// PLACE. Independent living (P2) could not begin after 27 October 2023, when supported
  /// accommodation had to be registered; with H5 it gave way to K3. Z11 to Z14 join in 2025/26.
  static let placement = CareCodeSet(
    "A3 A4 A5 A6 K1 K2 P1 P3 R1 R2 R3 R5 S1 T0 T1 T2 T3 T4 U1 U2 U3 U4 U5 U6 Z1",
    [
      "H5": Validity(last: 2024, minimumAge: 16),
      "P2": Validity(
        last: 2024, lastStart: CalendarDate(year: 2023, month: 10, day: 27), minimumAge: 16),
      "K3": Validity(first: 2024, minimumAge: 16),
      "Z11": Validity(first: 2025), "Z12": Validity(first: 2025), "Z13": Validity(first: 2025),
      "Z14": Validity(first: 2025),
    ])

  /// PLACE_PROVIDER.
  static let provider = CareCodeSet("PR0 PR1 PR2 PR3 PR4 PR5")

  /// REC: X1 where another episode follows, E… where care ended. Special guardianship was E43 and
  /// E44 before E45 to E48 told carers apart.
  static let endReason = CareCodeSet(
    "X1 E2 E3 E4A E4B E5 E6 E7 E8 E9 E11 E12 E13 E14 E15 E16 E17 E41 E45 E46 E47 E48",
    ["E43": Validity(last: 2016), "E44": Validity(last: 2016)])

  /// REASON_PLACE_CHANGE.
  static let changeReason = CareCodeSet(
    "CARPL CLOSE ALLEG STAND APPRR CREQB CREQO CHILD LAREQ PLACE CUSTOD OTHER")

  /// SEX: 1 and 2 before 2024/25, letters from then on.
  static let sex = CareCodeSet(
    "",
    [
      "1": Validity(last: 2023), "2": Validity(last: 2023), "M": Validity(first: 2024),
      "F": Validity(first: 2024), "U": Validity(first: 2024),
    ])

  /// ETHNIC.
  static let ethnicity = CareCodeSet(
    "WBRI WIRI WOTH WIRT WROM MWBC MWBA MWAS MOTH AIND APKN ABAN AOTH BCRB BAFR BOTH CHNE OOTH "
      + "REFU NOBT")

  /// Columns of no and yes.
  static let yesNo = CareCodeSet("0 1")

  /// MISSING: missing, or away from placement without authorisation.
  static let missing = CareCodeSet("M A")

  /// REVIEW_CODE: how the child took part.
  static let review = CareCodeSet("PN0 PN1 PN2 PN3 PN4 PN5 PN6 PN7")

  /// SDQ_REASON: why there is no score.
  static let difficulties = CareCodeSet("SDQ1 SDQ2 SDQ3 SDQ4 SDQ5")

  /// IN_TOUCH.
  static let inTouch = CareCodeSet("YES NO DIED REFU NREQ RHOM")

  /// ACTIV, with 0 where the authority is not in touch.
  static let activity = CareCodeSet("0 F1 P1 F2 P2 F3 P3 F4 P4 F5 P5 F6 P6 G4 G5 G6")

  /// ACCOM, with 1 for suitable and 2 for not, and 0 where the authority is not in touch.
  static let accommodation = CareCodeSet(
    "0 B1 B2 C1 C2 D1 D2 E1 E2 G1 G2 H1 H2 K1 K2 R1 R2 S1 S2 T1 T2 U1 U2 V1 V2 W1 W2 X1 X2 Y1 Y2 "
      + "Z1 Z2")

  /// SEX_ADOPTR.
  static let adoptersSex = CareCodeSet("M1 F1 MM FF MF")

  /// LS_ADOPTR.
  static let adoptersStatus = CareCodeSet("L0 L11 L12 L2 L3 L4")

  /// REASON_PLACED_CEASED.
  static let placedCeased = CareCodeSet("RD1 RD2 RD3 RD4")

  /// PREV_PERM.
  static let permanence = CareCodeSet("P0 P1 P2 P3 P4 Z1")

  /// SW_REASON, from 2023/24.
  static let worker = CareCodeSet(
    "MANAGE FCONTA LEFTRL ORGRST TSPROC ABSENC CHCHAN PCCHAN SWDIED OTHERS")
}
