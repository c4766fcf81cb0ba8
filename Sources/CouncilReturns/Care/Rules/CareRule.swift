/// The rules that SSDA903 returns are checked by; the raw value is the name in reports.
enum CareRule: String, CaseIterable {
  // Files and columns
  case fileUnreadable = "file.unreadable"
  case fileEmpty = "file.empty"
  case fileMalformed = "file.malformed"
  case fileUnrecognised = "file.unrecognised"
  case fileEncoding = "file.encoding"
  case returnYear = "return.year"
  case returnSynthetic = "return.synthetic"
  case columnMissing = "column.missing"
  case columnAbsent = "column.absent"
  case columnRenamed = "column.renamed"
  case columnExtra = "column.extra"
  case columnRepeated = "column.repeated"

  // Rows
  case rowFields = "row.fields"
  case rowEmpty = "row.empty"
  case rowDuplicate = "row.duplicate"
  case childMissing = "child.missing"
  case childUnknown = "child.unknown"
  case childUnlisted = "child.unlisted"
  case childBirthMissing = "child.birth.missing"
  case childBirthConflict = "child.birth.conflict"
  case childSexConflict = "child.sex.conflict"
  case dateMissing = "date.missing"
  case dateInvalid = "date.invalid"
  case dateUnread = "date.unread"
  case dateFuture = "date.future"
  case dateFarFuture = "date.far-future"
  case dateReversed = "date.reversed"
  case numberInvalid = "number.invalid"
  case codeMissing = "code.missing"
  case codeUnknown = "code.unknown"
  case codeYear = "code.year"
  case ageImpossible = "age.impossible"
  case ageAdult = "age.adult"
  case placeAge = "place.age"
  case uascMismatch = "uasc.mismatch"

  // Episodes of a child
  case episodeReversed = "episode.reversed"
  case episodeDuplicate = "episode.duplicate"
  case episodeConflict = "episode.conflict"
  case episodeRepeated = "episode.repeated"
  case episodeChanged = "episode.changed"
  case episodeReopened = "episode.reopened"
  case episodeOverlap = "episode.overlap"
  case episodeGap = "episode.gap"
  case episodeOpenNotLast = "episode.open-not-last"
  case episodeUnfollowed = "episode.unfollowed"
  case episodeAbsent = "episode.absent"
  case episodeEndWithoutReason = "episode.end-without-reason"
  case episodeReasonWithoutEnd = "episode.reason-without-end"
  case episodeFirstReason = "episode.first-reason"
  case episodeStatusOnly = "episode.status-only"

  /// What becomes of the row or file that breaks the rule.
  var severity: ReturnsFinding.Severity {
    switch self {
    case .fileUnreadable, .fileEmpty, .fileMalformed, .columnMissing, .rowFields, .childMissing,
      .childUnknown, .childBirthMissing, .dateMissing, .dateInvalid, .dateFarFuture, .dateReversed,
      .ageImpossible, .episodeReversed:
      .error
    case .columnAbsent, .columnRepeated, .rowDuplicate, .childUnlisted, .childBirthConflict,
      .childSexConflict, .dateUnread, .dateFuture, .numberInvalid, .codeMissing, .codeUnknown,
      .codeYear, .ageAdult, .placeAge, .uascMismatch, .episodeDuplicate, .episodeConflict,
      .episodeReopened, .episodeOverlap, .episodeOpenNotLast, .episodeUnfollowed, .episodeAbsent,
      .episodeEndWithoutReason, .episodeReasonWithoutEnd, .episodeStatusOnly:
      .warning
    case .fileUnrecognised, .fileEncoding, .returnYear, .returnSynthetic, .columnRenamed,
      .columnExtra, .rowEmpty,
      .episodeRepeated, .episodeChanged, .episodeGap, .episodeFirstReason:
      .note
    }
  }

  /// What is wrong, why it matters and what becomes of the row; and what to do.
  var text: (message: String, action: String) { CareRule.rowTexts[self] ?? childText }
}
