import Periods

/// A child of a care return. Never leaves the room.
struct CareChild: Hashable, Sendable {
  /// The date of birth; `nil` where no table gives one.
  var birth: CalendarDate?

  /// The sex as the latest return codes it.
  var sex = CareCode.none

  /// Whether the child has ever been an unaccompanied asylum-seeking child.
  var isUnaccompanied = false

  /// When the child ceased to be one (DUC).
  var ceasedUnaccompanied: CalendarDate?
}
