extension MessagePage {
  /// Pages of characters, the shape of a file, and names.
  static func formPages(
    _ code: DiagnosticCode
  ) -> (reason: String, wrong: String, right: String) {
    switch code {
    case .e001:
      (
        "Texts in straight quotes read the same in every program; curly ones differ by font and by machine.",
        "label “The plan”",
        "label \"The plan\""
      )
    case .e002:
      (
        "Without its closing quote a text would swallow the rest of the line, numbers and all.",
        "label \"The plan",
        "label \"The plan\""
      )
    case .e003:
      (
        "A comma in the wrong place can make a price ten times too large or too small.",
        "at £1,09 per child per week in 2026/27 prices",
        "at £1,090 per child per week in 2026/27 prices"
      )
    case .e004:
      (
        "A hidden character can make a file say something other than what its reader sees.",
        "use lever step-down, with a zero-width space in it",
        "use lever step-down"
      )
    case .e005:
      (
        "I refuse what I don't know, so that no sign is taken for another.",
        "use lever step-down;",
        "use lever step-down"
      )
    case .e101:
      (
        "A word that is nearly right could mean two clauses; you decide which.",
        "form September 2027",
        "from September 2027"
      )
    case .e102:
      (
        "Blocks that close by the wrong word are usually a block pasted into another.",
        "end leaver",
        "end lever"
      )
    case .e103:
      (
        "Without its `end`, everything below would belong to the wrong block.",
        "lever step-down on cla, and no `end lever` below it",
        "end lever"
      )
    case .e104:
      (
        "The clause means something in another block; here it would be lost.",
        "covers cla, inside a lever",
        "covers cla, inside a scenario"
      )
    case .e105:
      (
        "Where two say different things, a winner picked in silence would be somebody's wrong figure.",
        "until March 2029 and again until March 2030",
        "until March 2029"
      )
    case .e106:
      (
        "What is left out would have to be guessed, and a guess ends as a figure in a paper.",
        "a cost without `at`",
        "at £62 per passenger per school day in 2026/27 prices"
      )
    case .e107:
      (
        "Clauses are fixed so that each can be checked; other words could mean other things.",
        "move 2 children per month from residential to foster",
        "move 2 children per month out of residential into foster"
      )
    case .e108:
      (
        "The edition says how to read the rest, the title heads every table, and imports come before what uses them.",
        "title \"The plan\" above edition 2026",
        "edition 2026 above title \"The plan\""
      )
    case .e109:
      (
        "I would rather refuse than run something near to what you wrote.",
        "split by setting, age-band",
        "split by setting"
      )
    case .e111:
      (
        "A newer edition may mean other things by the same words.",
        "edition 2031",
        "edition 2026"
      )
    case .e112:
      (
        "One spelling for names means that no two names differ only by a capital or an underscore.",
        "assumption Uptake_share is 20%",
        "assumption uptake-share is 20%"
      )
    case .e201:
      (
        "An item that is not in its category would count nobody.",
        "out of taxis into minibus",
        "out of taxi into minibus"
      )
    case .e202:
      (
        "A name that nothing declares has no figures behind it.",
        "use lever stepdown",
        "use lever step-down"
      )
    case .e203:
      (
        "With two of one name, a clause could mean either.",
        "a second assumption called growth",
        "assumption provider-growth is 3% per financial year"
      )
    case .e204:
      (
        "Names may contain hyphens, so a minus sign that touches a name could be part of it.",
        "figure gap in children is cla -homes",
        "figure gap in children is cla - homes"
      )
    case .e205:
      (
        "The same word for an item and for the whole measure would change different numbers of children.",
        "reduce rooms by 5 places, where rooms is a measure and an item",
        "reduce single-rooms by 5 places, leaving the service"
      )
    case .e206:
      (
        "Without its noun I can't tell children from places, and would add them.",
        "measure visits counts visits, and no `unit`",
        "unit visit, plural visits"
      )
    case .e207:
      (
        "The name is there, but it is another kind of thing, so the clause can't use it.",
        "charged to cla",
        "charged to general-fund"
      )
    case .e208:
      (
        "A figure made of itself has no value.",
        "figure x in children is x + cla",
        "figure x in children is homes-in-use + cla"
      )
    default: ("", "", "")
    }
  }
}
