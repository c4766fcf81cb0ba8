/// The stable codes of messages.
public enum DiagnosticCode: String, Sendable, CaseIterable {
  /// A text is in curly quotes, which Word puts in.
  case e001 = "E001"
  /// A text has no closing quote on its line.
  case e002 = "E002"
  /// A number is not grouped in threes, or is not a number.
  case e003 = "E003"
  /// A character that cannot be seen or turns the reading direction round.
  case e004 = "E004"
  /// A character that no clause uses.
  case e005 = "E005"
  /// No clause of this block, or no declaration, starts with this word.
  case e101 = "E101"
  /// An `end` does not close the block that is open.
  case e102 = "E102"
  /// A block has no `end` of its own.
  case e103 = "E103"
  /// The clause exists, in another kind of block.
  case e104 = "E104"
  /// A clause that may appear once appears again.
  case e105 = "E105"
  /// A compulsory clause is absent.
  case e106 = "E106"
  /// The words after the first do not fit the clause.
  case e107 = "E107"
  /// `edition`, `title` and imports must come first, in that order.
  case e108 = "E108"
  /// A construct that goes beyond what this edition of the tool can run.
  case e109 = "E109"
  /// The file's edition is newer, or is no edition.
  case e111 = "E111"
  /// Names are lower-case words joined by hyphens.
  case e112 = "E112"
  /// A category has no such item.
  case e201 = "E201"
  /// Nothing of that name is declared.
  case e202 = "E202"
  /// Two declarations share a name.
  case e203 = "E203"
  /// A minus sign needs a space on both sides, because names may contain hyphens.
  case e204 = "E204"
  /// A name could mean an item or the whole measure.
  case e205 = "E205"
  /// A noun that no `unit` line declares.
  case e206 = "E206"
  /// The name is declared, as something else.
  case e207 = "E207"
  /// A figure is made of itself, by way of others.
  case e208 = "E208"
  /// Things of different kinds are added, compared or written as each other.
  case e301 = "E301"
  /// A price is not per the thing it prices, or not per a period.
  case e302 = "E302"
  /// Money without `in … prices` or `cash`.
  case e303 = "E303"
  /// Money of different price bases is put together.
  case e304 = "E304"
  /// `per year` can mean the financial or the academic year.
  case e305 = "E305"
  /// A percentage in an instruction without its base.
  case e307 = "E307"
  /// A share is below 0% or above 100%, or shares do not sum to 100%.
  case e308 = "E308"
  /// An amount counts another noun than its measure.
  case e309 = "E309"
  /// A ringfenced fund would be netted with another.
  case e310 = "E310"
  /// A price per day beside a price per school day.
  case w311 = "W311"
  /// The amount's kind or unit does not fit the clause.
  case e312 = "E312"
  /// The two years do not follow each other.
  case e401 = "E401"
  /// A bare financial year dates amounts per academic year.
  case e402 = "E402"
  /// `full effect by` a period can mean its start or its end.
  case e403 = "E403"
  /// `until` comes before `from`.
  case e404 = "E404"
  /// A date lies outside the horizon.
  case e405 = "E405"
  /// `over` without a shape.
  case e406 = "E406"
  /// The build-up would finish after the lever stops.
  case e407 = "E407"
  /// The calendar has no such day.
  case e408 = "E408"
  /// A period ends before it starts, or overlaps the one before.
  case e409 = "E409"
  /// A range without its coverage.
  case e501 = "E501"
  /// The lower limit is not below the upper.
  case e502 = "E502"
  /// The most likely value lies outside its limits.
  case e503 = "E503"
  /// The chances of a choice do not sum to 100%.
  case e504 = "E504"
  /// The shape cannot have these limits.
  case e505 = "E505"
  /// A correlation is out of range, is given twice, or cannot hold together with the others.
  case e506 = "E506"
  /// A range inside an instruction cannot carry evidence.
  case e507 = "E507"
  /// The first dated value also holds before its period.
  case n508 = "N508"
  /// A change in a stock does not say where the children go or come from.
  case e601 = "E601"
  /// Two levers touch the same children and neither is `after` the other.
  case e602 = "E602"
  /// A lever moves more children than there are.
  case e603 = "E603"
  /// A lever names an item that does not split its own measure.
  case e604 = "E604"
  /// `after lever` goes round in a circle.
  case e605 = "E605"
  /// A scenario reaches the same lever by two routes.
  case e606 = "E606"
  /// A lever acts on a measure its scenario does not cover.
  case e607 = "E607"
  /// A measure that counts people on a conserved path can't be set.
  case e608 = "E608"
  /// A lever of a scenario in a report raises net cost.
  case w609 = "W609"
  /// No assumption of that name can be overridden.
  case e701 = "E701"
  /// Two used scenarios override the same assumption.
  case e702 = "E702"
  /// A file imports itself, directly or through others.
  case e703 = "E703"
  /// A cost is not in the file that declares its measure.
  case e704 = "E704"
  /// `extends` or `use scenario` goes round in a circle, or is deeper than 8.
  case e705 = "E705"
  /// An imported file is missing or unreadable.
  case e706 = "E706"
  /// An import leads out of the folder of the first file.
  case e707 = "E707"
  /// A table of one's own is not there, or is no CSV.
  case e708 = "E708"
  /// A report names a scenario that rests on a supposition without evidence.
  case e709 = "E709"
  /// Source, owner, date reviewed and confidence are compulsory here.
  case e801 = "E801"
  /// The evidence was reviewed long before the figures it is used for.
  case w803 = "W803"
  /// Low confidence with high impact.
  case w804 = "W804"
  /// Cells × months × runs is over 2,000,000,000.
  case e901 = "E901"
  /// A file, line, list or horizon is longer than allowed.
  case e902 = "E902"
}

extension DiagnosticCode {
  /// How serious messages with this code are.
  public var severity: Diagnostic.Severity {
    switch rawValue.first {
    case "W": .warning
    case "N": .note
    default: .error
    }
  }

  /// The short title.
  public var title: String {
    switch self {
    case .e001: "Curly quotes"
    case .e002: "Text not closed"
    case .e003: "Amount I can't read"
    case .e004: "Hidden character"
    case .e005: "Character I can't read"
    case .e101: "Clause I don't know"
    case .e102: "Wrong end"
    case .e103: "Block not ended"
    case .e104: "Clause in the wrong block"
    case .e105: "Clause twice"
    case .e106: "Clause missing"
    case .e107: "Clause I can't read"
    case .e108: "Top of the file"
    case .e109: "Not in this edition of the tool"
    case .e111: "Edition I don't know"
    case .e112: "Not a name"
    case .e201: "Item I don't know"
    case .e202: "Name I don't know"
    case .e203: "Name used twice"
    case .e204: "Minus or hyphen?"
    case .e205: "Ambiguous item"
    case .e206: "Unit I don't know"
    case .e207: "Wrong kind of name"
    case .e208: "Figures in a circle"
    case .e301: "Different kinds"
    case .e302: "Price per what?"
    case .e303: "No price base"
    case .e304: "Different price bases"
    case .e305: "Which year?"
    case .e307: "Percent of what?"
    case .e308: "Impossible share"
    case .e309: "Different things counted"
    case .e310: "Ringfenced fund"
    case .w311: "Per day or per school day?"
    case .e312: "Wrong kind of amount"
    case .e401: "Not a financial year"
    case .e402: "Financial or academic start?"
    case .e403: "Start or end?"
    case .e404: "Ends before it starts"
    case .e405: "Outside the horizon"
    case .e406: "How does it build up?"
    case .e407: "Build-up cut short"
    case .e408: "No such date"
    case .e409: "Years back to front"
    case .e501: "How sure?"
    case .e502: "Range back to front"
    case .e503: "Most likely outside the range"
    case .e504: "Chances don't sum"
    case .e505: "Shape doesn't fit"
    case .e506: "Impossible correlation"
    case .e507: "Range in an instruction"
    case .n508: "Before the first period"
    case .e601: "Where do they go?"
    case .e602: "Which goes first?"
    case .e603: "More children than there are"
    case .e604: "Item of another measure"
    case .e605: "Levers in a circle"
    case .e606: "Lever twice"
    case .e607: "Measure not covered"
    case .e608: "Set what is conserved?"
    case .w609: "Raises net cost"
    case .e701: "Nothing to override"
    case .e702: "Overrides in conflict"
    case .e703: "Imports in a circle"
    case .e704: "Cost away from its measure"
    case .e705: "Scenarios in a circle"
    case .e706: "File I can't read"
    case .e707: "Import outside the folder"
    case .e708: "Table I can't read"
    case .e709: "Exploratory in a report"
    case .e801: "No evidence"
    case .w803: "Stale review"
    case .w804: "Weak and important"
    case .e901: "Over the work limit"
    case .e902: "Over a limit"
    }
  }

  /// What the code means, in one sentence.
  public var meaning: String {
    switch self {
    case .e001:
      "A text is in curly quotes, which Word puts in."
    case .e002:
      "A text has no closing quote on its line."
    case .e003:
      "A number is not grouped in threes, or is not a number."
    case .e004:
      "A character that cannot be seen or turns the reading direction round."
    case .e005:
      "A character that no clause uses."
    case .e101:
      "No clause of this block, or no declaration, starts with this word."
    case .e102:
      "An `end` does not close the block that is open."
    case .e103:
      "A block has no `end` of its own."
    case .e104:
      "The clause exists, in another kind of block."
    case .e105:
      "A clause that may appear once appears again."
    case .e106:
      "A compulsory clause is absent."
    case .e107:
      "The words after the first do not fit the clause."
    case .e108:
      "`edition`, `title` and imports must come first, in that order."
    case .e109:
      "A construct that goes beyond what this edition of the tool can run."
    case .e111:
      "The file's edition is newer, or is no edition."
    case .e112:
      "Names are lower-case words joined by hyphens."
    case .e201:
      "A category has no such item."
    case .e202:
      "Nothing of that name is declared."
    case .e203:
      "Two declarations share a name."
    case .e204:
      "A minus sign needs a space on both sides, because names may contain hyphens."
    case .e205:
      "A name could mean an item or the whole measure."
    case .e206:
      "A noun that no `unit` line declares."
    case .e207:
      "The name is declared, as something else."
    case .e208:
      "A figure is made of itself, by way of others."
    case .e301:
      "Things of different kinds are added, compared or written as each other."
    case .e302:
      "A price is not per the thing it prices, or not per a period."
    case .e303:
      "Money without `in … prices` or `cash`."
    case .e304:
      "Money of different price bases is put together."
    case .e305:
      "`per year` can mean the financial or the academic year."
    case .e307:
      "A percentage in an instruction without its base."
    case .e308:
      "A share is below 0% or above 100%, or shares do not sum to 100%."
    case .e309:
      "An amount counts another noun than its measure."
    case .e310:
      "A ringfenced fund would be netted with another."
    case .w311:
      "A price per day beside a price per school day."
    case .e312:
      "The amount's kind or unit does not fit the clause."
    case .e401:
      "The two years do not follow each other."
    case .e402:
      "A bare financial year dates amounts per academic year."
    case .e403:
      "`full effect by` a period can mean its start or its end."
    case .e404:
      "`until` comes before `from`."
    case .e405:
      "A date lies outside the horizon."
    case .e406:
      "`over` without a shape."
    case .e407:
      "The build-up would finish after the lever stops."
    case .e408:
      "The calendar has no such day."
    case .e409:
      "A period ends before it starts, or overlaps the one before."
    case .e501:
      "A range without its coverage."
    case .e502:
      "The lower limit is not below the upper."
    case .e503:
      "The most likely value lies outside its limits."
    case .e504:
      "The chances of a choice do not sum to 100%."
    case .e505:
      "The shape cannot have these limits."
    case .e506:
      "A correlation is out of range, is given twice, or cannot hold together with the others."
    case .e507:
      "A range inside an instruction cannot carry evidence."
    case .n508:
      "The first dated value also holds before its period."
    case .e601:
      "A change in a stock does not say where the children go or come from."
    case .e602:
      "Two levers touch the same children and neither is `after` the other."
    case .e603:
      "A lever moves more children than the median path has; found where the figures are run."
    case .e604:
      "A lever names an item that does not split its own measure."
    case .e605:
      "`after lever` goes round in a circle."
    case .e606:
      "A scenario reaches the same lever by two routes."
    case .e607:
      "A lever acts on a measure its scenario does not cover."
    case .e608:
      "A measure that counts people on a conserved path can't be set."
    case .w609:
      "A lever of a scenario in a report raises net cost; found where the figures are run."
    case .e701:
      "No assumption of that name can be overridden."
    case .e702:
      "Two used scenarios override the same assumption, or one does so twice from the same month."
    case .e703:
      "A file imports itself, directly or through others."
    case .e704:
      "A cost is not in the file that declares its measure."
    case .e705:
      "`extends` or `use scenario` goes round in a circle, or is deeper than 8."
    case .e706:
      "An imported file is missing or unreadable."
    case .e707:
      "An import leads out of the folder of the first file."
    case .e708:
      "A table of one's own is not there, or is no CSV."
    case .e709:
      "A report names a scenario that rests on a supposition without evidence."
    case .e801:
      "Source, owner, date reviewed and confidence are compulsory here."
    case .w803:
      "The evidence was reviewed long before the figures it is used for."
    case .w804:
      "Low confidence with high impact."
    case .e901:
      "Cells × months × runs is over 2,000,000,000."
    case .e902:
      "A file, line, list or horizon is longer than allowed."
    }
  }
}
