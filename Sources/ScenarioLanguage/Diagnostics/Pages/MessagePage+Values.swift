extension MessagePage {
  /// Pages of units, money, time and uncertainty.
  static func valuePages(
    _ code: DiagnosticCode
  ) -> (reason: String, wrong: String, right: String) {
    switch code {
    case .e301:
      (
        "Adding pounds to children, or flows to stocks, gives a number that means nothing.",
        "figure pressure in £ is placements + cla",
        "figure pressure in £ is placements"
      )
    case .e302:
      (
        "A price must be per what it prices, or the total is wrong by the number of children.",
        "at £1,090 per week in 2026/27 prices",
        "at £1,090 per child per week in 2026/27 prices"
      )
    case .e303:
      (
        "Uplifting a cash figure again would count inflation twice; leaving a real one would forget it.",
        "at £1,090 per child per week",
        "at £1,090 per child per week in 2026/27 prices"
      )
    case .e304:
      (
        "Money of different years has different worth; added as it stands, the total belongs to no year.",
        "figure total in £ per bed per week is block-rate + fee",
        "figure total in £ per bed per week is block-rate + fee repriced to 2026/27"
      )
    case .e305:
      (
        "Financial years start in April, academic years in September; the two differ by five months of effect.",
        "move 40 passengers per year out of taxi into minibus",
        "move 40 passengers per academic year out of taxi into minibus"
      )
    case .e307:
      (
        "The baseline moves, so 10% of its path and 10% of one month's level part company after a year.",
        "reduce ifa by 10%, moving to foster",
        "reduce ifa by 10% of baseline, moving to foster"
      )
    case .e308:
      (
        "Nobody can be more than all of the children.",
        "delivers 120%",
        "delivers 90%"
      )
    case .e309:
      (
        "Not every plan has a passenger, and not every place a child: counting one as the other moves the wrong number.",
        "move 40 plans per academic year out of taxi into minibus",
        "move 40 passengers per academic year out of taxi into minibus"
      )
    case .e310:
      (
        "A ringfenced fund may not pay for another's pressure; a netted total would hide that it does.",
        "show saving from 2027/28 to 2030/31, median only",
        "show saving by fund from 2027/28 to 2030/31, median only"
      )
    case .w311:
      (
        "A price per day charges 365 days a year; schools are open on about 190 of them.",
        "at £62 per passenger per day in 2026/27 prices",
        "at £62 per passenger per school day in 2026/27 prices"
      )
    case .e312:
      (
        "The amount is of another kind or unit than the clause works with.",
        "delivers 80 children",
        "delivers 80%"
      )
    case .e401:
      (
        "A financial year is two years in a row; anything else is probably a slip of one digit.",
        "years 2027/29 to 2030/31",
        "years 2027/28 to 2030/31"
      )
    case .e402:
      (
        "A bare year is financial and starts in April; amounts per academic year start in September.",
        "from 2027/28, in a lever per academic year",
        "from academic year 2027/28"
      )
    case .e403:
      (
        "The start and the end of a year are a year's saving apart.",
        "full effect by 2029/30",
        "full effect by start of 2029/30"
      )
    case .e404:
      (
        "What ends before it starts has no effect, and the paper would claim one.",
        "until March 2027, in a lever from September 2027",
        "until March 2029"
      )
    case .e405:
      (
        "Outside the horizon nothing is computed, so it would change no figure.",
        "from April 2047",
        "from April 2027"
      )
    case .e406:
      (
        "A straight line and an S-curve give different savings in the first years.",
        "over 18 months",
        "over 18 months, straight-line"
      )
    case .e407:
      (
        "The lever would stop at part of its effect, which is seldom what was meant.",
        "over 36 months, straight-line, in a lever of 18 months",
        "over 12 months, straight-line"
      )
    case .e408:
      (
        "A date that is not in the calendar can't be checked against anything.",
        "reviewed 31 April 2026",
        "reviewed 30 April 2026"
      )
    case .e409:
      (
        "Periods that run backwards or overlap would give a month two values, or none.",
        "years 2030/31 to 2027/28",
        "years 2027/28 to 2030/31"
      )
    case .e501:
      (
        "A 90% range and hard limits have different tails, and so different chances of a bad year.",
        "is between 5% and 12%",
        "is between 5% and 12%, 90% likely"
      )
    case .e502:
      (
        "A range from high to low holds nothing.",
        "is between 12% and 5%, 90% likely",
        "is between 5% and 12%, 90% likely"
      )
    case .e503:
      (
        "What is most likely has to be possible.",
        "is between 10% and 40%, hard limits, most likely 50%",
        "is between 10% and 40%, hard limits, most likely 20%"
      )
    case .e504:
      (
        "Chances that don't make 100% leave futures out, or count some twice.",
        "is one of 4 children (40%), 5 children (50%)",
        "is one of 4 children (40%), 5 children (60%)"
      )
    case .e505:
      (
        "A shape says how the tails fall; it has to fit what is known of the range.",
        "is between 0% and 60%, 90% likely",
        "is between 0% and 60%, hard limits"
      )
    case .e506:
      (
        "If two things both move with a third, they move with each other: some sets of correlations can't be.",
        "moves with growth, correlation 1.4",
        "moves with growth, correlation 0.4"
      )
    case .e507:
      (
        "A range needs evidence, and an instruction has no room for it.",
        "reduce ifa by between 5% and 12%, moving to foster",
        "reduce ifa by ifa-cut, moving to foster"
      )
    case .n508:
      (
        "Before the first period there is no value of its own, so the first one holds; check that this is meant.",
        "in 2028/29: 3% per financial year, as the first period",
        "in 2026/27: 3% per financial year"
      )
    default: ("", "", "")
    }
  }
}
