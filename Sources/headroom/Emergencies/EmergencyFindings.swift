import CouncilReturns
import Foundation
import Periods
import Probability
import Surveillance

/// What is worked out from a profile of emergencies: rates, alarms, clusters, comparison, nights to come.
struct EmergencyFindings {
  private let profile: EmergencyProfile
  private let questions: EmergencyQuestions
  private let isExact: Bool
  private(set) var rows: [EmergencyPage.Row] = []
  private(set) var sentences: [String] = []

  init(_ profile: EmergencyProfile, _ questions: EmergencyQuestions, isExact: Bool) {
    self.profile = profile
    self.questions = questions
    self.isExact = isExact
  }

  private var total: Int { profile.starts.reduce(0, +) }

  /// The count that may be worked with: as it is, or rounded.
  private var told: Int { isExact ? total : (total + 2) / 5 * 5 }

  private func shown(_ count: Int) -> String { EmergencyPage.shown(count, isExact) }

  /// Months of the period, the last by the days it has had.
  private var period: Double {
    let last = profile.asOf.month
    let days = Double(last.firstDay.days(to: profile.asOf) + 1)
    return Double(profile.starts.count - 1) + days / Double(last.days)
  }

  mutating func work(isTold: Bool) throws {
    let definitions = profile.rules.dated
    let codes = definitions.map { entry in
      entry.definition.codes.sorted().joined(separator: ", ")
        + (definitions.count > 1 ? " from \(entry.from)" : "")
    }.joined(separator: "; ")
    let nights = definitions.map(\.definition.shortNights).max() ?? 0
    sentences.append(
      "Emergencies are placements with the codes \(codes); \(shown(total)) of "
        + "\(shown(profile.placements)) placements since \(profile.first), and "
        + "\(shown(profile.shortStops)) short stops of up to \(nights) nights that were none.")
    if profile.asOf != profile.asOf.month.lastDay {
      sentences.append(
        "\(profile.asOf.month) is not whole: it is counted to \(profile.asOf), and in rates for its part."
      )
    }
    guard isTold else {
      sentences.append("Too few to say more without telling of single children.")
      return
    }
    try rates()
    guard total > 0 else { return }
    if let half = profile.stillThere.firstIndex(where: { $0 <= 0.5 }) {
      sentences.append("Half have ended after \(half) nights.")
    } else {
      sentences.append("More than half last longer than \(profile.stillThere.count - 1) nights.")
    }
    try alarms()
    try clusters()
    if let peers = questions.peers { try funnel(peers) }
    premium()
    try forecast()
  }

  private mutating func rates() throws {
    func add(_ label: String, _ exposure: Double, per: Double) throws {
      guard exposure > 0 else { return }
      let rate = try PoissonRate(events: told, exposure: exposure / per)
      rows.append(
        EmergencyPage.Row(
          table: "rate", label: label, value: String(format: "%.2f", rate.rate),
          low: String(format: "%.2f", rate.interval.lowerBound),
          high: String(format: "%.2f", rate.interval.upperBound)))
      if label == "a month" {
        sentences.append(
          String(
            format: "%.1f begin in a month (%.1f to %.1f, exact 95%% interval).", rate.rate,
            rate.interval.lowerBound, rate.interval.upperBound))
      }
    }
    func rounded(_ count: Int) -> Double { Double(isExact ? count : (count + 2) / 5 * 5) }
    try add("a month", period, per: 1)
    try add("per 100 placements begun", rounded(profile.placements), per: 100)
    try add("per 100 entries into care", rounded(profile.entries), per: 100)
    if let children = questions.children {
      try add("per 10,000 children a year", children * period / 12, per: 10_000)
    }
  }

  private mutating func alarms() throws {
    var usual = Double(told) / period
    var basis = "the mean of the months watched"
    if let span = questions.usual {
      let places = profile.starts.indices.filter {
        span.contains(profile.first.advanced(by: $0))
      }
      usual = Double(places.reduce(0) { $0 + profile.starts[$1] }) / Double(places.count)
      basis = "that of \(span.lowerBound) to \(span.upperBound)"
    }
    guard usual > 0 else {
      sentences.append("No emergency began in the usual months, so no level can be watched.")
      return
    }
    let limit = try PoissonCUSUM.limit(
      usualMean: usual, raisedMean: 1.5 * usual, runLength: 36, seed: questions.seed)
    let chart = try PoissonCUSUM(
      counts: profile.starts, usualMean: usual, raisedMean: 1.5 * usual, limit: limit)
    let months = chart.alarms.map { profile.first.advanced(by: $0) }.filter { month in
      !(questions.usual?.contains(month) ?? false)
    }
    sentences.append(
      (months.isEmpty
        ? "No month gives an alarm of a level half as high again"
        : "Alarm of a raised level in " + months.map(\.description).joined(separator: ", "))
        + " (usual level: \(basis); one false alarm in 36 months).")
    for month in months {
      rows.append(
        EmergencyPage.Row(table: "alarm", label: SufficiencyText.label(month), value: "raised"))
    }
  }

  /// Runs of up to six months with more than their share of emergencies.
  private mutating func clusters() throws {
    let count = profile.starts.count
    guard count >= 6 else { return }
    var zones: [[Int]] = []
    for length in 1...min(6, count / 2) {
      for start in 0...count - length { zones.append(Array(start..<start + length)) }
    }
    let days = profile.starts.indices.map { place -> Double in
      let month = profile.first.advanced(by: place)
      return month == profile.asOf.month
        ? Double(month.firstDay.days(to: profile.asOf) + 1) : Double(month.days)
    }
    let scan = try PoissonScan(
      cases: profile.starts, population: days, zones: zones, replicates: 999,
      seed: questions.seed)
    guard scan.p <= 0.05 else {
      sentences.append(
        "No run of one to six months stands out from the rest (scan statistic, p > 0.05).")
      return
    }
    let zone = zones[scan.likeliest]
    let from = profile.first.advanced(by: zone[0])
    let to = profile.first.advanced(by: zone[zone.count - 1])
    let inside = zone.reduce(0) { $0 + profile.starts[$1] }
    let times =
      scan.relativeRisk.map { String(format: ", %.1f times the rate of the rest", $0) } ?? ""
    sentences.append(
      "They gather in \(from)\(from == to ? "" : " to \(to)"): \(shown(inside))\(times) "
        + String(format: "(scan statistic over all runs of one to six months, p = %.3f).", scan.p))
    rows.append(
      EmergencyPage.Row(
        table: "cluster",
        label: "\(SufficiencyText.label(from)) to \(SufficiencyText.label(to))",
        value: shown(inside)))
  }

  private mutating func funnel(_ peers: EmergencyPeers) throws {
    let funnel = try RateFunnel(
      events: peers.peers.map(\.emergencies), exposures: peers.peers.map(\.entries))
    for (peer, point) in zip(peers.peers, funnel.points) {
      rows.append(
        EmergencyPage.Row(
          table: "funnel", label: "\(peer.name): \(point.position)",
          value: String(format: "%.2f", point.ratio),
          low: String(format: "%.2f", point.wide.lowerBound),
          high: String(format: "%.2f", point.wide.upperBound)))
    }
    let outside = zip(peers.peers, funnel.points).filter {
      $0.1.position == "above" || $0.1.position == "below"
    }
    sentences.append(
      outside.isEmpty
        ? "In the funnel nobody is outside the 99.8% limits of the common rate."
        : "Outside the 99.8% limits of the common rate: "
          + outside.map { "\($0.0.name) (\($0.1.position))" }.joined(separator: ", ") + ".")
  }

  private mutating func premium() {
    guard let premium = profile.premium, premium.nights > 0 else { return }
    let each = premium.total / Double(premium.nights)
    sentences.append(
      "They cost £\(Self.number(isExact ? premium.total : (premium.total / 1000).rounded() * 1000)) above "
        + "the placements that followed, £\(Self.number(each)) a night; "
        + String(
          format: "%.0f%% of their nights have no price or no placement after and are left out.",
          Double(premium.nightsLeftOut) / Double(premium.nights + premium.nightsLeftOut) * 100))
    rows.append(
      EmergencyPage.Row(table: "premium", label: "£ a night", value: String(format: "%.0f", each)))
  }

  private mutating func forecast() throws {
    let whole =
      profile.asOf == profile.asOf.month.lastDay ? profile.starts : profile.starts.dropLast()
    let spread =
      whole.count > 1 && whole.contains { $0 > 0 } ? try CountDispersion(Array(whole)) : nil
    if let spread, spread.size != nil {
      sentences.append(
        String(
          format:
            "Months vary %.1f times as much as chance would have it (p = %.3f): ranges allow for it.",
          spread.ratio, spread.p))
    }
    let open = zip([3, 17, 59, 180], profile.open).map { (nights: $0, count: $1.count) }
    let nights = try EmergencyNights(
      events: total, months: period, stillThere: profile.stillThere, ahead: questions.ahead,
      dispersion: spread?.size, open: open, replicates: questions.simulations,
      seed: questions.seed)
    var sentence =
      "In the \(questions.ahead) months after, \(Self.number(nights.median)) nights of emergencies, those "
      + "still open among them (\(Self.number(nights.p10)) to \(Self.number(nights.p90)), 80% likely)"
    let known = profile.premium.flatMap { $0.nights > 0 ? $0.total / Double($0.nights) : nil }
    if let each = questions.premium.map({ $0 / 7 }) ?? known {
      sentence +=
        ", £\(Self.number(nights.median * each)) above the placements planned "
        + "(£\(Self.number(nights.p10 * each)) to £\(Self.number(nights.p90 * each)))"
    }
    sentences.append(sentence + ".")
    rows.append(
      EmergencyPage.Row(
        table: "forecast", label: "nights in \(questions.ahead) months",
        value: Self.number(nights.median, grouped: false),
        low: Self.number(nights.p10, grouped: false),
        high: Self.number(nights.p90, grouped: false)))
  }

  private static func number(_ value: Double, grouped: Bool = true) -> String {
    let digits = "\(Int(abs(value).rounded()))"
    var text = value <= -0.5 ? "-" : ""
    for (index, digit) in digits.enumerated() {
      if grouped, index > 0, (digits.count - index) % 3 == 0 { text += "," }
      text.append(digit)
    }
    return text
  }
}
