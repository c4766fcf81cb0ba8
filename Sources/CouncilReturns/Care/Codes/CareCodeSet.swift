import Periods

/// The codes that a column may hold, with the returns they are valid in.
///
/// A return is called by the year it opens in: 2023 is 1 April 2023 to 31 March 2024. Bounds are only
/// set where the published guides leave no doubt.
struct CareCodeSet: Sendable {
  /// When a code may be used.
  struct Validity: Sendable {
    /// The first return that has it.
    var first = Int.min

    /// The last return that has it.
    var last = Int.max

    /// The last day that an episode with it may begin; `nil` for any.
    var lastStart: CalendarDate?

    /// The age in years from which it may be used.
    var minimumAge = 0
  }

  /// Whether a code may stand in a row.
  enum Verdict {
    case valid
    case unknown
    case otherYear
  }

  private let validities: [CareCode: Validity]

  /// A set of codes separated by spaces, with the bounds of those that have any.
  init(_ codes: String, _ bounds: [CareCode: Validity] = [:]) {
    var validities = bounds
    for code in codes.split(separator: " ").compactMap({ CareCode($0) })
    where validities[code] == nil {
      validities[code] = Validity()
    }
    self.validities = validities
  }

  /// The bounds of a code; `nil` where the set does not hold it.
  func validity(_ code: CareCode) -> Validity? { validities[code] }

  /// Whether the return of a year may hold the code; a year of 0, which is not known, may.
  func verdict(_ code: CareCode, year: Int) -> Verdict {
    guard let validity = validities[code] else { return .unknown }
    return year == 0 || (validity.first...validity.last).contains(year) ? .valid : .otherYear
  }

  /// Whether an episode of the return of a year may hold the code; where the year is not known, the
  /// years that the episode touches decide.
  func verdict(_ code: CareCode, of episode: CareEpisode) -> Verdict {
    guard let validity = validities[code] else { return .unknown }
    if let last = validity.lastStart, episode.start > last { return .otherYear }
    guard validity.first > Int.min || validity.last < Int.max else { return .valid }
    if episode.year > 0 {
      return (validity.first...validity.last).contains(episode.year) ? .valid : .otherYear
    }
    if CareYear.year(of: episode.start) > validity.last { return .otherYear }
    if let end = episode.end, CareYear.year(of: end) < validity.first { return .otherYear }
    return .valid
  }
}

/// Years of returns.
enum CareYear {
  /// The return that covers a day, by the year it opens in.
  static func year(of date: CalendarDate) -> Int {
    let parts = date.components
    return parts.month >= 4 ? parts.year : parts.year - 1
  }

  /// The last day of a return.
  static func lastDay(of year: Int) -> CalendarDate {
    CalendarDate(year: year + 1, month: 3, day: 31) ?? CalendarDate(daysSince1970: .max / 2)
  }
}
