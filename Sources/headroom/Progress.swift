/// Progress on standard error: nothing where it is not a terminal, or where it is not wanted.
final class Progress: Sendable {
  private let total: Int
  private let shown: Bool

  /// `opening` is said at once, terminal or not.
  init(total: Int, opening: String? = nil, quiet: Bool) {
    self.total = total
    shown = !quiet && Terminal.messagesAreTerminal
    if !quiet, let opening { Terminal.message(opening) }
  }

  func report(_ done: Int) {
    guard shown else { return }
    Terminal.progress("\r\(done) of \(total)")
  }

  func finish() {
    guard shown else { return }
    Terminal.progress("\r\u{1B}[K")
  }
}
