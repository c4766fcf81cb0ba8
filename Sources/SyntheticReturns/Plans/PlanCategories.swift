/// The published categories of plans, in the order that arrays here hold them, with how they usually
/// lie over ages. The patterns only decide what the published figures leave open.
enum PlanCategories {
  static let ages = ["under-5", "5-10", "11-15", "16-19", "20-25"]
  static let bands = [0...4, 5...10, 11...15, 16...19, 20...25]
  static let lastAge = 25

  static let settings = [
    "early-years", "mainstream", "special", "independent-special", "further-education",
    "alternative-provision", "elsewhere", "unknown", "not-recorded",
  ]
  /// Plans that the release has in no setting: the total less its parts.
  static let unrecordedSetting = 8
  /// The settings' codes in a table of transitions.
  static let settingCodes: [StaticString] = [
    "EYP", "MAIN", "SPEC", "ISPEC", "FE", "AP", "ELSE", "NONE", "NR",
  ]
  /// Setting by age band: relative numbers.
  static let settingPattern: [[Double]] = [
    [24, 50, 19, 1.5, 0, 0.1, 2.5, 3, 1],
    [0.3, 63, 28, 4, 0, 0.4, 2.3, 2, 1],
    [0, 42, 37, 9, 0, 1.9, 6.5, 3, 1],
    [0, 9, 18, 6, 48, 0.5, 15, 4, 1],
    [0, 0.5, 1, 2, 58, 0.1, 35, 4, 1],
  ]
  /// First setting by age band at the start of the plan: relative numbers.
  static let firstSettingPattern: [[Double]] = [
    [22, 63, 12, 0.5, 0, 0.1, 2, 0.5, 0],
    [0.3, 88, 7, 1.3, 0, 0.8, 2, 0.5, 0],
    [0, 80, 6, 5, 0.5, 3, 5, 0.5, 0],
    [0, 15, 3, 4, 63, 1.5, 13, 0.5, 0],
    [0, 0, 0, 1, 75, 0, 23, 1, 0],
  ]

  static let needs = [
    "asd", "hi", "mld", "msi", "not-recorded", "oth", "pd", "pmld", "semh", "slcn", "sld", "spld",
    "vi",
  ]
  static let unrecordedNeed = 4
  /// The needs' codes in SEN2 and in a table of transitions.
  static let needCodes: [StaticString] = [
    "ASD", "HI", "MLD", "MSI", "NR", "OTH", "PD", "PMLD", "SEMH", "SLCN", "SLD", "SPLD", "VI",
  ]
  /// Need by setting: relative numbers.
  static let needPattern: [[Double]] = [
    [22, 2, 3, 0.4, 3, 2, 5, 2, 3, 52, 4, 0.2, 1.5],
    [31, 2, 11, 0.2, 1, 1.5, 5, 0.2, 21, 24, 0.5, 3.5, 1.2],
    [37, 0.7, 11, 0.4, 1, 0.6, 3, 6, 14, 11, 15, 0.4, 0.5],
    [46, 1, 4, 0.3, 1, 0.7, 2, 1, 32, 7, 3, 3, 0.4],
    [31, 1.4, 22, 0.2, 1, 1.5, 4, 0.6, 17, 14, 3.5, 4.5, 0.9],
    [24, 0.3, 7, 0, 1, 0.6, 0.5, 0, 56, 9, 0.3, 1, 0.1],
    [40, 0.7, 8, 0.2, 2, 1, 2.5, 0.8, 32, 10, 2, 1.5, 0.4],
    [35, 1, 9, 0.2, 8, 1.5, 3, 1, 27, 14, 3, 2, 0.5],
    [33, 1, 10, 0.2, 5, 1.5, 3.5, 1, 23, 17, 3, 2.5, 0.8],
  ]

  static let reasons = [
    "maximum-age", "needs-met", "higher-education", "employment", "transferred", "not-engaged",
    "moved-outside-england", "died", "other", "not-recorded",
  ]
  /// Reason by age band at the end of the plan: relative numbers.
  static let reasonPattern: [[Double]] = [
    [0, 12, 0, 0, 76, 1, 8, 2, 3, 0.1],
    [0, 12, 0, 0, 76, 2, 6, 1.5, 3, 0.1],
    [0, 16, 0, 0, 66, 8, 4, 1.5, 4, 0.1],
    [0.3, 12, 9, 13, 14, 48, 0.8, 0.6, 3, 0.1],
    [12, 12, 8, 14, 7, 44, 0.3, 0.6, 2, 0.1],
  ]

  /// Plans by age in January, 0 to 25: relative numbers.
  static let stockShape: [Double] = [
    0.02, 0.4, 3.2, 27, 125, 165, 182, 198, 209, 222, 247, 281, 279, 276, 272, 260, 242, 213, 170,
    124, 87, 60, 40, 25, 13.5, 2.1,
  ]
  /// The yearly share of plans that end, by age at the start of the year.
  static let endHazard: [Double] = [
    0.02, 0.02, 0.02, 0.02, 0.02, 0.02, 0.02, 0.02, 0.02, 0.02, 0.02, 0.02, 0.02, 0.025, 0.03, 0.04,
    0.06, 0.1, 0.22, 0.28, 0.3, 0.33, 0.36, 0.42, 0.75, 1,
  ]
}
