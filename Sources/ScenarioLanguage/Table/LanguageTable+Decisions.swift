extension LanguageTable {
  private static let evidenceLines = [
    "source \"…\", owner \"…\"", "reviewed …, confidence …",
  ]

  /// Blocks that say what is to be done.
  static let decisions: [Block] = [
    Block(
      word: "contract",
      head: line(
        "contract <new-contract> charged to <fund>", "Places bought together, filled or not."),
      parent: nil,
      clauses: [
        line("provides @amount", "How many places it has."),
        line("serves <measure> [ @filter ]", "Whose children fill the places."),
        line("replaces <cost>", "The cost that an occupied place stops."),
        line("at @value", "The price of a place."),
        line("inflates with <assumption>", "How the price grows."),
        line(
          "paid ( whether or not occupied | only when occupied )", "Whether empty places are paid."),
        line("filled to @value", "The share of places that are occupied."),
      ] + timing + common,
      template: [
        "contract … charged to …", "provides … beds", "serves … where … is …", "replaces …",
        "at …", "paid whether or not occupied", "filled to between … and …, 90% likely", "from …",
      ] + evidenceLines + ["end contract"]),
    Block(
      word: "lever", head: line("lever <new-lever> on <measure>", "Something that can be done."),
      parent: nil,
      clauses: effects + timing + [
        fades,
        line("after lever <lever>", "The lever that acts first where both touch.", repeats: true),
        line("delivers @value", "The share of the plan that is expected to come about."),
        line(
          "spend @value [ once ] on <fund>", "What it costs to do, and who pays.", repeats: true),
      ] + common,
      template: [
        "lever … on …", "move … out of … into …", "from …",
        "delivers between … and …, 90% likely",
      ] + evidenceLines + ["end lever"]),
    Block(
      word: "scenario",
      head: line(
        "scenario <new-scenario> [ extends <scenario> ]",
        "A future: what is counted, and what is done."),
      parent: nil,
      clauses: [
        line("covers <measure> { , <measure> }", "The measures that it counts."),
        line(
          "use ( lever <lever> | contract <contract> | scenario <scenario> ) [ , delayed @duration ]",
          "Brings in a lever, a contract, or what another scenario does.", repeats: true),
        line(
          "drop ( lever <lever> | contract <contract> )", "Leaves out what the parent has.",
          repeats: true),
      ] + common,
      template: ["scenario … extends …", "label \"…\"", "use lever …", "end scenario"]),
    Block(
      word: "override",
      head: line("override <assumption>", "Another value for an assumption, in this scenario."),
      parent: "scenario",
      clauses: [
        line("is @value", "The value."),
        line("from @period", "The first day on which it holds."),
        line("because <text>", "The reason, for a reader of the paper."),
      ] + common,
      template: ["override …", "is …", "because \"…\""] + evidenceLines + ["end override"]),
  ]
}
