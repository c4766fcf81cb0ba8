extension LanguageTable {
  /// Blocks that ask.
  static let questions: [Block] = [
    Block(
      word: "compare",
      head: line(
        "compare <scenario> { , <scenario> } with <scenario>", "Scenarios against a baseline."),
      parent: nil,
      clauses: [Line(showLine, repeats: true)],
      template: [
        "compare … with …", "show saving by fund from … to …, median with 80% range",
        "end compare",
      ]),
    Block(
      word: "ask",
      head: line("ask <text>", "A question in a few clauses, which may suppose a lever."),
      parent: nil,
      clauses: [
        line("starting with <scenario>", "The scenario that the question starts from."),
        line("suppose lever <lever>", "A lever that is added for the question.", repeats: true),
        Line(showLine, repeats: true),
        line(
          "find lever <lever> between <percent> and <percent> so that @target "
            + "( at most | at least ) @amount , <percent> likely",
          "The smallest setting of a lever that reaches a target.", repeats: true),
        line(
          "chance that @target is ( over | under ) @amount",
          "How likely it is that a limit is passed.", repeats: true),
        line(
          "size contract <contract> between <integer> and <integer> , "
            + "( lowest expected cost | lowest cost at <percent> confidence )",
          "How many places cost least.", repeats: true),
        line(
          "rank ( assumptions | levers ) by @target", "What drives the range of a result.",
          repeats: true),
        line(
          "benchmark <measure> at <census> <year> per 10,000 children against @peer { , @peer }",
          "A measure beside that of others.", repeats: true),
      ],
      template: [
        "ask \"…\"", "starting with …",
        "show saving by fund from … to …, median with 80% range", "end ask",
      ]),
    Block(
      word: "suppose",
      head: line("suppose on <measure>", "A lever that is only supposed, without evidence."),
      parent: "ask", clauses: effects + timing + [fades],
      template: ["suppose on …", "move … out of … into …", "from …", "end suppose"]),
    Block(
      word: "report", head: line("report <new-report> is <text>", "The lines of an MTFS."),
      parent: nil,
      clauses: [
        line("baseline <scenario>", "What the scenarios are held against."),
        line("scenarios <scenario> { , <scenario> }", "The scenarios that are reported."),
        line("years <financial-year> to <financial-year>", "The financial years reported."),
        line("prices ( cash | <financial-year> )", "Cash, or the prices of one year."),
        line("lines @report-line { , @report-line }", "The lines, in order."),
        line("split by ( fund | <category> ) { , ( fund | <category> ) }", "How lines are split."),
        line(
          "present as ( incremental | cumulative )",
          "Changes on the year before, or on the baseline."),
        line("show @quantile", "Which range is printed."),
        line("gap against <table>", "The budget that the report is held against."),
      ],
      template: [
        "report … is \"…\"", "baseline …", "scenarios …", "years … to …", "prices cash",
        "split by fund", "present as incremental", "show median with 80% range", "end report",
      ]),
    Block(
      word: "check", head: line("check <text>", "A figure that must come out as expected."),
      parent: nil,
      clauses: [
        line(
          "expect <measure|cost> at ( <census> <year> | @period ) equals @amount "
            + "[ , within <percent> ]", "What is expected, and how near.")
      ],
      template: ["check \"…\"", "expect … at … equals …", "end check"]),
  ]

  private static var showLine: Line {
    line(ruleNotations["show"] ?? "show", "A table of the answer.")
  }
}

extension LanguageTable.Line {
  fileprivate init(_ line: Self, repeats: Bool) {
    self.init(
      word: line.word, form: line.form, notation: line.notation, meaning: line.meaning,
      mayRepeat: repeats)
  }
}
