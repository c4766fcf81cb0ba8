/// The published categories of children looked after, in the order that arrays here hold them, with
/// how they usually lie over ages. The patterns only decide what the published figures leave open.
enum CareCategories {
  /// Age bands at 31 March and at the start of care.
  static let ages = ["under-1", "1-4", "5-9", "10-15", "16-plus"]
  static let bands = [0...0, 1...4, 5...9, 10...15, 16...17]
  /// Age bands at the end of care.
  static let endAges = ["under-1", "1-4", "5-9", "10-15", "16", "17", "18-plus"]
  static let endBands = [0...0, 1...4, 5...9, 10...15, 16...16, 17...17, 18...18]

  static let placements = [
    "foster", "homes", "parents", "adoption", "supported", "residential-schools",
    "other-residential", "other-placements",
  ]
  static let foster = 0
  static let homes = 1
  static let parents = 2
  static let adoption = 3
  static let supported = 4
  static let otherPlacements = 7
  /// Placement by age band: relative numbers.
  static let placementPattern: [[Double]] = [
    [80, 0.5, 8, 6, 0, 0, 4, 0.5],
    [76, 0.5, 11, 12, 0, 0, 1, 0.5],
    [84, 4, 8, 3, 0, 0.2, 0.3, 1],
    [72, 19, 5, 0, 0, 0.6, 0.8, 2],
    [45, 16, 4, 0, 28, 0.4, 2.5, 4],
  ]

  static let providers = [
    "own", "other-authority", "other-public", "private", "voluntary", "parents", "not-reported",
  ]
  static let parentProvider = 5
  static let unreportedProvider = 6
  /// Provider by placement: relative numbers.
  static let providerPattern: [[Double]] = [
    [60, 1, 0, 34, 5, 0, 0],
    [14, 1, 1, 80, 4, 0, 0],
    [0, 0, 0, 0, 0, 100, 0],
    [62, 8, 0, 12, 18, 0, 0],
    [14, 1, 0, 75, 10, 0, 0],
    [5, 5, 5, 75, 10, 0, 0],
    [10, 10, 30, 42, 8, 0, 0],
    [0, 0, 0, 0, 0, 0, 100],
  ]

  static let reasons = [
    "adopted", "died", "another-authority", "returned-home-planned", "returned-home-unplanned",
    "child-arrangements-order", "special-guardianship", "independent-supported", "independent",
    "adult-residential", "other", "sentenced-to-custody", "to-relatives", "remand-ended",
    "assessed-as-adult", "child-moved-abroad", "stayed-with-carers-at-18",
  ]
  static let adopted = 0
  static let stayedWithCarers = 16
  /// The codes of a reason in the column REC.
  static let reasonCodes: [[String]] = [
    ["E11", "E12"], ["E2"], ["E3"], ["E4A"], ["E4B"], ["E41"], ["E45", "E46", "E47", "E48"],
    ["E5"], ["E6"], ["E7"], ["E8"], ["E9"], ["E13"], ["E14"], ["E15"], ["E16"], ["E17"],
  ]
  /// Reason by age band at the end: relative numbers.
  static let reasonPattern: [[Double]] = [
    [22, 0.6, 3, 38, 5, 5, 22, 0, 0, 0, 3, 0, 8, 0, 0, 0.3, 0],
    [33, 0.1, 3, 24, 4, 6, 24, 0, 0, 0, 3, 0, 7, 0, 0, 0.3, 0],
    [8, 0.1, 4, 35, 6, 9, 30, 0, 0, 0, 4, 0, 9, 0, 0, 0.4, 0],
    [0.3, 0.2, 16, 45, 12, 4, 9, 0, 0, 0, 9, 1, 7, 1.5, 0.5, 0.5, 0],
    [0, 0.3, 28, 26, 9, 1, 2, 8, 2, 0.2, 12, 4, 5, 2, 6, 0.5, 0],
    [0, 0.4, 20, 18, 7, 0.4, 0.7, 16, 5, 0.8, 15, 5, 4, 3, 6, 0.4, 0],
    [0, 0, 0, 0, 0, 0, 0, 26, 8, 4, 14, 0, 0, 0, 0, 0, 44],
  ]

  /// Children looked after by age at 31 March, 0 to 17: relative numbers.
  static let stockShape: [Double] = [
    45, 35, 32, 31, 33, 33, 34, 36, 38, 41, 45, 49, 54, 60, 67, 76, 108, 132,
  ]
  /// The yearly share that ceases, by age at the start of the year.
  static let endHazard: [Double] = [
    0.42, 0.45, 0.38, 0.32, 0.25, 0.22, 0.2, 0.19, 0.18, 0.17, 0.16, 0.16, 0.16, 0.16, 0.16, 0.16,
    0.14, 0.16, 1,
  ]
}
