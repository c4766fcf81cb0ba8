/// What the report says of the rules on a child and its episodes.
extension CareRule {
  var childText: (message: String, action: String) {
    switch self {
    case .childUnknown:
      (
        "no other table has this child, so age and sex are not known; the episode is set aside",
        "add the child to the header table"
      )
    case .childUnlisted:
      (
        "the child is in no episode of any return; the row is counted and used by no projection",
        "check the child's number"
      )
    case .childBirthMissing:
      (
        "no table has a date of birth for this child, so it has no age; its episodes are set aside",
        "enter the date of birth in the header table"
      )
    case .childBirthConflict:
      (
        "another row has another date of birth for this child; the header of the latest return "
          + "counts", "correct the wrong one"
      )
    case .childSexConflict:
      (
        "another row of the same coding has another sex for this child; the latest counts",
        "correct the wrong one"
      )
    case .uascMismatch:
      (
        "the child ceased to be unaccompanied before birth or after the 18th birthday, or has no "
          + "episode; the row is used", "check the date and the child's number"
      )
    case .episodeReversed:
      (
        "the episode ceases before it commences; it is set aside", "correct one of the two dates"
      )
    case .episodeDuplicate:
      (
        "the same episode stands twice in one return; the earlier row is set aside",
        "remove one of them"
      )
    case .episodeConflict:
      (
        "another row of the same return has the same child and start and says something else; the "
          + "later row counts and this one is set aside", "remove the wrong one"
      )
    case .episodeRepeated:
      (
        "an episode that a later return holds again; the latest return's row counts", "nothing"
      )
    case .episodeChanged:
      (
        "an earlier return had another placement, legal status or end for this episode; the latest "
          + "counts", "nothing where it was corrected; else check the row"
      )
    case .episodeReopened:
      (
        "an earlier return had an end for this episode and the latest has none; it counts as open",
        "check whether the child has left"
      )
    case .episodeOverlap:
      (
        "the episode runs past the start of the child's next one; it is used and cut there",
        "correct the end of this episode or the start of the next"
      )
    case .episodeGap:
      (
        "the reason of ceasing says that another episode follows at once, and there are days "
          + "between; the child counts as having left and come back",
        "enter the episode between, or the reason why care ended"
      )
    case .episodeOpenNotLast:
      (
        "the episode has no end and the child has a later one; it is used and ends where the next "
          + "begins", "enter the date it ceased"
      )
    case .episodeUnfollowed:
      (
        "the reason of ceasing says that another episode follows and none does; the child counts as "
          + "having left for no recorded reason", "enter the next episode, or why care ended"
      )
    case .episodeAbsent:
      (
        "the episode is open in an earlier return and missing from the latest; it counts as open",
        "check whether the child has left, and enter the end"
      )
    case .episodeEndWithoutReason:
      (
        "the episode has ceased without a reason; it is used as an exit for no recorded reason",
        "enter the reason"
      )
    case .episodeReasonWithoutEnd:
      (
        "the episode has a reason of ceasing and no date; it is used as open",
        "enter the date it ceased, or remove the reason"
      )
    case .episodeFirstReason:
      (
        "care begins with this episode and its reason is not S, or it follows another at once and "
          + "the reason is S; the dates decide", "check the reason for the new episode"
      )
    case .episodeStatusOnly:
      (
        "the reason says that only the legal status changed and the placement is of another group; "
          + "it counts as a move", "check the reason and the placement code"
      )
    default: ("the row breaks the rule \(rawValue)", "check the row")
    }
  }
}
