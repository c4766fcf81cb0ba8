import Forecasting
import Foundation

extension Check {
  /// One table of scores: a frequency, or annual series cut to their last values.
  private struct Competition {
    let name: String
    let frequency: String
    var last: Int?
    /// The most the default method's OWA may be.
    let owa: Double
    var coverage80: ClosedRange<Double>?
    var coverage95: ClosedRange<Double>?
    var msis: Double?
  }

  private static let competitions = [
    Competition(
      name: "annual", frequency: "Yearly", owa: 0.82, coverage80: 0.77...0.83,
      coverage95: 0.93...0.97, msis: 27.5),
    Competition(name: "annual, last 8", frequency: "Yearly", last: 8, owa: 0.885),
    Competition(name: "annual, last 10", frequency: "Yearly", last: 10, owa: 0.86),
    Competition(name: "annual, last 12", frequency: "Yearly", last: 12, owa: 0.845),
    Competition(name: "quarterly", frequency: "Quarterly", owa: 0.87),
    Competition(name: "monthly", frequency: "Monthly", owa: 0.825),
  ]

  /// The scores of the default method, of dynamic Theta and of ETS on public competition series.
  static let accuracyChecks = competitions.map { competition in
    let file = "m4/\(competition.frequency.lowercased()).csv"
    return Check(area: "Accuracy, \(competition.name)", needs: file) { folder in
      let panel = try CompetitionSeries.read(file, in: folder)
      let peers = try PeerScores(folder, frequency: competition.frequency, last: competition.last)
      var findings: [Finding] = []
      for (method, name) in [
        (ForecastMethod.automatic, "default"), (.dynamicTheta, "dynamic Theta"), (.ets, "ETS"),
      ] {
        let scores = try await CompetitionScores(
          panel, method, last: competition.last,
          threads: ProcessInfo.processInfo.activeProcessorCount)
        findings += accuracy(
          scores, competition, name, isDefault: method == .automatic, peers: peers)
      }
      return findings
    }
  }

  private static func accuracy(
    _ scores: CompetitionScores, _ competition: Competition, _ name: String, isDefault: Bool,
    peers: PeerScores
  ) -> [Finding] {
    let area = "Accuracy, \(competition.name)"
    let atMost = { (limit: Double?) -> Finding.Target in
      limit.map { .atMost($0) } ?? .none
    }
    let within = { (limits: ClosedRange<Double>?) -> Finding.Target in
      limits.map { .within($0) } ?? .none
    }
    func finding(
      _ score: String, _ value: Double, _ target: Finding.Target, _ reference: String
    ) -> Finding {
      Finding(
        area, "\(name): \(score)", against: reference, figures: scores.series, .score, value,
        target: target)
    }
    let owa = finding(
      "OWA", scores.owa, isDefault ? .atMost(competition.owa) : .none,
      isDefault ? peers.best("OWA") : peers.figure("OWA", like: name))
    let ranges = [
      finding(
        "coverage of 80%", scores.coverage80, isDefault ? within(competition.coverage80) : .none,
        isDefault ? peers.nearest("cov80", to: 0.8) : peers.figure("cov80", like: name)),
      finding(
        "coverage of 95%", scores.coverage95, isDefault ? within(competition.coverage95) : .none,
        isDefault ? peers.nearest("cov95", to: 0.95) : peers.figure("cov95", like: name)),
      finding(
        "MSIS", scores.msis, isDefault ? atMost(competition.msis) : .none,
        isDefault ? peers.best("MSIS") : peers.figure("MSIS", like: name)),
    ]
    guard isDefault else { return [owa] + ranges }
    return [
      owa, finding("sMAPE", scores.smape, .none, peers.best("sMAPE")),
      finding("MASE", scores.mase, .none, peers.best("MASE")),
    ] + ranges
  }
}

/// The published peers' scores on the same series.
private struct PeerScores {
  private var peers: [(name: String, scores: [String: Double])] = []

  /// The peers that correspond to a method of ours.
  private static let counterparts = [
    "dynamic Theta": "statsforecast DynamicOptimizedTheta", "ETS": "R ets",
  ]

  init(_ folder: ReferenceFolder, frequency: String, last: Int?) throws {
    let file = last == nil ? "m4/peer_scores.csv" : "m4/peer_scores_short.csv"
    guard folder.has(file) else { return }
    let table = try folder.table(file)
    for row in table.rows {
      let isOurs =
        if let last { try table.text(row, "last_points") == "\(last)" } else {
          try table.text(row, "frequency") == frequency
            && table.text(row, "collection") == "ALL"
        }
      guard isOurs else { continue }
      var scores: [String: Double] = [:]
      for name in ["sMAPE", "MASE", "OWA", "cov80", "cov95", "MSIS"] {
        scores[name] = Double(try table.text(row, name))
      }
      peers.append((try table.text(row, "peer"), scores))
    }
  }

  /// The peer with the lowest score.
  func best(_ score: String) -> String { choice(score) { $0 } }

  /// The peer whose score is nearest to a value.
  func nearest(_ score: String, to value: Double) -> String { choice(score) { abs($0 - value) } }

  private func choice(_ score: String, by rank: (Double) -> Double) -> String {
    let scored = peers.compactMap { peer in peer.scores[score].map { (peer.name, $0) } }
    guard let best = scored.min(by: { rank($0.1) < rank($1.1) }) else { return "no peer" }
    return text("best peer: \(best.0)", best.1)
  }

  /// The score of the peer that corresponds to a method.
  func figure(_ score: String, like method: String) -> String {
    guard let peer = PeerScores.counterparts[method],
      let value = peers.first(where: { $0.name == peer })?.scores[score]
    else { return "no peer" }
    return text(peer, value)
  }

  private func text(_ peer: String, _ value: Double) -> String {
    "\(peer) \(String(format: value < 10 ? "%.3f" : "%.1f", value))"
  }
}
