import ArgumentParser
import Foundation
import Synchronization

/// How progress is shown on standard error.
enum ProgressStyle: String, ExpressibleByArgument, CaseIterable {
  /// A bar on a terminal; nothing in a log, in continuous integration, or on a dumb terminal.
  case auto
  /// A bar with the time left, written over itself.
  case bar
  /// A line at each tenth.
  case plain
  /// A JSON line at each hundredth.
  case json
  /// Nothing.
  case none

  /// The style that is used where messages go now.
  var resolved: ProgressStyle {
    guard self == .auto else { return self }
    let environment = ProcessInfo.processInfo.environment
    let isAutomated = environment["CI"].map { !$0.isEmpty && $0 != "false" } ?? false
    return Terminal.messagesAreTerminal && !isAutomated && environment["TERM"] != "dumb"
      ? .bar : .none
  }
}

/// The `--progress` option.
struct ProgressOptions: ParsableArguments {
  @Option(name: .long, help: "Progress on standard error: auto, bar, plain, json or none.")
  var progress: ProgressStyle = .auto
}

/// Progress on standard error, with the time left; nothing where it is not wanted.
final class Progress: Sendable {
  private let total: Int
  private let style: ProgressStyle
  private let started = ContinuousClock.now
  /// The part last shown, in units of the style; and when a bar was last drawn.
  private let shown = Mutex((part: 0, drawn: ContinuousClock.now - .seconds(1)))
  private let done = Mutex(0)

  /// `opening` is said at once, terminal or not.
  init(total: Int, opening: String? = nil, quiet: Bool, style: ProgressStyle = .auto) {
    self.total = max(total, 1)
    self.style = quiet ? .none : style.resolved
    if !quiet, let opening { Terminal.message(opening) }
  }

  /// Shows how much is done; may be called from any thread, as often as one likes.
  func report(_ done: Int) {
    guard style != .none else { return }
    let elapsed = ContinuousClock.now - started
    let text = shown.withLock { shown -> String? in
      let part = Self.part(done, of: total, style)
      switch style {
      case .bar:
        let now = ContinuousClock.now
        guard now - shown.drawn >= .milliseconds(100) else { return nil }
        shown.drawn = now
      case .plain, .json:
        guard part > shown.part else { return nil }
      case .auto, .none: return nil
      }
      shown.part = part
      return ProgressText(done: done, total: total, elapsed: elapsed).text(style)
    }
    guard let text else { return }
    if style == .bar { Terminal.progress("\r\(text)\u{1B}[K") } else { Terminal.message(text) }
  }

  /// Shows that more is done; may be called from any thread.
  func advance(by more: Int) {
    report(
      done.withLock { done in
        done += more
        return done
      })
  }

  /// Takes the bar away.
  func finish() {
    if style == .bar { Terminal.progress("\r\u{1B}[K") }
  }

  private static func part(_ done: Int, of total: Int, _ style: ProgressStyle) -> Int {
    let steps = style == .json ? 100 : 10
    return min(done, total) * steps / total
  }
}

/// One state of progress as text.
struct ProgressText {
  let done: Int
  let total: Int
  let elapsed: Duration

  private var share: Double { Double(min(done, total)) / Double(total) }

  /// Seconds left at the pace so far; `nil` before anything is done.
  var secondsLeft: Double? {
    guard done > 0 else { return nil }
    let seconds =
      Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
    return seconds * (1 - share) / share
  }

  func text(_ style: ProgressStyle) -> String {
    let percent = Int(share * 100)
    switch style {
    case .json:
      let left = secondsLeft.map { String(Int($0.rounded(.up))) } ?? "null"
      return "{\"event\":\"progress\",\"done\":\(done),\"total\":\(total),"
        + "\"seconds_left\":\(left)}"
    case .bar:
      let full = Int(share * 24)
      let bar =
        String(repeating: "█", count: full) + String(repeating: "░", count: 24 - full)
      return "\(bar) \(percent)%, \(done) of \(total)\(left)"
    case .plain, .auto, .none: return "\(percent)%, \(done) of \(total)\(left)"
    }
  }

  private var left: String {
    guard let secondsLeft, done < total else { return "" }
    let seconds = Int(secondsLeft.rounded(.up))
    return seconds < 90 ? ", \(seconds) s left" : ", \((seconds + 59) / 60) min left"
  }
}
