/// A ratio of ours to a peer's, with the most it may be.
struct PeerRatio {
  let name: String
  let ours: Sample
  /// The peer's measurements; nil where the peer is not here.
  let peer: Sample?
  /// What to multiply the peer's times by, where it had less to do.
  var scale = 1.0
  let target: Double?

  static let header = Markdown.header(["Ours against the peer", "Wall", "CPU", "Target"])

  /// The line of the table; a target is met when both ratios meet it.
  var row: String {
    guard let peer else {
      return Markdown.row([name, "peer not here", "", target.map { "at most \(digits($0))" } ?? ""])
    }
    let wall = median(ours.wall) / (median(peer.wall) * scale)
    let cpu = median(ours.cpu) / (median(peer.cpu) * scale)
    return Markdown.row([
      name, digits(wall), digits(cpu),
      target.map { Markdown.verdict("at most \(digits($0))", isMet: max(wall, cpu) <= $0) } ?? "",
    ])
  }

  private func digits(_ ratio: Double) -> String { Markdown.digits(ratio, 3) }
}
