import Periods

/// Turns the rows of all returns into each child's episodes, once each and in order, and tells what
/// becomes of every row.
struct CareSettlement {
  let children: [CareChild]
  private(set) var episodes: [CareEpisode] = []
  var findings: CareFindings

  private let registry: CareChildren
  private let firstDay: CalendarDate?
  private let lastYear: Int

  /// Takes over what a builder has read; the builder's rows are gone afterwards, so that a large
  /// return is not held twice.
  init(_ builder: inout CareBuilder) {
    var rows: [CareEpisode] = []
    swap(&rows, &builder.rows)
    registry = builder.children
    children = builder.children.children
    findings = builder.findings
    firstDay = rows.lazy.map(\.year).filter { $0 > 0 }.min().flatMap {
      CalendarDate(year: $0, month: 4, day: 1)
    }
    lastYear = rows.lazy.map(\.year).max() ?? 0
    rows.sort { left, right in
      if left.child != right.child { return left.child < right.child }
      if left.start != right.start { return left.start < right.start }
      if left.year != right.year { return left.year < right.year }
      return (left.file, left.row) < (right.file, right.row)
    }
    episodes.reserveCapacity(rows.count)
    var first = 0
    while first < rows.count {
      var last = first + 1
      while last < rows.count, rows[last].child == rows[first].child { last += 1 }
      settle(child: rows[first..<last])
      first = last
    }
  }

  /// Settles the rows of one child.
  private mutating func settle(child rows: ArraySlice<CareEpisode>) {
    let firstKept = episodes.count
    var sequence: [CareEpisode] = []
    var index = rows.startIndex
    while index < rows.endIndex {
      checkCodes(rows[index])
      let next = index + 1
      if next < rows.endIndex, rows[next].start == rows[index].start {
        supersede(rows[index], by: rows[next])
      } else {
        settle(rows[index], &sequence)
      }
      index = next
    }
    if episodes.count > firstKept { checkSequence(sequence) }
  }

  /// Decides about a row that is the latest of its child and start.
  private mutating func settle(_ episode: CareEpisode, _ sequence: inout [CareEpisode]) {
    let place = CareFindings.Place(episode)
    let birth = children[episode.child].birth
    if let rule = impossible(episode, birth) {
      findings.add(rule.rule, place, rule.column)
      findings.setAside(episode.file, .episodes, rule.rule)
      return
    }
    episodes.append(episode)
    let unusable: (rule: CareRule, column: CareColumn?)? =
      if let end = episode.end, end < episode.start {
        (.episodeReversed, .end)
      } else if birth == nil {
        registry.isListed(episode.child) ? (.childBirthMissing, .birth) : (.childUnknown, .child)
      } else {
        nil
      }
    if let unusable {
      findings.add(unusable.rule, place, unusable.column)
      findings.setAside(episode.file, .episodes, unusable.rule)
      if unusable.rule != .episodeReversed { sequence.append(episode) }
      return
    }
    findings.use(episode.file, .episodes)
    sequence.append(episode)
    checkDates(episode, birth)
  }

  /// Why a row can be in no count at all.
  private func impossible(
    _ episode: CareEpisode, _ birth: CalendarDate?
  ) -> (rule: CareRule, column: CareColumn)? {
    if let birth, episode.start < birth || episode.start >= CareSpells.birthday(21, of: birth) {
      return (.ageImpossible, .start)
    }
    guard episode.year > 0 else { return nil }
    let limit = CareYear.lastDay(of: episode.year + 1)
    if episode.start > limit { return (.dateFarFuture, .start) }
    if let end = episode.end, end > limit { return (.dateFarFuture, .end) }
    return nil
  }

  /// Sets aside a row that a later one of the same child and start takes the place of.
  private mutating func supersede(_ old: CareEpisode, by new: CareEpisode) {
    let isSameReturn = old.year == new.year
    let isChanged =
      old.placement != new.placement || old.legalStatus != new.legalStatus
      || (old.end != nil && new.end != nil && old.end != new.end)
    let rule: CareRule =
      if !isSameReturn {
        .episodeRepeated
      } else if isChanged || old.end != new.end || old.reason != new.reason {
        .episodeConflict
      } else {
        .episodeDuplicate
      }
    findings.setAside(old.file, .episodes, rule)
    if isSameReturn {
      findings.add(rule, .init(old))
    } else {
      if isChanged { findings.add(.episodeChanged, .init(new)) }
      if old.end != nil, new.end == nil { findings.add(.episodeReopened, .init(new), .end) }
    }
  }

  private mutating func checkCodes(_ episode: CareEpisode) {
    let place = CareFindings.Place(episode)
    func check(_ code: CareCode, _ set: CareCodeSet, _ column: CareColumn) {
      guard code != .none else { return }
      switch set.verdict(code, of: episode) {
      case .valid: break
      case .unknown: findings.add(.codeUnknown, place, column)
      case .otherYear: findings.add(.codeYear, place, column)
      }
    }
    check(episode.reason, .reason, .reason)
    check(episode.legalStatus, .legalStatus, .legalStatus)
    check(episode.need, .need, .need)
    check(episode.placement, .placement, .placement)
    check(episode.provider, .provider, .provider)
    check(episode.endReason, .endReason, .endReason)
    check(episode.changeReason, .changeReason, .changeReason)
  }

  private mutating func checkDates(_ episode: CareEpisode, _ birth: CalendarDate?) {
    let place = CareFindings.Place(episode)
    if episode.year > 0 {
      let last = CareYear.lastDay(of: episode.year)
      if episode.start > last { findings.add(.dateFuture, place, .start) }
      if let end = episode.end, end > last { findings.add(.dateFuture, place, .end) }
      if episode.end == nil, episode.year < lastYear { findings.add(.episodeAbsent, place) }
    }
    if episode.end != nil, episode.endReason == .none {
      findings.add(.episodeEndWithoutReason, place, .endReason)
    } else if episode.end == nil, episode.endReason != .none {
      findings.add(.episodeReasonWithoutEnd, place, .end)
    }
    guard let birth else { return }
    let adult = CareSpells.birthday(18, of: birth)
    if episode.start >= adult {
      findings.add(.ageAdult, place, .start)
    } else if let end = episode.end, end > adult {
      findings.add(.ageAdult, place, .end)
    }
    let youngest = CareCodeSet.placement.validity(episode.placement)?.minimumAge ?? 0
    if youngest > 0, episode.start < CareSpells.birthday(youngest, of: birth) {
      findings.add(.placeAge, place, .placement)
    }
  }

  /// Holds each episode of a child, in order, against the next.
  private mutating func checkSequence(_ sequence: [CareEpisode]) {
    for (index, episode) in sequence.enumerated() {
      let place = CareFindings.Place(episode)
      let before = index > 0 ? sequence[index - 1] : nil
      let follows = before.map { ($0.end ?? episode.start) >= episode.start } ?? false
      // Of what came before the first return opens it says nothing.
      let isKnown = before != nil || (firstDay.map { episode.start >= $0 } ?? false)
      if isKnown, episode.reason != .none, follows == (episode.reason == "S") {
        findings.add(.episodeFirstReason, place, .reason)
      }
      if let before, follows, episode.reason == "L",
        CarePlacementGroup(before.placement) != CarePlacementGroup(episode.placement)
      {
        findings.add(.episodeStatusOnly, place, .placement)
      }
      guard index + 1 < sequence.count else {
        if episode.end != nil, episode.endReason == "X1" {
          findings.add(.episodeUnfollowed, place, .endReason)
        }
        continue
      }
      let next = sequence[index + 1].start
      guard let end = episode.end else {
        findings.add(.episodeOpenNotLast, place, .end)
        continue
      }
      if end > next {
        findings.add(.episodeOverlap, place, .end)
      } else if end < next, episode.endReason == "X1" {
        findings.add(.episodeGap, place, .end)
      }
    }
  }
}

extension CareFindings.Place {
  fileprivate init(_ episode: CareEpisode) { self.init(file: episode.file, row: episode.row) }
}
