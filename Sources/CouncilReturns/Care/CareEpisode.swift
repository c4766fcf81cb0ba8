import Periods

/// An episode of care: one child, one legal status, one placement. Never leaves the room.
struct CareEpisode: Hashable, Sendable {
  /// The child's place among the children of the returns.
  let child: Int

  /// The day it began (DECOM).
  let start: CalendarDate

  /// The day it ceased (DEC); `nil` while it is open.
  let end: CalendarDate?

  /// Why it began (RNE): S started to be looked after; P, L, B, T, U change of placement, legal
  /// status or both.
  let reason: CareCode

  /// The legal status (LS).
  let legalStatus: CareCode

  /// The category of need (CIN).
  let need: CareCode

  /// The placement (PLACE).
  let placement: CareCode

  /// The placement's provider (PLACE_PROVIDER).
  let provider: CareCode

  /// Why it ceased (REC): X1 where another episode follows; E… where care ended.
  let endReason: CareCode

  /// Why the placement changed (REASON_PLACE_CHANGE).
  let changeReason: CareCode

  /// The file's place among the files that were read.
  let file: Int

  /// The line in the file, the header being line 1.
  let row: Int

  /// The year of the return as its folder or column says it; 0 where neither does.
  let year: Int

  /// The same episode in the return of another year.
  func moved(toYear year: Int) -> CareEpisode {
    CareEpisode(
      child: child, start: start, end: end, reason: reason, legalStatus: legalStatus, need: need,
      placement: placement, provider: provider, endReason: endReason, changeReason: changeReason,
      file: file, row: row, year: year)
  }
}
