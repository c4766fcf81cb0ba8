import Periods

extension PlanJoin {
  /// Uses a row of a table whose parent is known: the reason where it is set aside, else its index.
  mutating func use(_ rows: PlanRows, _ row: Int, _ parent: Int) -> (String?, Int) {
    var dates: [String: CalendarDate] = [:]
    for column in rows.table.columns where column.hasSuffix("date") {
      switch ReturnDate(rows.text(row, column)) {
      case .date(let date): dates[column] = date
      case .missing: break
      case .invalid where rows.table.checkedDates.contains(column):
        finding(
          "date.unread", .warning, rows, row, column,
          "the field is not a date; the row is used without it", "write the date as yyyy-mm-dd")
      case .invalid:
        let reason = refuse(
          "date.invalid", rows, row, column,
          "the field is not a date, so the row has no place in time",
          "write the date as yyyy-mm-dd")
        return (reason, 0)
      }
    }
    switch rows.table {
    case .collection: return collection(rows, row, dates)
    case .person: return person(rows, row, parent, dates)
    case .request: return request(rows, row, parent, dates)
    case .assessment: return (assessment(rows, row, parent, dates), assessmentRequests.count - 1)
    case .namedPlan: return (plan(rows, row, parent, dates), plannedRequests.count - 1)
    case .planDetail:
      let place = placement(rows, row, dates)
      details[plannedRequests[parent], default: []].append(place)
      return (nil, 0)
    case .activePlan:
      actives.append(Active(request: parent, file: rows.file, row: rows.lines[row]))
      return (nil, actives.count - 1)
    case .placement: return (place(rows, row, parent, dates), 0)
    case .need:
      let rank = Int(rows.text(row, "sentyperank")) ?? 1
      let need = need(
        rows, row, census[people[personOfRequest[actives[parent].request]].census].year)
      actives[parent].needs.append((need, rank, rows.file, rows.lines[row]))
      return (nil, 0)
    }
  }

  private mutating func collection(
    _ rows: PlanRows, _ row: Int, _ dates: [String: CalendarDate]
  ) -> (String?, Int) {
    let year = dates["referencedate"]?.components.year ?? Int(rows.text(row, "year")) ?? rows.year
    guard let year, (2000...2099).contains(year) else {
      let reason = refuse(
        "census.unknown", rows, row, "referencedate",
        "neither a date nor a year says which census this is, so nothing of it can be counted",
        "give the reference date")
      return (reason, 0)
    }
    census.append((year, dates["referencedate"] ?? CensusDate.sen2(january: year)))
    return (nil, census.count - 1)
  }

  private mutating func person(
    _ rows: PlanRows, _ row: Int, _ parent: Int, _ dates: [String: CalendarDate]
  ) -> (String?, Int) {
    guard census.indices.contains(parent) else {
      let reason = refuse(
        "census.unknown", rows, row, PlanTable.collection.key,
        "nothing says which census the person was counted at", "export module 0 too")
      return (reason, 0)
    }
    let birth = dates["personbirthdate"]
    let date = census[parent].date
    if let birth {
      let age = PlanAge(birth: birth, census: date)
      if birth > date || !(0...26).contains(age.years) {
        let reason = refuse(
          "age.impossible", rows, row, "personbirthdate",
          "a plan is for children and young people from birth to 25, and the date of birth says "
            + "otherwise", "correct the date of birth")
        return (reason, 0)
      }
      if age.years == 26 {
        finding(
          "age.late", .warning, rows, row, "personbirthdate",
          "the young person was 26 before the school year began, after the last age for a plan",
          "check the date of birth, or close the plan")
      }
    } else {
      finding(
        "birth.missing", .warning, rows, row, "personbirthdate",
        "without a date of birth the child has no school year and is missing in the stock",
        "give the date of birth")
    }
    let identifiers = identifiers(rows, row, birth)
    if identifiers.isEmpty {
      finding(
        "person.unlinkable", .warning, rows, row, "upn",
        "the row has neither a pupil or learner number nor a whole name or source key, so the child cannot be "
          + "known again in the next census and looks like a leaver and a joiner",
        "give the unique pupil number")
    }
    let year = String(census[parent].year)
    let isRepeated =
      identifiers.first.map {
        !$0.hasPrefix("name:") && !$0.hasPrefix("source:") && upns[year + $0] != nil
      } ?? false
    if isRepeated {
      finding(
        "person.repeated", .warning, rows, row, "upn",
        "an earlier row of this census is the same child; both are counted as one child",
        "join the two records")
    }
    let taken = isRepeated ? [] : upns[year] ?? []
    let child = builder.child(identifiers, except: taken)
    upns[year, default: []].insert(child)
    if let first = identifiers.first { upns[year + first, default: []].insert(child) }
    people.append(
      Person(child: child, census: parent, birth: birth, file: rows.file, row: rows.lines[row]))
    return (nil, people.count - 1)
  }

  private mutating func request(
    _ rows: PlanRows, _ row: Int, _ parent: Int, _ dates: [String: CalendarDate]
  ) -> (String?, Int) {
    let received = dates["receiveddate"]
    let decided = dates["requestoutcomedate"]
    if let reason = order(
      rows, row, parent, "receiveddate", received, "requestoutcomedate", decided)
    {
      return (reason, 0)
    }
    let outcome = code(rows, row, "requestoutcome", in: PlanCodes.outcomes)
    if received == nil, outcome != "H" {
      finding(
        "date.missing", .warning, rows, row, "receiveddate",
        "without its date the request is counted in no month; a plan that came of it still is",
        "give the date")
    }
    requests.append(
      PlanRequest(
        child: people[parent].child, received: received ?? CalendarDate(daysSince1970: 0),
        isHistorical: outcome == "H" || received == nil, isAgreed: outcome == "Y",
        decided: decided))
    personOfRequest.append(parent)
    return (nil, requests.count - 1)
  }

  private mutating func assessment(
    _ rows: PlanRows, _ row: Int, _ parent: Int, _ dates: [String: CalendarDate]
  ) -> String? {
    let decided = dates["assessmentoutcomedate"]
    let person = personOfRequest[parent]
    let received = requests[parent].isHistorical ? nil : requests[parent].received
    if let reason = order(rows, row, person, nil, received, "assessmentoutcomedate", decided) {
      return reason
    }
    let outcome = code(rows, row, "assessmentoutcome", in: PlanCodes.outcomes)
    if outcome == "H" { requests[parent].isHistorical = true }
    requests[parent].hasException = ["1", "Y", "TRUE", "T"].contains(
      rows.text(row, "week20").uppercased())
    assessmentRequests.append(parent)
    return nil
  }

  private mutating func plan(
    _ rows: PlanRows, _ row: Int, _ parent: Int, _ dates: [String: CalendarDate]
  ) -> String? {
    let request = assessmentRequests[parent]
    let start = dates["startdate"]
    let end = dates["ceasedate"]
    if let reason = order(
      rows, row, personOfRequest[request], "startdate", start, "ceasedate", end, mayEndLater: true)
    {
      return reason
    }
    let reason = code(rows, row, "ceasereason", in: PlanCodes.ceaseReasons)
    if (end == nil) != (reason == nil) {
      finding(
        "cease.unexplained", .warning, rows, row, end == nil ? "ceasedate" : "ceasereason",
        "a plan that ceased has both a date and a reason, and this has one of them; the date counts",
        "give both, or neither")
    }
    requests[request].issued = start
    requests[request].ceased = end
    plannedRequests.append(request)
    return nil
  }

  private mutating func place(
    _ rows: PlanRows, _ row: Int, _ parent: Int, _ dates: [String: CalendarDate]
  ) -> String? {
    if let entry = dates["entrydate"], let leaving = dates["leavingdate"], leaving < entry {
      return refuse(
        "date.reversed", rows, row, "leavingdate",
        "the child leaves before entering, so the place "
          + "has no length", "correct the two dates")
    }
    let person = personOfRequest[actives[parent].request]
    if let entry = dates["entrydate"], entry > census[people[person].census].date {
      finding(
        "date.future", .warning, rows, row, "entrydate",
        "the child enters after the reference date, so the place does not count at this census",
        "nothing where the place is agreed for later")
    }
    let placement = placement(rows, row, dates)
    actives[parent].placements.append(placement)
    return nil
  }
}
