extension MessagePage {
  /// Pages of levers, composition, evidence and limits.
  static func meaningPages(
    _ code: DiagnosticCode
  ) -> (reason: String, wrong: String, right: String) {
    switch code {
    case .e601:
      (
        "Children are conserved: a cut that does not say where they go would save money by making them vanish.",
        "reduce ifa by 10% of baseline",
        "reduce ifa by 10% of baseline, moving to foster"
      )
    case .e602:
      (
        "Two levers on the same children give another result in another order.",
        "two levers that both move children into foster",
        "after lever step-down"
      )
    case .e603:
      (
        "A saving from children who are not there is no saving.",
        "move 12 children per month out of residential into foster",
        "move 2 children per month out of residential into foster"
      )
    case .e604:
      (
        "A lever moves children between items of its own measure; another measure's items count other children.",
        "move 2 children per month out of mainstream into special, on cla",
        "move 2 children per month out of residential into foster"
      )
    case .e605:
      (
        "If each waits for the other, neither can go first.",
        "after lever b in a, and after lever a in b",
        "after lever a in b"
      )
    case .e606:
      (
        "What is brought in twice would count its saving twice.",
        "use lever step-down beside use scenario sufficiency",
        "use scenario sufficiency"
      )
    case .e607:
      (
        "A scenario counts only the measures it covers; anything else would change no figure.",
        "use lever step-down, in a scenario that covers only transport",
        "covers cla, transport"
      )
    case .e608:
      (
        "Setting a number of children would make some appear or vanish.",
        "set residential to 40 children",
        "reduce residential by 5 children, moving to foster"
      )
    case .w609:
      (
        "A lever named in a savings report that costs more than it saves points the wrong way, or costs too much for what it does.",
        "move 2 passengers per month out of independent into taxi, in a savings report",
        "move 2 passengers per month out of taxi into independent"
      )
    case .e701:
      (
        "There is nothing of that name to replace or to drop here.",
        "override placement-inflation",
        "override provider-inflation"
      )
    case .e702:
      (
        "Two overrides of one assumption can't both hold, and I never pick a winner.",
        "use scenario a and use scenario b, which both override growth",
        "override growth, here, saying why"
      )
    case .e703:
      (
        "Files that import each other can't be read one after the other.",
        "import \"plan.scenario\" in a file that plan.scenario imports",
        "import \"common.scenario\""
      )
    case .e704:
      (
        "A cost declared away from its measure would change the totals of everybody who imports the file.",
        "cost late-taxis, in a file that imports transport",
        "cost late-taxis, in the file that declares transport"
      )
    case .e705:
      (
        "A scenario that rests on itself has no figures.",
        "scenario a extends b and scenario b extends a",
        "scenario a extends baseline"
      )
    case .e706:
      (
        "What is in the file can't be known, so nothing that needs it can be checked.",
        "import \"baselin.scenario\"",
        "import \"baseline.scenario\""
      )
    case .e707:
      (
        "A file that leads out of its folder would not run on another machine, or would read what it should not.",
        "import \"../baseline.scenario\"",
        "import \"baseline.scenario\""
      )
    case .e708:
      (
        "Figures from a table that is not there, or that only one program can open, can't be checked.",
        "history \"data/care.xlsx\" at ssda903",
        "history \"data/care.csv\" at ssda903"
      )
    case .e709:
      (
        "A supposition has no evidence, so nothing that rests on it may go in front of members.",
        "scenarios ask-1",
        "scenarios mtfs-plan"
      )
    case .e801:
      (
        "Board papers need to say where a figure comes from, whose it is, when it was looked at and how sure it is.",
        "assumption uptake is 18%, with nothing below",
        "source \"Register 2026\", owner \"Head of SEND\", reviewed 30 April 2026, confidence medium"
      )
    case .w803:
      (
        "Evidence that is years old may no longer hold; a reader will ask.",
        "reviewed 30 April 2022",
        "reviewed 30 April 2026"
      )
    case .w804:
      (
        "The answer rests on what is least known. It is printed first in the list of assumptions.",
        "confidence low, impact high",
        "confidence medium, impact high"
      )
    case .e901:
      (
        "A run of this size would take hours, so I stop before it starts.",
        "runs 1,000,000 over forty years",
        "runs 4,000"
      )
    case .e902:
      (
        "Limits keep every file quick to read and to check.",
        "a line of 500 characters",
        "the same on two lines"
      )
    default: ("", "", "")
    }
  }
}
