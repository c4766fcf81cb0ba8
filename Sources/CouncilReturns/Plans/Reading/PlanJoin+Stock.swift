import Periods

extension PlanJoin {
  /// Moves requests and the stock on the reference date into the censuses.
  mutating func finish() {
    for index in census.indices {
      let (year, date) = census[index]
      var result = builder.censuses[year] ?? PlanCensus(year: year, date: date)
      for request in requests.indices
      where people[personOfRequest[request]].census == index {
        result.requests.append(requests[request])
      }
      builder.censuses[year] = result
    }
    for active in actives { count(active) }
  }

  /// Counts an active plan in the stock of its census, once a child.
  private mutating func count(_ active: Active) {
    let person = people[personOfRequest[active.request]]
    let (year, date) = census[person.census]
    let request = requests[active.request]
    if let ceased = request.ceased, ceased <= date { return }
    guard let birth = person.birth else { return }
    guard builder.censuses[year]?.stock[person.child] == nil else {
      builder.findings.add(
        "plan.repeated", .warning, file: active.file, row: active.row, column: nil,
        "the child has another active plan at this census; the first is counted",
        do: "close the plan that is no longer maintained")
      return
    }
    let state = PlanState(
      ncy: PlanAge(birth: birth, census: date).ncy, need: primaryNeed(active),
      setting: setting(active, on: date))
    builder.censuses[year]?.stock[person.child] = state
  }

  private mutating func primaryNeed(_ active: Active) -> String {
    let primary = active.needs.filter { $0.rank == 1 }
    if primary.isEmpty {
      builder.findings.add(
        "need.missing", .warning, file: active.file, row: active.row, column: "sentyperank",
        "the plan has no need of rank 1, so its primary need is not known and is kept apart",
        do: "give the primary need the rank 1")
    } else if primary.count > 1 {
      builder.findings.add(
        "need.repeated", .warning, file: primary[1].file, row: primary[1].row,
        column: "sentyperank", "the plan has two needs of rank 1; the first is the primary one",
        do: "give one of them the rank 2")
    }
    return primary.first?.need ?? PlanReturns.missing
  }

  private mutating func setting(_ active: Active, on date: CalendarDate) -> String {
    let open = active.placements.filter { $0.isOpen(on: date) }.sorted {
      if $0.rank != $1.rank { return $0.rank < $1.rank }
      let (left, right) = ($0.entry?.daysSince1970 ?? .min, $1.entry?.daysSince1970 ?? .min)
      return left != right ? left > right : $0.row < $1.row
    }
    if open.count > 1, open[0].rank == open[1].rank {
      builder.findings.add(
        "placement.overlap", .warning, file: open[1].file, row: open[1].row, column: "leavingdate",
        "two places of the same rank are open on the reference date; the later entry is counted",
        do: "give the leaving date of the place that ended, or rank the second place 2")
    }
    if let first = open.first { return first.setting }
    if let named = details[active.request]?.min(by: { $0.rank < $1.rank }) { return named.setting }
    builder.findings.add(
      "placement.missing", .warning, file: active.file, row: active.row, column: nil,
      "no place is open on the reference date and the plan names none, so the setting is kept apart",
      do: "give the place, or the setting code for children without one")
    return PlanReturns.missing
  }
}
