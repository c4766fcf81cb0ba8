extension LanguageTable {
  private static let evidenceLines = [
    "source \"…\", owner \"…\"", "reviewed …, confidence …",
  ]

  /// Blocks that say how things are.
  static let declarations: [Block] = [
    Block(
      word: "settings", head: line("settings", "The months, prices and runs of the whole file."),
      parent: nil,
      clauses: [
        line("area <text>", "The authority whose published figures are used, by name or code."),
        line("horizon @month to @month", "The first and last month that are worked out."),
        line("prices <financial-year>", "The price base of answers that are not in cash."),
        line("weeks by calendar days", "A week is seven days; years have their own days."),
        line(
          "school days <integer> per academic year",
          "The days on which transport runs, for prices per school day."),
        line(
          "runs <integer> , seed <integer>",
          "How many draws, and the seed that makes them the same again."),
      ],
      template: [
        "settings", "area \"…\"", "horizon … to …", "prices …", "weeks by calendar days",
        "runs 4,000, seed …", "end settings",
      ]),
    Block(
      word: "measure",
      head: line(
        "measure <new-measure> counts <noun> [ per month ]",
        "Something that is counted: a stock, or `per month` a flow of events."),
      parent: nil,
      clauses: [
        line("split by <category>", "The category whose items the measure is counted by."),
        line(
          "history ( published ( plans | cla ) at <census> | <table> ( at <census> | each month ) )",
          "Where the past comes from: published returns, or a table of one's own."),
        line(
          "forecast by ( published-trend | recent-trend | <assumption|regression|pathway> )",
          "How the past is carried on."),
        line(
          "follows <measure> at <assumption> [ , shared by <assumption> ]",
          "This stock is another's, item by item, times an amount."),
        line("starts at @value", "The level on the first day of the horizon."),
        line("projection <table>", "Figures taken as given, without a range."),
      ] + common,
      template: [
        "measure … counts …", "label \"…\"", "split by …", "history …", "forecast by …",
        "end measure",
      ]),
    Block(
      word: "assumption",
      head: line(
        "assumption <new-assumption> ( is @value | for each <category> | by period )",
        "A figure that somebody answers for, with its range and its evidence."),
      parent: nil,
      clauses: [
        line("when <item> : @value", "The value for one item.", repeats: true),
        line("in @period : @value", "The value in one period.", repeats: true),
        line("onwards : @value", "The value after the last period given."),
        line(
          "moves with <assumption> , correlation <number>",
          "How this assumption goes together with another in the draws.", repeats: true),
      ] + common,
      template: ["assumption … is between … and …, 90% likely"] + evidenceLines
        + ["end assumption"]),
    Block(
      word: "cost",
      head: line(
        "cost <new-cost> charged to <fund>", "What people in a measure cost, and who pays."),
      parent: nil,
      clauses: [
        line("for each <noun> in <measure> [ @filter ]", "Whom the price is for."),
        line("at @value", "The price, per person and period, with its price base."),
        line("inflates with <assumption>", "How the price grows."),
        line(
          "charged to <fund> from @period", "Another fund pays from a date on.", repeats: true),
        line(
          "shared with <fund> at @value", "Another body or grant pays so much of each payment.",
          repeats: true),
      ] + common,
      template: [
        "cost … charged to …", "for each … in …", "at …", "inflates with …", "end cost",
      ]),
    Block(
      word: "pathway",
      head: line(
        "pathway <new-pathway> for <measure>", "How people enter, move between items and leave."),
      parent: nil,
      clauses: [
        line(
          "rates from <table> between @month and @month",
          "The moves that were counted, and the months they are counted in."),
        line("enter <item> at @value", "How many enter an item.", repeats: true),
        line("leave <item> at @value", "How many leave an item.", repeats: true),
        line(
          "transfer <item> to <item> at @value", "How many move from one item to another.",
          repeats: true),
        line("age out at <integer>", "The birthday on which people leave."),
        line(
          "limit <item> to <measure> , @amount , overflow to <item>",
          "The places an item has, and where those beyond them go.", repeats: true),
      ] + common,
      template: ["pathway … for …", "rates from \"…\" between … and …"] + evidenceLines
        + ["end pathway"]),
    Block(
      word: "regression",
      head: line(
        "regression <new-regression> predicts <measure>", "A model fitted to monthly counts."),
      parent: nil,
      clauses: [
        line(
          "family ( poisson | negative-binomial | quasi-poisson )", "How the counts scatter."),
        line("exposure <measure>", "The measure whose size the counts are in proportion to."),
        line("level varies by <category>", "Each item has a level of its own, shrunk together."),
        line(
          "explained by ( trend | season | <covariate> ) [ , levelling off ] "
            + "{ together with <category> }", "What explains the counts.", repeats: true),
        line("fitted to <table> from @month to @month", "The counts, and which months of them."),
        line("holding back @duration for testing", "The last months, kept to try the model on."),
      ] + common,
      template: [
        "regression … predicts …", "family negative-binomial", "explained by trend",
        "fitted to \"…\" from … to …",
      ] + evidenceLines + ["end regression"]),
  ]
}
