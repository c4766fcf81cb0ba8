import Periods
import Testing

/// Bromley's SEN transport forecast for 2016/17 (report ED17040, 15 March 2017).
///
/// Published: an overspend of £1.233m when July's volume was carried over the rest of the year,
/// £0.653m once corrected, and the reason: volume peaks in July, falls in September and climbs again.
/// Published elsewhere (ED17020): over 800 riders.
///
/// Inferred here, not published: the monthly profile, the school days, and a cost of £5,000 a rider
/// and year. The budget and the spend to July cancel out of the difference.
@Suite("A July volume does not hold for the rest of the year")
struct TransportCaseTests {
  private let july = Month(year: 2016, monthOfYear: 7)
  private let flatOverspend = 1_233_000.0
  private let correctedOverspend = 653_000.0
  private let riders = 800.0
  private let inferredDailyCost = 5000.0 / 190

  private var flatDays: Double {
    VolumeProfile.remainingSchoolDaysFlat(after: july, volume: riders, calendar: .standard)
  }

  /// The share of July's volume that the rest of the year needs for both figures to hold.
  private var impliedRatio: Double {
    1 - (flatOverspend - correctedOverspend) / (flatDays * inferredDailyCost)
  }

  /// A profile with July at 1 that starts September at `start` of it and rises by equal steps to
  /// March; spring continues the climb.
  private func climbing(from start: Double, step: Double) throws -> VolumeProfile {
    try VolumeProfile(
      relative: (0..<7).map { start + step * Double($0) } + [0.97, 0.98, 0.99, 1, 0])
  }

  @Test("Both published overspends follow from one profile that falls in September and climbs")
  func reproduces() throws {
    #expect(flatOverspend - correctedOverspend == 580_000)
    #expect(flatDays == 800 * 125)
    #expect((0.7...0.85).contains(impliedRatio))
    let step = 0.03
    let days = (9...15).map { SchoolCalendar.standard.days(in: Month(year: 2016, monthOfYear: $0)) }
    let climb = zip(days, 0..<7).map { Double($0) * step * Double($1) }.reduce(0, +) / 125
    let profile = try climbing(from: impliedRatio - climb, step: step)
    let september = profile.relative(in: july.advanced(by: 2))
    let march = profile.relative(in: july.advanced(by: 8))
    #expect(september < march && march < profile.relative(in: july))

    let spentLessBudget = flatOverspend - flatDays * inferredDailyCost
    let remaining = try profile.remainingSchoolDays(
      after: july, volume: riders, calendar: .standard)
    let corrected = spentLessBudget + remaining * inferredDailyCost
    #expect(abs(corrected - correctedOverspend) < 0.01)
  }

  @Test("A profile without seasons gives the flat extrapolation")
  func flat() throws {
    let profile = try VolumeProfile(relative: [Double](repeating: 3, count: 12))
    let remaining = try profile.remainingSchoolDays(
      after: july, volume: riders, calendar: .standard)
    #expect(abs(remaining - flatDays) < 1e-9)
  }

  @Test("Profiles that cannot be scaled are refused")
  func refused() throws {
    #expect(throws: PeriodError.self) { try VolumeProfile(relative: [1]) }
    let twelve = [Double](repeating: 1, count: 11)
    #expect(throws: PeriodError.self) { try VolumeProfile(relative: twelve + [-1]) }
    #expect(throws: PeriodError.self) { try VolumeProfile(relative: twelve + [.nan]) }
    let profile = try VolumeProfile(relative: twelve + [0])
    #expect(throws: PeriodError.self) {
      try profile.remainingSchoolDays(
        after: Month(year: 2016, monthOfYear: 8), volume: 1, calendar: .standard)
    }
  }
}
