extension LanguageTable {
  /// Forms that lines share, by name.
  public static let rules: [String: Phrase] = ruleNotations.compactMapValues { Phrase($0) }

  /// The rules as written.
  public static let ruleNotations: [String: String] = [
    "month": "<month-name> <year>",
    "date": "<integer> <month-name> <year>",
    "duration": "<integer> ( months | years | month | year )",
    "period": "<financial-year> | academic year <financial-year> | @month",
    "per": "per ( <noun> | day | week | month | school day | financial year | academic year )",
    "base": "in <financial-year> prices | cash",
    "amount":
      "<money> { @per } [ @base ] | <percent> [ of baseline | of starts | of its @month level | @per ] "
      + "| <number> percentage points | <number> <noun> { @per } | <assumption>",
    "value":
      "@amount | between ( @amount | <number> ) and @amount { , @certainty } "
      + "| one of @amount \"(\" <percent> \")\" { , @amount \"(\" <percent> \")\" }",
    "certainty":
      "<percent> likely | hard limits | most likely ( @amount | <number> ) | shaped ( normal | log-normal | "
      + "logit-normal | uniform | triangular | pert )",
    "unit": "( £ | <noun> | % ) { @per } [ @base ]",
    "factor":
      "<measure|assumption|cost|figure> [ repriced to <financial-year> ] | total of <measure|cost> "
      + "| <money> { @per } [ @base ] | <percent> | <number> [ <noun> ] { @per }",
    "term": "{ \"(\" } @factor { \")\" }",
    "expression": "@term { ( + | - | × | / ) @term }",
    "level": "high | medium | low",
    "evidence":
      "source <text> | owner <text> | reviewed @date | confidence @level | impact @level",
    "filter": "where <category> is <item> { , <item> }",
    "quantile": "median with <percent> range | median only",
    "shape": "straight-line | s-curve",
    "subject": "saving | net | <measure|cost|figure>",
    "target":
      "@subject ( in <financial-year> | at <census> <year> | in any month from <financial-year> to "
      + "<financial-year> )",
    "peer": "statistical neighbours | region | England",
    "report-line":
      "base | demography | demand | mix | inflation | price | full-year-effect | savings | "
      + "investment | net",
    "show":
      "show @subject [ by ( fund | <category> ) { , ( fund | <category> ) } ] from <financial-year> "
      + "to <financial-year> , @quantile",
  ]

  /// The clauses that most blocks may have; evidence may share a line.
  static let common: [Line] = [
    line("label <text>", "The proper English name, as tables and charts print it."),
    line("note <text>", "A remark that is printed with the evidence."),
    line(
      "source <text> { , @evidence }",
      "Where the figure comes from: a document, a return or an analysis, with its date."),
    line(
      "owner <text> { , @evidence }",
      "The role that answers for the figure; a role, never a person's name."),
    line(
      "reviewed @date { , @evidence }", "The day on which the owner last looked at the figure."),
    line(
      "confidence @level { , @evidence }",
      "How good the evidence is. Low confidence with high impact is printed first."),
    line(
      "impact @level { , @evidence }",
      "How much the answer hangs on it, as the author judges."),
  ]

  static let effects: [Line] = [
    line(
      "move @amount out of <item> into <item>",
      "Moves people who are in one item into another, each period.", repeats: true),
    line(
      "divert @amount out of <item> into <item>",
      "Changes where people who start go; nobody who is already there moves.", repeats: true),
    line(
      "reduce <item|self> by @amount [ , ( moving to <item> | leaving the service | never starting ) ]",
      "Takes from a stock, and says where the people go.", repeats: true),
    line(
      "increase <item|self> by @amount [ , ( drawn from <item> | joining the service ) ]",
      "Adds to a stock, and says where the people come from.", repeats: true),
    line(
      "set <item|self> to @amount", "Sets a level that counts no people, such as places.",
      repeats: true),
    line(
      "cap <item|self> at @amount", "Holds a stock at a limit: those above it never start.",
      repeats: true),
  ]

  static let timing: [Line] = [
    line("from @period", "The first day on which it holds."),
    line("until @period", "The last period in which it holds, its last day included."),
    line("lag @duration", "How long after the start the first effect shows."),
    line("over @duration , @shape", "How long the effect takes to build up, and how."),
    line(
      "full effect by ( start of | end of ) @period [ , @shape ]",
      "When the effect is whole; it builds up from the start until then."),
  ]

  static let fades = line(
    "fades by @value", "The share of the effect that is lost each year, after the build-up.")
}
