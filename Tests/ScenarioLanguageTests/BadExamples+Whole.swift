extension BadExample {
  /// Mistakes in contracts, tables, pathways, regressions, figures and questions.
  static let whole: [BadExample] = mistakes.map { mistake in
    var example = BadExample(
      mistake.code, cured: mistake.cured, alone: mistake.alone, in: wholeFile)
    example.changes = mistake.changes
    return example
  }

  private struct Mistake {
    var code: String
    var changes: [(String, String)]
    var alone = true
    var cured = false

    init(_ code: String, _ changes: (String, String)..., alone: Bool = true, cured: Bool = false) {
      self.code = code
      self.changes = changes
      self.alone = alone
      self.cured = cured
    }
  }

  private static let mistakes: [Mistake] = [
    Mistake(
      "E204", ("is requests × children-per-request", "is children-per-request «-requests»"),
      alone: false),
    Mistake("E208", ("is requests × children-per-request", "is «newcomers»"), alone: false),
    Mistake(
      "E301",
      (
        "figure unit-rate in £ per child per week is rate.residential + rate.foster",
        "figure unit-rate in £ per child per week is rate.residential «+» cla"
      )),
    Mistake(
      "E301", ("figure newcomers in children per month", "figure newcomers in «children»"),
      alone: false),
    Mistake(
      "E301", ("(rate.residential - rate.foster) / rate.foster", "rate.residential «-» growth")),
    Mistake(
      "E304", ("is rate.residential + rate.foster", "is rate.residential «+» block-rate"),
      (
        "category band is",
        "  assumption block-rate is £5 per child per week cash\n  source \"x\", owner \"y\", reviewed 1 May 2026, confidence low\n  end assumption\ncategory band is"
      ), cured: true),
    Mistake(
      "E202", ("is requests × children-per-request", "is «reqests» × children-per-request"),
      alone: false, cured: true),
    Mistake("E201", ("rate.residential + rate.foster", "«rate.residental» + rate.foster")),
    Mistake("E506", ("correlation 0.4", "correlation «1.4»")),
    Mistake(
      "E506",
      (
        "moves with growth, correlation 0.4",
        "moves with growth, correlation 0.4\n    moves with «growth, correlation 0.5»"
      )),
    Mistake(
      "E506",
      ("moves with growth, correlation 0.4", "moves with «children-per-request», correlation 0.4")),
    Mistake("E202", ("moves with growth", "moves with «grwth»"), cured: true),
    Mistake(
      "E608", ("set homes to 140 places", "set «cla» to 140 children"),
      ("lever more-homes on homes", "lever more-homes on cla"), alone: false),
    Mistake("E312", ("set homes to 140 places", "set homes to «140 places per month»")),
    Mistake("E309", ("cap visits at 40 children", "cap visits at 40 «places»"), cured: true),
    Mistake("E312", ("fades by 8% per academic year", "fades by «8 places per academic year»")),
    Mistake("E708", ("\"data/rain.csv\"", "«\"data/rain.xlsx\"»"), alone: false),
    Mistake("E707", ("\"data/moves.csv\"", "«\"../moves.csv\"»")),
    Mistake("E709", ("scenarios wide", "scenarios «ask-1»")),
    Mistake("E312", ("provides 8 beds", "provides «8 beds per week»"), alone: false),
    Mistake(
      "E302", ("at £4,850 per bed per week", "at «£4,850 per child per week in 2026/27 prices»"),
      ("prices» in 2026/27 prices", "prices»")),
    Mistake("E604", ("replaces placements", "replaces «taxis»")),
    Mistake("E312", ("filled to between 78% and 95%, 90% likely", "filled to «8 beds»")),
    Mistake(
      "E106", ("  paid whether or not occupied\n", ""),
      ("contract block charged", "contract «block» charged")),
    Mistake("E107", ("paid whether or not occupied", "paid «when» occupied")),
    Mistake("E404", ("until August 2032", "until «August 2026»")),
    Mistake("E202", ("use contract block", "use contract «blok»"), alone: false, cured: true),
    Mistake("E606", ("use lever fewest", "use lever «fewer»"), alone: false),
    Mistake("E701", ("drop contract block", "drop lever «more-homes»")),
    Mistake("E202", ("drop lever fewest", "drop lever «fewst»"), cured: true),
    Mistake(
      "E207", ("pathway placements-path for beds-in-use", "pathway placements-path for «cla»"),
      alone: false),
    Mistake("E201", ("enter foster at newcomers", "enter «fostr» at newcomers"), cured: true),
    Mistake("E312", ("enter foster at newcomers", "enter foster at «growth»")),
    Mistake(
      "E312",
      (
        "transfer foster to residential at 2% per month",
        "transfer foster to residential at «2 children per month»"
      )),
    Mistake("E601", ("transfer foster to residential", "transfer foster to «foster»")),
    Mistake(
      "E309", ("limit foster to homes, 1 child per place", "limit foster to homes, «1 child»"),
      cured: true),
    Mistake(
      "E601",
      ("1 child per place, overflow to residential", "1 child per place, overflow to «foster»")),
    Mistake(
      "E409", ("between April 2021 and March 2026", "between «April 2026 and March 2021»"),
      cured: true),
    Mistake("E107", ("age out at 18", "age out at «180»")),
    Mistake(
      "E106",
      (
        "  rates from \"data/moves.csv\" between April 2021 and March 2026\n  enter foster at newcomers\n  transfer foster to residential at 2% per month\n",
        ""
      ), ("pathway placements-path", "pathway «placements-path»")),
    Mistake("E201", ("family negative-binomial", "family «negative-binomal»"), cured: true),
    Mistake("E604", ("level varies by band", "level varies by «placement»"), cured: true),
    Mistake(
      "E604",
      ("explained by rain together with band", "explained by rain together with «placement»"),
      cured: true),
    Mistake("E202", ("explained by rain together", "explained by «rian» together"), cured: true),
    Mistake("E107", ("explained by season", "explained by season, «levelling off»")),
    Mistake(
      "E409", ("from April 2016 to March 2026", "from «April 2026 to March 2016»"), alone: false,
      cured: true),
    Mistake("E409", ("holding back 24 months", "holding back «100 months»")),
    Mistake("E107", ("holding back 24 months", "holding back «24 weeks»"), cured: true),
    Mistake(
      "E309", ("counts requests per month", "counts requests"),
      ("predicts requests\n", "predicts «requests»\n"), alone: false),
    Mistake(
      "E207", ("forecast by request-rate", "forecast by recent-trend"),
      ("predicts requests\n", "predicts «requests»\n")),
    Mistake("E309", ("exposure residents", "exposure «requests»"), alone: false),
    Mistake(
      "E309", ("history \"data/requests.csv\" each month", "history \"data/requests.csv\" at sen2"),
      ("requests per month\n", "requests «per month»\n"), alone: false),
    Mistake("E202", ("forecast by recent-trend", "forecast by «recent-trnd»"), cured: true),
    Mistake(
      "E105",
      ("projection \"data/people.csv\"", "projection \"data/people.csv\"\n    forecast by «growth»")
    ),
    Mistake("E207", ("forecast by placements-path", "forecast by «request-rate»"), alone: false),
    Mistake(
      "E106", ("  starting with wide\n", ""), ("ask \"What", "ask «\"What"),
      ("residential care?\"\n", "residential care?\"»\n")),
    Mistake("E202", ("starting with wide", "starting with «wyde»"), cured: true),
    Mistake("E606", ("suppose lever more-homes", "suppose lever «fewer»"), alone: false),
    Mistake(
      "E601",
      ("reduce ehcps by 10% of baseline, never starting", "«reduce ehcps» by 10% of baseline")),
    Mistake(
      "E307", ("reduce ehcps by 10% of baseline, never", "reduce ehcps by «10%», never"),
      cured: true),
    Mistake("E502", ("between 0% and 200% so that", "between «200% and 0%» so that")),
    Mistake("E202", ("find lever fewer between", "find lever «fewr» between"), cured: true),
    Mistake("E304", ("at most £41m cash", "at most «£41m in 2026/27 prices»")),
    Mistake("E312", ("at most £41m cash", "at most «41 children»")),
    Mistake("E309", ("is over 60 children", "is over 60 «places»"), cured: true),
    Mistake(
      "E312", ("rank levers by saving in 2028/29", "rank levers by «saving at ssda903 2028»")),
    Mistake(
      "E312",
      (
        "rank assumptions by placements in 2028/29",
        "rank assumptions by «placements in any month from 2027/28 to 2028/29»"
      )),
    Mistake("E405", ("rank levers by saving in 2028/29", "rank levers by saving in «2038/39»")),
    Mistake(
      "E502",
      (
        "size contract block between 0 and 20, lowest cost",
        "size contract block between «20 and 0», lowest cost"
      )),
    Mistake("E207", ("benchmark cla at", "benchmark «homes» at")),
    Mistake("E107", ("per 10,000 children", "per «1,000» children"), cured: true),
    Mistake("E107", ("statistical neighbours, region, England", "«neighbours», region, England")),
    Mistake("E604", ("cla.residential at ssda903 2028", "«ehcps.residential» at ssda903 2028")),
  ]
}
