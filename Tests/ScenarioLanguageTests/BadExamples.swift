/// One mistake made in the good file. `«` and `»` in the new text enclose what must be marked.
struct BadExample: Sendable, CustomStringConvertible {
  var code: String
  var changes: [(String, String)]
  /// Whether applying any one fix must leave the file without this message and without errors.
  var isCured: Bool
  /// Whether other messages may come with it.
  var isAlone: Bool
  /// The file it is made in.
  var file: String
  var description: String { "\(code): \(changes.last?.1 ?? "")" }

  init(
    _ code: String, _ changes: (String, String)..., cured: Bool = false, alone: Bool = true,
    in file: String = goodFile
  ) {
    self.file = file
    self.code = code
    self.changes = changes
    isCured = cured
    isAlone = alone
  }

  private static let sharing = "shared with health at 12%"

  static let all: [BadExample] = small + whole

  static let small: [BadExample] = [
    BadExample(
      "E001", ("label \"The plan\"", "label «“The plan”»"), cured: true),
    BadExample("E002", ("label \"The plan\"", "label «\"The plan»"), cured: true),
    BadExample("E003", ("£980 per", "«£9,80» per"), cured: true),
    BadExample("E003", ("seed 7", "seed «7x»")),
    BadExample("E004", ("\"The plan\"", "\"The «\u{202E}»plan\""), cured: true),
    BadExample("E004", ("use lever fewer", "use lever «\u{200B}»fewer"), cured: true),
    BadExample("E005", ("use lever fewer", "use lever fewer«;»"), cured: true),
    BadExample("E101", ("from October 2027", "«form» October 2027"), cured: true, alone: false),
    BadExample("E101", ("unit request", "«unitt» request"), cured: true),
    BadExample(
      "E102", ("end lever\nlever fewer", "end «leaver»\nlever fewer"), cured: true),
    BadExample(
      "E103", ("end lever\nlever fewer", "«lever» fewer"), cured: true),
    BadExample("E103", ("end check\n", ""), ("check \"Ties", "«check» \"Ties"), cured: true),
    BadExample("E104", ("covers cla, ehcps", "«delivers» 5%\n  covers cla, ehcps")),
    BadExample("E105", ("label \"The plan\"", "label \"The plan\"\n  «label» \"Again\"")),
    BadExample(
      "E106", ("  at £62 per passenger per school day in 2026/27 prices\n", ""),
      ("cost taxis", "cost «taxis»")),
    BadExample(
      "E106", ("  when minibus: 40%\n", ""),
      ("assumption modes", "assumption «modes»"), alone: false),
    BadExample(
      "E107",
      ("out of residential into foster\n  from Oct", "out of residential «to» foster\n  from Oct")),
    BadExample("E108", ("edition 2026\n", ""), ("title", "«»title"), cured: true, alone: false),
    BadExample(
      "W803",
      (
        "at £62 per passenger per school day in 2026/27 prices\n\(evidence)",
        "at £62 per passenger per school day in 2026/27 prices\n    source \"Return\", owner \"Head of "
          + "SEND\", reviewed «1 May 2023», confidence medium"
      )),
    BadExample("E109", ("split by placement", "split by placement, «travel-mode»")),
    BadExample("E111", ("edition 2026", "edition «2031»"), cured: true),
    BadExample("E112", ("counts places", "counts «Places»"), cured: true, alone: false),
    BadExample(
      "E201", ("residential into foster\n  from Oct", "residential into «fostr»\n  from Oct"),
      cured: true),
    BadExample("E201", ("history published cla", "history published «clas»"), alone: false),
    BadExample("E202", ("use lever fewer", "use lever «fewr»"), cured: true),
    BadExample(
      "E203", ("scenario both extends", "scenario «plan» extends"), alone: false),
    BadExample(
      "E205", ("category placement is foster", "category placement is cla, foster"),
      (
        "rate for each placement",
        "rate for each placement\n  when cla: £1 per child per week in 2024/25 prices"
      ),
      ("reduce residential by 10%", "reduce «cla» by 10%"), alone: false),
    BadExample("E206", ("counts places", "counts «placez»"), cured: true, alone: false),
    BadExample("E207", ("charged to high-needs from", "charged to «cla» from")),
    BadExample("E203", (sharing, "\(sharing)\n    shared with «general-fund» at 5%")),
    BadExample("E203", (sharing, "\(sharing)\n    shared with «health» at 5%")),
    BadExample("E207", (sharing, "shared with «cla» at 12%")),
    BadExample("E308", (sharing, "shared with health at «120%»")),
    BadExample("E303", (sharing, "shared with health at «£40 per child per week»"), cured: true),
    BadExample("E309", (sharing, "shared with health at «£40 per plan per week cash»")),
    BadExample("E302", (sharing, "shared with health at «£40» per child cash")),
    BadExample("E312", (sharing, "shared with health at «2% per financial year»")),
    BadExample("E604", (sharing, "shared with health at «modes»")),
    BadExample(
      "E302",
      ("£62 per passenger per school day", "£62 «per school day»"), cured: true),
    BadExample(
      "E303",
      (
        "at £62 per passenger per school day in 2026/27 prices",
        "at «£62 per passenger per school day»"
      ),
      cured: true),
    BadExample("E305", ("2% per financial year", "2% «per year»"), cured: true),
    BadExample("E307", ("residential by 10% of baseline", "residential by «10%»"), cured: true),
    BadExample("E307", ("divert 15% of starts", "divert «15%»"), cured: true),
    BadExample("E308", ("when taxi: 60%", "when taxi: «160%»"), alone: false),
    BadExample(
      "E308", ("when taxi: 60%", "when taxi: 50%"), ("shared by modes", "shared by «modes»")),
    BadExample("E309", ("move 2 children per", "move 2 «plans» per"), cured: true),
    BadExample("E310", ("show saving by fund from", "show «saving» from"), cured: true),
    BadExample(
      "E310", ("  split by fund\n", ""), ("report mtfs", "report «mtfs»"), cured: true),
    BadExample(
      "W311",
      (
        "lever step-down on cla",
        """
        cost buses charged to general-fund
          for each passenger in transport where travel-mode is minibus
          at «£9 per passenger per day in 2026/27 prices»
        \(evidence)
        end cost
        lever step-down on cla
        """
      )),
    BadExample("E312", ("inflates with growth", "inflates with «chance»")),
    BadExample("E312", ("delivers between 50% and 90%, 90% likely", "delivers «40 children»")),
    BadExample("E401", ("years 2026/27 to", "years «2026/28» to"), cured: true),
    BadExample(
      "E402", ("move 2 children per month", "move 2 children per academic year"),
      ("from October 2027", "from «2027/28»"), cured: true),
    BadExample("E403", ("over 6 months, s-curve", "full effect by «2028/29»"), cured: true),
    BadExample("E404", ("until March 2029", "until «March 2027»")),
    BadExample(
      "E405", ("from October 2027", "from October 2020"),
      ("until March 2029", "until «March 2024»")),
    BadExample("E405", ("from October 2027", "from «October 2041»"), ("  until March 2029\n", "")),
    BadExample(
      "E405", ("from 2027/28 to 2030/31, median only", "from 2027/28 to «2040/41», median only")),
    BadExample("E406", ("over 6 months, s-curve", "over «6 months»"), cured: true),
    BadExample("E407", ("over 6 months,", "over «36 months»,")),
    BadExample(
      "E408",
      (
        "source \"Return\", owner \"Head of SEND\", reviewed 1 May 2026, confidence medium\nend measure",
        "source \"Return\", owner \"Head of SEND\", reviewed «30 February 2026», confidence medium\nend measure"
      ),
      alone: false),
    BadExample("E408", ("each 31 March", "each «31 February»"), cured: true, alone: false),
    BadExample(
      "E409", ("horizon April 2026 to March 2031", "horizon «April 2031 to March 2026»"),
      alone: false),
    BadExample("E409", ("years 2026/27 to 2030/31", "years «2030/31 to 2026/27»"), cured: true),
    BadExample(
      "E501", ("delivers between 50% and 90%, 90% likely", "delivers «between 50% and 90%»"),
      cured: true),
    BadExample("E502", ("delivers between 50% and 90%", "delivers between «90% and 50%»")),
    BadExample("E503", ("most likely £7,600", "most likely «£9,600»")),
    BadExample(
      "E504",
      (
        "one of 4 children per month (40%), 5 children per month (60%)",
        "«one of 4 children per month (40%), 5 children per month (50%)»"
      )),
    BadExample(
      "E505",
      ("delivers between 50% and 90%, 90% likely", "delivers «between 0% and 90%, 90% likely»")),
    BadExample(
      "E505",
      (
        "delivers between 50% and 90%, 90% likely",
        "delivers between 50% and 90%, 90% likely, shaped «uniform»"
      )),
    BadExample("E507", ("residential by 10% of baseline", "residential by «between 5% and 12%»")),
    BadExample("N508", ("in 2026/27: between", "in «2027/28»: between")),
    BadExample(
      "E601",
      (
        "reduce residential by 10% of baseline, moving to supported",
        "«reduce residential» by 10% of baseline"
      ),
      cured: true),
    BadExample(
      "E601",
      ("increase foster by 3 children, joining the service", "«increase foster» by 3 children"),
      cured: true),
    BadExample(
      "E602", ("  after lever step-down\n", ""), ("lever step-down on", "lever «step-down» on"),
      cured: true),
    BadExample("E604", ("residential by 10% of", "«taxi» by 10% of")),
    BadExample(
      "E605", ("lag 2 months", "after lever fewer\n  lag 2 months"),
      ("after lever step-down", "after lever «step-down»")),
    BadExample(
      "E606",
      (
        "use scenario plan, delayed 1 year",
        "use scenario plan\n  use lever «fewer», delayed 2 months"
      ),
      cured: true),
    BadExample(
      "E607", ("covers cla, ehcps,", "covers ehcps,"), ("scenario plan", "scenario «plan»"),
      alone: false),
    BadExample("E701", ("override rate.foster", "override «rat»"), alone: false),
    BadExample(
      "E702",
      (
        "scenario both extends baseline\n  use scenario plan, delayed 1 year",
        """
        scenario other
          override rate
            is £900 per child per week in 2024/25 prices
            because "Fees fall"
        \(evidence)
          end override
        end scenario
        scenario both extends baseline
          use scenario plan
          use scenario «other»
        """
      )),
    BadExample(
      "E705", ("scenario baseline\n", "scenario «baseline» extends plan\n"), alone: false),
    BadExample("E707", ("settings\n  area", "import «\"../secret.scenario\"»\nsettings\n  area")),
    BadExample("E706", ("settings\n  area", "import «\"gone.scenario\"»\nsettings\n  area")),
    BadExample(
      "E703", ("settings\n  area", "import «\"file.scenario\"»\nsettings\n  area")),
    BadExample(
      "E801", ("until March 2029\n  lag 2 months", "until March 2029"),
      (
        "90% likely\n  spend £420,000 per financial year in 2026/27 prices on general-fund\n  spend £10,000 cash once on general-fund\n\(evidence)\nend lever",
        "90% likely\nend lever"
      ),
      ("lever step-down", "lever «step-down»")),
    BadExample(
      "E801",
      (
        "source \"Return\", owner \"Head of SEND\", reviewed 1 May 2026, confidence medium\nend measure",
        "source «\"…\"», owner \"Head of SEND\", reviewed 1 May 2026, confidence medium\nend measure"
      )),
    BadExample(
      "W804", ("confidence medium\nend measure", "confidence «low», impact high\nend measure")),
    BadExample(
      "E901", ("runs 4,000,", "runs «1,000,000»,"),
      ("horizon April 2026 to March 2031", "horizon April 2026 to March 2065"), alone: false),
    BadExample("E902", ("horizon April 2026 to March 2031", "horizon «April 2026 to March 2090»")),
  ]
}
