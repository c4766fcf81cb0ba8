import ArgumentParser
import Foundation

/// Data on standard output, everything else on standard error.
enum Terminal {
  /// Writes data; a reader that has seen enough and closed the pipe is no error, any other failure
  /// ends the program with exit code 2.
  static func out(_ text: String) {
    guard let code = write(text, to: STDOUT_FILENO), code != EPIPE else { return }
    message("headroom: I can't write to standard output: \(String(cString: strerror(code))).")
    Foundation.exit(Failure.couldNot.rawValue)
  }

  /// Writes a message. One that cannot be delivered does not stop the work.
  static func message(_ text: String) { _ = write(text + "\n", to: STDERR_FILENO) }

  /// Writes over the line of progress.
  static func progress(_ text: String) { _ = write(text, to: STDERR_FILENO) }

  /// Closed pipes and files over their limit are to come back as errors of a write, not as signals
  /// that end the program halfway through a folder.
  static func prepare() {
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
  }

  /// Writes all of a text, however many calls it takes; the system's error number where it cannot.
  private static func write(_ text: String, to descriptor: Int32) -> Int32? {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let written = bytes.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if written < 0 {
        if errno == EINTR { continue }
        return errno
      }
      bytes = bytes.dropFirst(written)
    }
    return nil
  }

  static var outputIsTerminal: Bool { isatty(STDOUT_FILENO) == 1 }
  static var messagesAreTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// Colour follows NO_COLOR, FORCE_COLOR and TERM, and is off where output is not a terminal.
  static var usesColour: Bool {
    let environment = ProcessInfo.processInfo.environment
    if let off = environment["NO_COLOR"], !off.isEmpty { return false }
    if let on = environment["FORCE_COLOR"], !on.isEmpty { return true }
    return outputIsTerminal && environment["TERM"] != "dumb"
  }
}

/// Why a command ends with a code other than 0.
enum Failure: Int32 {
  /// Done, and a check failed.
  case checkFailed = 1
  /// Could not do it.
  case couldNot = 2

  var exitCode: ExitCode { ExitCode(rawValue) }
}

/// Runs a body, and turns whatever it throws into a message and exit code 2.
func reporting<Result>(_ body: () throws -> Result) throws -> Result {
  do {
    return try body()
  } catch let code as ExitCode {
    throw code
  } catch {
    Terminal.message("headroom: \(error)")
    throw Failure.couldNot.exitCode
  }
}

/// The formats a table can be printed in.
enum TableFormat: String, ExpressibleByArgument, CaseIterable {
  case csv
  case table
}
