import Periods

/// A child's age at the start of the school year of a census.
struct PlanAge {
  /// Whole years of age on 31 August before the census; below 0 for one born since.
  let years: Int

  init(birth: CalendarDate, census: CalendarDate) {
    let start = census.month.academicYear.startYear
    let born = birth.components
    years = max(start - born.year - (born.month > 8 ? 1 : 0), birth > census ? -1 : 0)
  }

  /// The national curriculum year: 0 (reception) for a child of 4 on 31 August, 1 for one of 5.
  var ncy: Int { years - 4 }
}
